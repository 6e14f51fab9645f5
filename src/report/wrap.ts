/** Text to lines of a width, broken between words. */

/** The first line has `indent` columns less room, where something stands already; a word longer than that stays whole. */
export function wrap(text: string, width: number, indent = 0): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const taken = lines.length === 0 ? indent : 0
    if (line !== '' && taken + line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines
}
