/** What a struct of a document and the header's struct disagree in, as far as a writer has to know. */

import type {Field} from '../../model/index.ts'

/** The members between one pair of braces, on both sides. */
export interface Level {
  readonly document: readonly Field[]
  readonly header: readonly Field[]
  /** Which are the same member, under one name or two. */
  readonly pairs: readonly MemberPair[]
}

export interface MemberPair {
  readonly document: Field
  readonly header: Field
}

export type Disagreement = Missing | Unknown | Renamed | Retyped | Moved

export interface Missing {
  readonly kind: 'missing'
  readonly level: Level
  readonly header: Field
}

export interface Unknown {
  readonly kind: 'unknown'
  readonly level: Level
  readonly document: Field
}

export interface Renamed extends MemberPair {
  readonly kind: 'name'
  readonly level: Level
}

export interface Retyped extends MemberPair {
  readonly kind: 'type'
  readonly level: Level
}

export interface Moved extends MemberPair {
  readonly kind: 'order'
  readonly level: Level
}

/** One that cannot be put right safely. */
export interface Refusal {
  readonly disagreement: Disagreement
  /** Goes on from "left as it is, because". */
  readonly reason: string
}
