/** Backslashes where a text would otherwise be read as markup. */

import {
  isUnsafeLine,
  type Site,
  type TextContext,
  unsafeCharacters,
  unsafeFirstLines,
  unsafeFurtherLines,
} from './unsafe.ts'

const suspicious = new Map<string, readonly ((site: Site) => boolean)[]>()
for (const {character, isUnsafe} of unsafeCharacters) {
  suspicious.set(character, [...(suspicious.get(character) ?? []), isUnsafe])
}

export interface Surroundings {
  /** The character that is written already before the text; empty where it begins. */
  readonly before: string
  /** The character that will be written behind it. */
  readonly after: string
  readonly context: TextContext
  readonly hasAddress: boolean
}

/** No rule looks further back; so that a long text takes time in proportion. */
const REACH = 64

export function escapeText(text: string, {before, after, context, hasAddress}: Surroundings): string {
  let written = ''
  let near = before.slice(-REACH)
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    const rules = suspicious.get(character)
    const site: Site | undefined = rules && {before: near, after: text.charAt(at + 1) || after, context, hasAddress}
    const source = site && rules?.some((isUnsafe) => isUnsafe(site)) ? `\\${character}` : character
    written += source
    near = (near + source).slice(-REACH)
  }
  return written
}

/** Escapes some characters wherever they stand: what ends the markup that the text is in. */
export function escapeAll(text: string, characters: string): string {
  let escaped = ''
  for (const character of text) escaped += characters.includes(character) ? `\\${character}` : character
  return escaped
}

export interface LineSite {
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Whether the whole begins with text, not with markup. */
  readonly startsWithText: boolean
  readonly context: TextContext
}

/** A line that does not look like something else, nor announces a literal block. `\ ` stands for nothing. */
export function guardLine(line: string, {isFirst, isLast, startsWithText, context}: LineSite): string {
  const guarded = isLast && endsInColons(line) ? `${line.slice(0, -2)}\\::` : line
  if (!isUnsafeLine(guarded, isFirst ? unsafeFirstLines : unsafeFurtherLines, context)) return guarded
  return !isFirst || !startsWithText || guarded.startsWith('\\') ? `\\ ${guarded}` : `\\${guarded}`
}

/** `::` that no backslash escapes. */
export function endsInColons(line: string): boolean {
  if (!line.endsWith('::')) return false
  let backslashes = 0
  while (line.charAt(line.length - 3 - backslashes) === '\\') backslashes += 1
  return backslashes % 2 === 0
}
