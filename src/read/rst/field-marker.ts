/** `:name: `, which begins a field and a directive's option. (docutils: `Body.patterns['field_marker']`.) */

export interface FieldMarker {
  /** Behind the name. */
  nameEnd: number
  /** Behind the white space that follows the second colon. */
  end: number
}

const COLON = 58
const SPACE = 32
const BACKSLASH = 92
const BACKQUOTE = 96

/** docutils: `:(?![: ])([^:\\]|\\.|:(?!([ `]|$)))*(?<! ):( +|$)`. */
export function fieldMarker(line: string): FieldMarker | undefined {
  const first = line.charCodeAt(1)
  if (line.charCodeAt(0) !== COLON || first === COLON || first === SPACE || line.length < 2) return undefined
  let closing = 0
  for (let i = 1; i < line.length; i += 1) {
    const code = line.charCodeAt(i)
    if (code === BACKSLASH) i += 1
    else if (code === COLON) {
      const next = line.charCodeAt(i + 1)
      if (next === BACKQUOTE) break
      if (next === SPACE || i + 1 === line.length) {
        closing = i
        break
      }
    }
  }
  if (closing < 2 || line.charCodeAt(closing - 1) === SPACE) return undefined
  let end = closing + 1
  while (line.charCodeAt(end) === SPACE) end += 1
  return {nameEnd: closing, end}
}
