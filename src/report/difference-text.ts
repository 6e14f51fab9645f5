/**
 * Two versions of a series for a terminal, or for a pipe without its colours:
 *
 *     what         before   after
 *     KVM_CAP_MEM_FAULT_NOWAIT
 *       section    7.34     the next free one of 7
 *
 *     KVM_EXIT_MEMORY_FAULT
 *       It is [-always-]{+mostly+} so.
 */

import type {FactDifference, Paragraph, TextDifference, VersionDifference, Words} from '../series/index.ts'
import {escapeControls} from './escape.ts'
import {type Ink, type Paint, painter} from './paint.ts'
import type {Appearance} from './report.ts'
import {wrap} from './wrap.ts'

export interface Difference extends VersionDifference {
  /** What the sides are called: `memory-fault-exits@v1`. */
  readonly before: string
  readonly after: string
}

export function differenceText({before, after, facts, texts}: Difference, {color, width}: Appearance): string {
  const paint = painter(color)
  if (facts.length === 0 && texts.length === 0) return `${before} and ${after} say the same.\n`
  const blocks = [
    `${escapeControls(before)} and ${escapeControls(after)}`,
    ...(facts.length === 0 ? ['No fact differs.'] : [tableOf(facts, width, paint)]),
    ...(texts.length === 0 ? ['No text differs.'] : texts.map((text) => showText(text, width, color, paint))),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** Between columns. */
const gap = 2
/** What a side does not say. */
const nothing = '-'

function tableOf(facts: readonly FactDifference[], width: number, paint: Paint): string {
  const names = facts.map(({fact}) => `  ${fact}`)
  const longest = longestWord(facts)
  const left = Math.max(12, width - 2 * (gap + longest))
  const first = Math.min(Math.max(...names.map((name) => name.length)), left)
  const column = Math.max(longest, Math.floor((width - first - 2 * gap) / 2))
  const row = (cells: readonly string[], inks: readonly (Ink | undefined)[]) =>
    rowLines(cells, [first, column, column], inks, paint)
  const lines = row(['what', 'before', 'after'], ['strong', 'strong', 'strong'])
  let subject: string | undefined
  for (const difference of facts) {
    if (difference.subject !== subject) {
      subject = difference.subject
      lines.push(paint('strong', escapeControls(subject)))
    }
    lines.push(
      ...row(
        [`  ${difference.fact}`, difference.before ?? nothing, difference.after ?? nothing],
        [undefined, 'removed', 'added'],
      ),
    )
  }
  return lines.join('\n')
}

/** Names stay whole as long as two of them leave room for the first column of a narrow terminal. */
const longestName = 26

function longestWord(facts: readonly FactDifference[]): number {
  const words = facts.flatMap(({before = '', after = ''}) => `${before} ${after}`.split(/\s+/))
  return Math.max(...words.map(({length}) => length).filter((length) => length <= longestName))
}

function rowLines(
  cells: readonly string[],
  widths: readonly number[],
  inks: readonly (Ink | undefined)[],
  paint: Paint,
): string[] {
  const columns = cells.map((cell, index) => wrapped(escapeControls(cell), widths[index] ?? 0))
  const height = Math.max(...columns.map((lines) => lines.length))
  return Array.from({length: height}, (_, line) =>
    columns
      .map((lines, index) => {
        const text = lines[line] ?? ''
        const ink = inks[index]
        const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - text.length))
        return `${ink === undefined || text === '' ? text : paint(ink, text)}${padding}`
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

/** A word that is longer than the column is broken: a path, a list of names. */
function wrapped(text: string, width: number): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? ''
  return wrap(text.trim(), width - indent.length)
    .flatMap((line) => line.match(new RegExp(`.{1,${width - indent.length}}`, 'g')) ?? [''])
    .map((line) => indent + line)
}

function showText({subject, paragraphs}: TextDifference, width: number, color: boolean, paint: Paint): string {
  const shown: string[] = []
  let left = 0
  for (const paragraph of paragraphs) {
    if (paragraph.every(({kind}) => kind === 'same')) left++
    else {
      if (left > 0) shown.push(omitted(left))
      left = 0
      shown.push(showParagraph(paragraph, width, color, paint))
    }
  }
  if (left > 0) shown.push(omitted(left))
  return [paint('strong', escapeControls(subject)), ...shown].join('\n\n')
}

const omitted = (count: number): string => `  (${count === 1 ? 'a paragraph' : `${count} paragraphs`} as before)`

const marks = {same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}']} as const

/** As `git diff --word-diff` marks words; where there are colours, they are enough. */
function showParagraph(paragraph: Paragraph, width: number, color: boolean, paint: Paint): string {
  const pieces = paragraph.flatMap(({kind, text}) => {
    const [open, close] = color ? marks.same : marks[kind]
    const words = text.split(/(?<=[^\S\n])(?=\S)|(?<=\n)/)
    return words.map((word, index): Words => {
      const [body = '', space = ''] = /^([\s\S]*?)(\s*)$/.exec(word)?.slice(1) ?? []
      return {kind, text: `${index === 0 ? open : ''}${body}${index === words.length - 1 ? close : ''}${space}`}
    })
  })
  return linesOf(pieces, width - 2)
    .map((line) => `  ${line.map(({kind, text}) => (kind === 'same' ? text : paint(kind, text))).join('')}`.trimEnd())
    .join('\n')
}

/** A line feed that stands in a paragraph is one of code. */
function linesOf(pieces: readonly Words[], width: number): readonly (readonly Words[])[] {
  const lines: Words[][] = [[]]
  let column = 0
  for (const {kind, text} of pieces) {
    const plain = escapeControls(text.trimEnd())
    if (column > 0 && column + plain.length > width) {
      lines.push([])
      column = 0
    }
    const space = /[^\S\n]$/.test(text) ? ' ' : ''
    append(lines.at(-1) ?? [], {kind, text: plain + space})
    column += plain.length + space.length
    if (!text.endsWith('\n')) continue
    lines.push([])
    column = 0
  }
  return lines
}

/** Words of one kind are coloured together. */
function append(line: Words[], {kind, text}: Words): void {
  const last = line.at(-1)
  if (last?.kind === kind) line[line.length - 1] = {kind, text: last.text + text}
  else line.push({kind, text})
}
