/** What every node has. */

export interface Point {
  /** 1-based. */
  line: number
  /** 1-based, in UTF-16 code units of the real source: a tab is one. */
  column: number
  /** 0-based, in UTF-16 code units. */
  offset: number
}

export interface Position {
  start: Point
  /** Just behind the last character. */
  end: Point
}

export interface NodeData {
  /** What `serializeRst` writes in place of the node's source; set by `replaceSource`. */
  replacement?: string
  [key: string]: unknown
}

export interface NodeOf<Type extends string> {
  type: Type
  position: Position
  data?: NodeData
}

/** docutils' levels; `info` (1) is not reported. */
export type MessageLevel = 2 | 3 | 4
export type MessageSeverity = 'warning' | 'error' | 'severe'
