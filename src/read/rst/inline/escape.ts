/** Backslash escapes. (docutils: "Escaping Mechanism"; `escape2null`, `unescape`.) */

/** Puts U+0000 in place of every backslash that escapes the character behind it, so that indices stay as they are. */
export function escapeNulls(text: string): string {
  let at = text.indexOf('\\')
  if (at < 0) return text
  let escaped = ''
  let from = 0
  for (; at >= 0; at = text.indexOf('\\', from)) {
    escaped += `${text.slice(from, at)}\0${text.slice(at + 1, at + 2)}`
    from = at + 2
  }
  return escaped + text.slice(from)
}

/** The text as it is shown: without escapes, and without the white space that was escaped. */
export function unescapeNulls(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0 ', '').replaceAll('\0\n', '').replaceAll('\0', '') : text
}

/** The text as it was written. */
export function restoreBackslashes(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\\') : text
}
