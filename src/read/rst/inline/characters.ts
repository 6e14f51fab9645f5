/**
 * Which characters may stand before a start-string and behind an end-string.
 * (docutils: "Inline Markup Recognition Rules"; its generated lists are Unicode's punctuation categories.)
 */

/** What `escapeNulls` puts in place of a backslash that escapes. */
export const NULL = 0

const SPACE = 1
const OPENER = 2
const CLOSER = 4
const DELIMITER = 8
const CLOSING_DELIMITER = 16
const WORD = 32

const ascii = new Uint8Array(128)
const asciiClasses: Readonly<Record<string, number>> = {
  ' \t\n\v\f\r\x1c\x1d\x1e\x1f': SPACE,
  '([{<': OPENER,
  ')]}>': CLOSER,
  '\'"': OPENER | CLOSER,
  '-/:': DELIMITER,
  '\\.,;!?': CLOSING_DELIMITER,
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz': WORD,
}
for (const [characters, kind] of Object.entries(asciiClasses)) {
  for (const character of characters) {
    const code = character.charCodeAt(0)
    ascii[code] = (ascii[code] ?? 0) | kind
  }
}

const categories: readonly (readonly [RegExp, number])[] = [
  [/[\p{L}\p{N}]/u, WORD],
  [/\p{Ps}/u, OPENER],
  [/\p{Pe}/u, CLOSER],
  [/[\p{Pi}\p{Pf}]/u, OPENER | CLOSER],
  [/[\u201a\u201e]/, OPENER | CLOSER],
  // docutils' list is of Unicode 5.2, where the signs of section and paragraph were symbols.
  [/(?![\u00a7\u00b6])[\p{Pd}\p{Po}]/u, DELIMITER],
  [/[\s\u0085]/, SPACE],
]

/** What documents in English have of the rest; their classes are known without asking Unicode's tables. */
const usual: readonly (readonly [string, number])[] = [
  ['\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a', OPENER | CLOSER],
  ['\u00a1\u00b7\u00bf\u2010\u2011\u2012\u2013\u2014\u2015\u2016\u2020\u2021\u2022\u2026\u2030\u2032\u2033', DELIMITER],
  ['\u00a0', SPACE],
  ['\u00a9\u00ae\u00b0\u00b1\u00d7\u2122\u2192\u2264\u2265\u2500\u2502\u2514\u251c\u2713', 0],
  ['\u00b2\u00b5\u00bd\u00c7\u00df\u00e1\u00e4\u00e7\u00e9\u00eb\u00f3\u00f4\u00f6\u00f8\u00fc', WORD],
]

const known = new Map<string, number>()
for (const [characters, kind] of usual) for (const character of characters) known.set(character, kind)

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < 128) return ascii[code] ?? 0
  // The second half of a pair belongs to the character that the first half begins.
  const first = (code & 0xfc00) === 0xdc00 && at > 0 ? at - 1 : at
  const character = String.fromCodePoint(text.codePointAt(first) ?? 0)
  let kind = known.get(character)
  if (kind === undefined) {
    kind = categories.find(([pattern]) => pattern.test(character))?.[1] ?? 0
    known.set(character, kind)
  }
  return kind
}

export function isSpace(text: string, at: number): boolean {
  return (classOf(text, at) & SPACE) !== 0
}

/** A letter or digit; Python's `\w` without the underscore. */
export function isWord(text: string, at: number): boolean {
  return (classOf(text, at) & WORD) !== 0
}

/** White space, opening punctuation or a delimiter: what a start-string may follow. */
export function isPrefix(text: string, at: number): boolean {
  return (classOf(text, at) & (SPACE | OPENER | DELIMITER)) !== 0
}

/** The end, white space, an escape, closing punctuation or a delimiter: what may follow an end-string. */
export function isSuffix(text: string, at: number): boolean {
  if (at >= text.length || text.charCodeAt(at) === NULL) return true
  return (classOf(text, at) & (SPACE | CLOSER | DELIMITER | CLOSING_DELIMITER)) !== 0
}

/** Where the closing character is not the code point behind the opening one, and further customs of quoting. */
const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '<': '>',
  '[': ']',
  '{': '}',
  '\u301d': '\u301e\u301f',
  '\uff3b': '\uff3d',
  '\uff5b': '\uff5d',
  '\u00ab': '\u00bb',
  '\u00bb': '\u00ab\u00bb',
  '\u2018': '\u2019\u201a',
  '\u2019': '\u2018\u2019',
  '\u201a': '\u201b\u2018\u2019',
  '\u201b': '\u201a',
  '\u201c': '\u201d\u201e',
  '\u201d': '\u201c\u201d',
  '\u201e': '\u201f\u201c\u201d',
  '\u201f': '\u201e',
  '\u203a': '\u2039\u203a',
}

/** Whether the characters at these places enclose what is between them: `'*'` is no start of emphasis. */
export function isEnclosed(text: string, before: number, after: number): boolean {
  if ((classOf(text, before) & OPENER) === 0) return false
  const closing = pairs[text.charAt(before)]
  if (closing !== undefined) return closing.includes(text.charAt(after))
  return text.charCodeAt(after) === text.charCodeAt(before) + 1
}
