/**
 * Posted patches with other numbers: which lines of their mails become what. A line that a later patch shows as context is
 * one that an earlier one adds, and follows it.
 */

import {type HunkLine, InputError, type Line, type Patch} from '../../model/index.ts'
import {kindOfFile, type PatchFacts, patchAddition, type TakenNumbers} from '../../uapi/index.ts'
import {doubtfulMentions, escaped, type Mention, mentionsOf, messageChanges, respoken} from './number-mentions.ts'
import {assignNumbers, type NumberRequest} from './numbers.ts'

export interface LineChange {
  readonly patch: Patch
  /** 1-based, in the mail's text. */
  readonly textLine: Line
  /** With the sign in front. */
  readonly before: string
  readonly after: string
}

/** A number that may mean the series' own, and stays: its author knows. */
export interface NumberMention extends Pick<LineChange, 'patch' | 'textLine'> {
  readonly message: string
}

export interface Renumbering {
  readonly changes: readonly LineChange[]
  /** Which numbers were taken, by whom, and what stands instead; a line each. */
  readonly remarks: readonly string[]
  readonly mentions: readonly NumberMention[]
}

export interface RenumberContext {
  /** The patches and what stands beside them, such as a cover letter: their messages speak of numbers. */
  readonly texts: readonly Patch[]
  /** Those of the tree's document alone. */
  readonly sections: TakenNumbers['sections']
}

/**
 * `patches` are those of one series, in order, whose lines are counted in the text of their mails. Throws `InputError` where
 * a number is not written as one.
 */
export function renumberPatches(
  patches: readonly PatchFacts[],
  taken: TakenNumbers,
  {texts, sections}: RenumberContext,
): Renumbering {
  const request = requestOf(patches)
  const {numbers, remarks} = assignNumbers(request, taken)
  const replacements = [
    ...request.header.capabilities.flatMap((item) => replacementOf(item, numbers.capabilities, definition)),
    ...request.header.exitReasons.flatMap((item) => replacementOf(item, numbers.exitReasons, definition)),
    ...request.header.ioctls.flatMap((item) => replacementOf(item, numbers.ioctls, ioctlDefinition)),
    ...request.document.sections.flatMap(({name, title, was}) => {
      const after = numbers.sections.get(name) ?? was
      return after === was ? [] : [{name, was, after, pattern: sectionTitle(was, title), isTitle: true}]
    }),
  ]
  const used = new Set<Replacement>()
  const spoken = mentionsOf(replacements, new Set(sections.map(({chapter, number}) => `${chapter}.${number}`)))
  const own = new Set(
    patches.flatMap(({patch}) => linesOf(patch).flatMap(({kind, text}) => (kind === 'added' ? [text] : []))),
  )
  const changes = patches.flatMap(({patch}) => changesOf(patch, replacements, used, (text) => own.has(text), spoken))
  const unused = replacements.find((replacement) => !used.has(replacement))
  if (unused) {
    const {name, was} = unused
    throw new InputError(
      `${patches[0]?.patch.mail.file}: Unexpected value of \`${name}\`, expected the number ${was} as a literal, which can be changed`,
    )
  }
  const inMessages = texts.flatMap((patch) => messageChanges(patch, spoken))
  return {
    changes: [...changes, ...inMessages],
    remarks,
    mentions: texts.flatMap((patch) => doubtfulMentions(patch, replacements, [...changes, ...inMessages])),
  }
}

const linesOf = ({files}: Patch): readonly HunkLine[] => files.flatMap(({hunks}) => hunks.flatMap(({lines}) => lines))

export interface Replacement {
  readonly name: string
  /** The number, as messages spell it. */
  readonly was: string
  readonly after: string
  /** Its last group is the number, and what is in front of it the other. */
  readonly pattern: string
  readonly isTitle: boolean
}

interface Claimed {
  readonly name: string
  readonly number: number
}

interface ClaimedSection {
  readonly kind: string
  readonly name: string
  readonly number: {readonly chapter: number; readonly number: number}
  /** Behind the number. */
  readonly title: string
  readonly was: string
}

interface ClaimedNumbers extends NumberRequest {
  readonly header: {
    readonly capabilities: readonly Claimed[]
    readonly exitReasons: readonly Claimed[]
    readonly ioctls: readonly Claimed[]
  }
  readonly document: {readonly sections: readonly ClaimedSection[]}
}

function requestOf(patches: readonly PatchFacts[]): ClaimedNumbers {
  const {own, shown} = patchAddition(patches, undefined, [])
  const claimed = (kind: 'capability' | 'exit' | 'ioctl'): readonly Claimed[] => {
    const numbers = new Map(
      shown.filter((one) => one.added && one.kind === kind).map(({name, number}) => [name, number] as const),
    )
    return [...numbers].map(([name, number]) => ({name, number}))
  }
  const {sections, ioctls, capabilities} = own.document
  return {
    header: {capabilities: claimed('capability'), exitReasons: claimed('exit'), ioctls: claimed('ioctl')},
    document: {
      sections: sections.flatMap((section): ClaimedSection[] => {
        const [, chapter, number] = /^(\d+)\.(\d+)$/.exec(section.number ?? '') ?? []
        if (chapter === undefined || number === undefined) return []
        const was = `${chapter}.${number}`
        const title = section.title.slice(was.length).trim()
        const ioctl = ioctls.all.find((one) => one.section === section)
        const noun = ioctl ?? capabilities.all.find((one) => one.section === section)
        return [
          {
            kind: ioctl ? 'ioctl' : 'capability',
            name: noun?.name ?? title,
            number: {chapter: Number(chapter), number: Number(number)},
            title,
            was,
            ...(ioctl && {descriptors: ioctl.descriptors, architectures: ioctl.architectures}),
          },
        ]
      }),
    },
  }
}

const literal = '(0[xX][0-9a-fA-F]+|\\d+)\\b'
const definition = (name: string): string =>
  `(^[ \\t]*#[ \\t]*define[ \\t]+${name}[ \\t]+\\(?[ \\t]*|^[ \\t]*${name}[ \\t]*=[ \\t]*)${literal}`
const ioctlDefinition = (name: string): string =>
  `(^[ \\t]*#[ \\t]*define[ \\t]+${name}[\\s\\\\]+_IO\\w*[ \\t]*\\([ \\t]*\\w+[ \\t]*,[\\s\\\\]*)${literal}`
const sectionTitle = (number: string, title: string): string =>
  `(^)(${escaped(number)})(?=[ \\t]+${escaped(title)}[ \\t]*$)`

function replacementOf(
  {name, number}: Claimed,
  assigned: ReadonlyMap<string, number>,
  patternOf: (name: string) => string,
): readonly Replacement[] {
  const after = assigned.get(name) ?? number
  if (after === number) return []
  return [{name, was: String(number), after: String(after), pattern: patternOf(name), isTitle: false}]
}

const signs: Readonly<Record<HunkLine['kind'], string>> = {context: ' ', added: '+', removed: '-'}

/** `used` grows by what has found its place; what is spoken of changes in the series' own lines alone. */
function changesOf(
  patch: Patch,
  replacements: readonly Replacement[],
  used: Set<Replacement>,
  isOwn: (text: string) => boolean,
  spoken: readonly Mention[],
): readonly LineChange[] {
  return patch.files.flatMap(({before, after, hunks}) => {
    const isDocument = kindOfFile(after ?? before ?? '') === 'document'
    const here = replacements.filter(({isTitle}) => isDocument || !isTitle)
    return hunks.flatMap(({lines}) => {
      // The file before and the file after; a line of context is in both, and becomes the same.
      const sides = (['added', 'removed'] as const).map((other) => lines.filter(({kind}) => kind !== other))
      const found = new Map(sides.flatMap((side) => changedLines(side, here, used)))
      for (const side of sides) {
        const now = respoken(
          side.map((line) => found.get(line) ?? line.text),
          spoken,
        )
        for (const [index, line] of side.entries()) {
          const text = now[index] ?? line.text
          if (isOwn(line.text) && text !== (found.get(line) ?? line.text)) found.set(line, text)
        }
      }
      return [...found].map(([{kind, text, mailLine}, now]) => {
        const sign = signs[kind]
        return {patch, textLine: mailLine, before: `${sign}${text}`, after: `${sign}${now}`}
      })
    })
  })
}

function changedLines(
  lines: readonly HunkLine[],
  replacements: readonly Replacement[],
  used: Set<Replacement>,
): readonly (readonly [HunkLine, string])[] {
  const before = lines.map(({text}) => text)
  let text = before.join('\n')
  const titles = new Set<number>()
  for (const replacement of replacements) {
    const {pattern, was, after, isTitle} = replacement
    text = text.replaceAll(
      new RegExp(pattern, 'gm'),
      (all: string, front: string, number: string, offset: number, whole: string) => {
        if (isTitle) titles.add(whole.slice(0, offset).split('\n').length - 1)
        else if (Number(number) !== Number(was)) return all
        used.add(replacement)
        return `${front}${isTitle ? after : spelledAs(number, Number(after))}`
      },
    )
  }
  const now = text.split('\n')
  for (const index of titles) now[index + 1] = adorned(now[index + 1], before[index] ?? '', now[index] ?? '')
  return lines.flatMap((line, index) => {
    const changed = now[index]
    return changed === undefined || changed === line.text ? [] : [[line, changed] as const]
  })
}

/** `0x0d` stays hexadecimal, and as wide. */
function spelledAs(example: string, number: number): string {
  return /^0x/i.test(example)
    ? `${example.slice(0, 2)}${number.toString(16).padStart(example.length - 2, '0')}`
    : String(number)
}

/** An adornment that is shorter than its title is none (docutils, "Title underline too short"). */
function adorned(line: string | undefined, before: string, now: string): string {
  const mark = /^([!-/:-@[-`{-~])\1+$/.exec(line ?? '')?.[1]
  if (line === undefined || mark === undefined) return line ?? ''
  return mark.repeat(Math.max(1, line.length + now.length - before.length))
}
