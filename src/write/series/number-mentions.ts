/** Where the text of a series speaks of its own numbers: a message, a comment, prose of the document. */

import type {Line, Patch} from '../../model/index.ts'
import {kindOfFile} from '../../uapi/index.ts'
import type {LineChange, NumberMention, Replacement} from './renumber.ts'

/** Its groups are what is in front of the number, and the number. */
export interface Mention {
  readonly pattern: RegExp
  readonly was: string
  readonly after: string
}

export const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

const quote = '[`\'"]*'
//   KVM_CAP_BELL (237)    KVM_CAP_BELL = 0xed    KVM_CAP_BELL is 237    KVM_CAP_BELL as 237
const isNumber = `${quote}(?:[ \\t]*[=(:][ \\t]*|[ \\t]+(?:is|as)[ \\t]+)`
//   KVM_BELL 4.9    KVM_BELL (section 4.9)    KVM_BELL, see 4.9    KVM_BELL in section 4.9
const isSection = `${quote}(?:[ \\t]*[,(:][ \\t]*|[ \\t]+)(?:(?:see|in|section)[ \\t]+)*`
//   section 4.9    See also 4.9    \u00a74.9
const section = '\\b(?:[Ss]ections?|[Ss]ee(?:[ \\t]+also)?)\\s+|\u00a7[ \\t]*'
const end = '(?!\\w|\\.\\d)'

/** What is certainly meant: beside the name, or as a section that nobody else has. `standing`: `4.9`, of the tree. */
export function mentionsOf(replacements: readonly Replacement[], standing: ReadonlySet<string>): readonly Mention[] {
  return replacements.flatMap(({name, was, after, isTitle}): Mention[] => {
    const mention = (pattern: string): Mention => ({pattern: new RegExp(pattern, 'g'), was, after})
    const own = `\\b${escaped(name)}`
    if (!isTitle) return [mention(`(${own}${isNumber})(${was}|0[xX]0*${Number(was).toString(16)})${end}`)]
    const number = `(${escaped(was)})`
    return [
      mention(`(${own}${isSection})${number}${end}`),
      mention(`(?<![\\d.])()${number}(?=[\\s,:(]+${quote}${escaped(name)}\\b)`),
      ...(standing.has(was) ? [] : [mention(`(${section})${number}${end}`)]),
    ]
  })
}

/** The lines, as many as before; no number that has been put is replaced again. */
export function respoken(lines: readonly string[], mentions: readonly Mention[]): readonly string[] {
  const text = lines.join('\n')
  const found = mentions.flatMap(({pattern, after}) =>
    [...text.matchAll(pattern)].map((match) => {
      const [, front = '', number = ''] = match
      return {from: match.index + front.length, number, put: /^0x/i.test(number) ? hexadecimal(number, after) : after}
    }),
  )
  const places = new Map(found.map((one) => [one.from, one]))
  let now = ''
  let at = 0
  for (const {from, number, put} of [...places.values()].toSorted((one, other) => one.from - other.from)) {
    now += text.slice(at, from) + put
    at = from + number.length
  }
  return (now + text.slice(at)).split('\n')
}

function hexadecimal(example: string, number: string): string {
  return `${example.slice(0, 2)}${Number(number)
    .toString(16)
    .padStart(example.length - 2, '0')}`
}

/** In front of the diff: the message, and what stands below `---`. */
function messageLines({mail: {lines}, files, message}: Patch): readonly string[] {
  const [first] = files
  return first ? lines.slice(0, first.mailLine - 1) : lines.slice(0, Math.max(message.to, lines.length))
}

export function messageChanges(patch: Patch, mentions: readonly Mention[]): readonly LineChange[] {
  const before = messageLines(patch)
  const now = respoken(before, mentions)
  return before.flatMap((line, index) => {
    const after = now[index] ?? line
    return after === line ? [] : [{patch, textLine: (index + 1) as Line, before: line, after}]
  })
}

/** Numbers that stay where they may mean the series' own: sections in the document and in messages, and others by their kind. */
export function doubtfulMentions(
  patch: Patch,
  replacements: readonly Replacement[],
  changes: readonly LineChange[],
): readonly NumberMention[] {
  const changed = new Set(changes.filter((change) => change.patch === patch).map(({textLine}) => textLine))
  const inDocument = patch.files
    .filter(({after}) => kindOfFile(after ?? '') === 'document')
    .flatMap(({hunks}) => hunks.flatMap(({lines}) => lines.filter(({kind}) => kind === 'added')))
    .map(({text, mailLine}) => ({text, textLine: mailLine}))
  const inMessage = messageLines(patch).map((text, index) => ({text, textLine: (index + 1) as Line}))
  const all = [...inMessage, ...inDocument].filter(({textLine}) => !changed.has(textLine))
  return all.flatMap(({text, textLine}) =>
    replacements
      .filter(({was, isTitle}) => (isTitle ? speaksOf(text, '', was) : speaksOf(text, kindWords, was)))
      .map(({was, after, name, isTitle}) => {
        const what = isTitle ? `section ${was}` : was
        return {patch, textLine, message: `${what} stays as it is there; that of \`${name}\` is ${after} now`}
      }),
  )
}

const kindWords =
  '\\b(?:[Cc]apability|KVM_CAP_\\w*|[Ee]xit(?: reason)?|KVM_EXIT_\\w*|[Ii]octl)[ \\t]+(?:number[ \\t]+)?'

const speaksOf = (text: string, front: string, number: string): boolean =>
  new RegExp(`${front}(?<![\\d.])${escaped(number)}(?!\\w|\\.?\\d)`).test(text)
