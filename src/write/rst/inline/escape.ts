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

export function escapeText(text: string, {before, after, context, hasAddress}: Surroundings): string {
  let written = before
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    const site = (): Site => ({before: written, after: text.charAt(at + 1) || after, context, hasAddress})
    if (suspicious.get(character)?.some((isUnsafe) => isUnsafe(site()))) written += '\\'
    written += character
  }
  return written.slice(before.length)
}

/** Escapes some characters wherever they stand: what ends the markup that the text is in. */
export function escapeAll(text: string, characters: string): string {
  let escaped = ''
  for (const character of text) escaped += characters.includes(character) ? `\\${character}` : character
  return escaped
}

/** The lines of a text, none of which looks like something else. `\ ` stands for nothing. */
export function guardLines(lines: readonly string[], context: TextContext, startsWithText: boolean): string[] {
  return lines.map((line, index) => {
    if (!isUnsafeLine(line, index === 0 ? unsafeFirstLines : unsafeFurtherLines, context)) return line
    return index > 0 || !startsWithText || line.startsWith('\\') ? `\\ ${line}` : `\\${line}`
  })
}
