/** A reply's own words, each with the lines that it quotes above them. */

import {withoutClosing} from './closing.ts'

export interface Remark {
  /** The lines quoted above it, the nearest last, with how often each is quoted. */
  readonly quoted: readonly {readonly level: number; readonly line: string}[]
  readonly text: string
}

/** `author` is whose name may stand below. What only approves, or tags, is no remark. */
export function remarksIn(lines: readonly string[], author: string): readonly Remark[] {
  const remarks: Remark[] = []
  let quoted: {level: number; line: string}[] = []
  let said: string[] = []
  const close = () => {
    const text = withoutClosing(said, author).join('\n')
    if (quoted.length > 0 && /[A-Za-z]{2}/.test(text) && !isTags(text) && !approves(text)) remarks.push({quoted, text})
    if (said.some((line) => line.trim() !== '')) quoted = []
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

/** `Otherwise, this looks good to me.` asks for nothing. */
const approves = (text: string): boolean =>
  /^(?:(?:otherwise|the rest|rest) |[^,.?]{1,60}, )?(?:this|it|the \w+)? ?(?:all )?looks? (?:pretty |very |really )?(?:ok|okay|good|fine|great|sane|reasonable)\b/i.test(
    text,
  ) && !/\?|\b(?:but|except|however)\b/i.test(text)
