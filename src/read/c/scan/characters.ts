/** Characters and lines, for those who look at text before there are tokens. */

export function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10
}

/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** Where the line of an offset ends: at its line feed. */
export function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at === -1 ? text.length : at
}
