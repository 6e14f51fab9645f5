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

/** All paragraphs, those that are the same as well. Texts are Markdown. */
export function compareTexts(before: string, after: string): readonly Paragraph[] {
  const [old, now] = [paragraphsOf(before), paragraphsOf(after)]
  const changes = diffArrays([...old], [...now], {comparator: isAlike})
  const paragraphs: Paragraph[] = []
  let [from, to] = [0, 0]
  for (const {added, removed, count} of changes) {
    for (let step = 0; step < count; step++) {
      if (removed) paragraphs.push([{kind: 'removed', text: old[from++] ?? ''}])
      else if (added) paragraphs.push([{kind: 'added', text: now[to++] ?? ''}])
      else paragraphs.push(compareWords(old[from++] ?? '', now[to++] ?? ''))
    }
  }
  return paragraphs
}

function compareWords(before: string, after: string): Paragraph {
  return diffWords(before, after).map(({added, removed, value}) => ({
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

/** Dice's coefficient over words. */
function isAlike(before: string, after: string): boolean {
  if (before === after) return true
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const rest = new Map<string, number>()
  for (const word of now) rest.set(word, (rest.get(word) ?? 0) + 1)
  let common = 0
  for (const word of old) {
    const left = rest.get(word) ?? 0
    if (left > 0) common++
    rest.set(word, left - 1)
  }
  return 2 * common >= enough * (old.length + now.length)
}

const wordsOf = (text: string): readonly string[] => text.match(/\w+/g) ?? []
