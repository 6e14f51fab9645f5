/** A reply's own words, each with the lines that it quotes above them. */

export interface Remark {
  /** The lines quoted above it, the nearest last, with how often each is quoted. */
  readonly quoted: readonly {readonly level: number; readonly line: string}[]
  readonly text: string
}

export function remarksIn(lines: readonly string[]): readonly Remark[] {
  const remarks: Remark[] = []
  let quoted: {level: number; line: string}[] = []
  let said: string[] = []
  const close = () => {
    const text = said.join('\n').trim()
    if (quoted.length > 0 && /[A-Za-z]{2}/.test(text) && !isTags(text)) remarks.push({quoted, text})
    if (text !== '') quoted = []
    said = []
  }
  for (const line of lines) {
    if (line === '-- ') break
    const [marks] = /^(?:>\s?)+/.exec(line) ?? []
    if (marks === undefined) {
      said.push(line)
      continue
    }
    if (said.some((text) => text.trim() !== '')) close()
    said = []
    const level = marks.replaceAll(/[^>]/g, '').length
    // Only the blank behind the mark is the mail's: a diff's own blank stays.
    quoted.push({level, line: line.replace(/^(?:> ?){1,9}/, '')})
  }
  close()
  return remarks
}

/** `Reviewed-by: …` alone is no comment. */
const isTags = (text: string): boolean => text.split('\n').every((line) => /^(?:[A-Z][\w-]+-by: .*|\s*)$/.test(line))
