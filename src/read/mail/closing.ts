/**
 * What stands below a writer's words: a greeting, a name, what a mailing list appends, who is quoted next.
 *
 *     Which errno is that?
 *
 *     Thanks,
 *     Jane
 *     _______________________________________________
 *     list mailing list
 */

const greeting =
  /^(?:many |best |kind |warm )?(?:thanks|thank you|thx|cheers|regards|best|br|hth)(?: again| a lot| in advance)?[,.!]*$/i

/** Without blank lines and marks of what was left out, `[...]`, at either end. */
export function withoutClosing(lines: readonly string[], author: string): readonly string[] {
  const footer = lines.findIndex((line) => /^_{20,}$/.test(line))
  const rest = lines.slice(0, footer < 0 ? lines.length : footer).map((line) => line.trimEnd())
  const isOmission = (line: string) => /^[[(]?(?:\.{3}|…|snip)[\])]?$/i.test(line)
  while (rest[0] === '' || isOmission(rest[0] ?? 'x')) rest.shift()
  const isClosing = (index: number): boolean => {
    const line = rest[index]?.trim()
    if (line === undefined) return false
    const above = rest.slice(0, index).findLast((other) => other !== '')
    const isShort = line.split(' ').length <= 3
    return (
      line === '' ||
      isOmission(line) ||
      greeting.test(line) ||
      /^--? ?\w{1,12}$/.test(line) ||
      (isShort && (isNameOf(line, author) || (above !== undefined && greeting.test(above))))
    )
  }
  const trim = () => {
    while (isClosing(rest.length - 1)) rest.pop()
  }
  trim()
  const introduction = introductionOf(rest)
  if (introduction >= 0) {
    rest.length = introduction
    trim()
  }
  return rest
}

/** Where the line begins that names who is quoted next: `On Monday, Jane Doe wrote:`, on up to three lines. */
function introductionOf(lines: readonly string[]): number {
  if (!/\bwrote:$/.test(lines.at(-1) ?? '')) return -1
  const from = lines.findLastIndex((line) => /^On \S/.test(line))
  return lines.length - from <= 3 ? from : -1
}

/** `Jane`, `J.`, `JD`, of Jane Doe. */
function isNameOf(line: string, author: string): boolean {
  const wordsOf = (text: string) =>
    text
      .toLowerCase()
      .split(/[\s.,]+/)
      .filter((word) => word !== '')
  const names = wordsOf(author)
  const initials = names.map(([letter]) => letter)
  return wordsOf(line).every((word) => names.includes(word) || initials.includes(word) || word === initials.join(''))
}
