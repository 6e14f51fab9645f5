/** Lines below and behind a marker. */

export function indented(lines: readonly string[], indent: number): string[] {
  const blanks = ' '.repeat(indent)
  return lines.map((line) => (line === '' ? '' : blanks + line))
}

/**
 * Lines behind a marker whose width is the indentation of the lines that follow: a list item.
 */
export function behind(marker: string, lines: readonly string[]): string[] {
  const [first = '', ...rest] = lines
  return [`${marker}${first}`.trimEnd(), ...indented(rest, marker.length)]
}

/**
 * Lines behind a marker where the least indentation of the lines that follow is taken for that of all: a field, a
 * footnote. Where all of them are indented themselves, the first stands on a line of its own.
 */
export function hanging(marker: string, lines: readonly string[], indent: number): string[] {
  const [first = '', ...rest] = lines
  return mayHang(lines)
    ? [`${marker}${first}`.trimEnd(), ...indented(rest, indent)]
    : [marker.trimEnd(), ...indented(lines, indent)]
}

function mayHang([, ...rest]: readonly string[]): boolean {
  const further = rest.filter((line) => line !== '')
  return further.length === 0 || further.some((line) => !line.startsWith(' '))
}
