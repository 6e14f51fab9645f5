/**
 * Two texts held against each other: paragraph by paragraph, and word by word where a paragraph was changed. One that has
 * little in common with what stood there is another paragraph: scattered words of both would tell nobody anything.
 */

import {diffArrays, diffWords} from 'diff'

export interface Words {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

export type Paragraph = readonly Words[]

/** Of a paragraph and what it became, so much has to be the same. */
const enough = 0.5

/** Looking for what two texts share takes time that grows with the square of what they do not; no one reads so much. */
const limit = {maxEditLength: 2000}

/** All paragraphs, those that are the same as well. Texts are Markdown. */
export function compareTexts(before: string, after: string): readonly Paragraph[] {
  const [old, now] = [before, after].map((text) => paragraphsOf(text).map(paragraphWords))
  if (!old || !now) return []
  const changes = diffArrays(old, now, {comparator: isAlike, ...limit})
  if (!changes) return [...old.map(({text}) => whole('removed', text)), ...now.map(({text}) => whole('added', text))]
  const paragraphs: Paragraph[] = []
  let [from, to] = [0, 0]
  for (const {added, removed, count} of changes) {
    for (let step = 0; step < count; step++) {
      if (removed) paragraphs.push(whole('removed', old[from++]?.text ?? ''))
      else if (added) paragraphs.push(whole('added', now[to++]?.text ?? ''))
      else paragraphs.push(compareWords(old[from++]?.text ?? '', now[to++]?.text ?? ''))
    }
  }
  return paragraphs
}

const whole = (kind: Words['kind'], text: string): Paragraph => [{kind, text}]

function compareWords(before: string, after: string): Paragraph {
  const changes = diffWords(before, after, limit)
  if (!changes) return [...whole('removed', before), ...whole('added', after)]
  return changes.map(({added, removed, value}) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

/** Lines of a paragraph are one; a list's item, a directive and a line of code stand by themselves. */
function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+\.)[ \t])/)
    .map((paragraph) => (/^ *```/.test(paragraph) ? paragraph : paragraph.replace(/[ \t]*\n[ \t]*/g, ' ')).trim())
    .filter((paragraph) => paragraph !== '')
}

interface ParagraphWords {
  readonly text: string
  /** How often each word stands there. */
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

function paragraphWords(text: string): ParagraphWords {
  const words = text.match(/\w+/g) ?? []
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return {text, counts, total: words.length}
}

/** Dice's coefficient over words. */
function isAlike(one: ParagraphWords, other: ParagraphWords): boolean {
  if (one.text === other.text) return true
  let common = 0
  for (const [word, count] of one.counts) common += Math.min(count, other.counts.get(word) ?? 0)
  return common > 0 && 2 * common >= enough * (one.total + other.total)
}
