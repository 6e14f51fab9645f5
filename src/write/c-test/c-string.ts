/** Text as a string literal of C. */

export function cString(text: string): string {
  const written = [...text].map((character) =>
    character === '"' || character === '\\' ? `\\${character}` : character < ' ' ? ' ' : character,
  )
  return `"${written.join('')}"`
}
