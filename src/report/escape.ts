/**
 * Text from a tree on its way to a terminal or a log: a file name or a source line must not move the cursor, recolour
 * the screen or turn the reading direction round (CVE-2021-42574).
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what this file is about
const dangerous = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/g

/** Every control character as an escape that C programmers read: `\x1b`, `\u202e`. A tab is one, too. */
export function escapeControls(text: string): string {
  return text.replace(dangerous, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
  })
}

/** JSON that is safe to look at: `JSON.stringify` escapes C0 alone. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(dangerous, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
