/** A line of one punctuation character: title adornment, transition. (docutils: `Body.patterns['line']`.) */

/** Whether the whole text, which has no white space at its end, is one ASCII punctuation character repeated. */
export function isAdornment(text: string): boolean {
  const first = text.charCodeAt(0)
  if (!isPunctuation(first)) return false
  for (let i = text.length - 1; i > 0; i -= 1) if (text.charCodeAt(i) !== first) return false
  return true
}

/** `!`-`/`, `:`-`@`, `[`-`` ` ``, `{`-`~`. */
export function isPunctuation(code: number): boolean {
  if (code < 33 || code > 126) return false
  return code < 48 || (code > 57 && code < 65) || (code > 90 && code < 97) || code > 122
}
