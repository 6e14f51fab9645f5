/** The text for userspace that an addition brings, and places within it. */

import type {DocumentText, Line, Occurrence, Offset, Place} from '../../model/index.ts'
import type {Addition} from '../../uapi/index.ts'

/** What is said, fields and headings included, and not code. */
export function proseOf({own}: Addition): readonly DocumentText[] {
  return own.document.texts.filter(({context}) => context === 'prose' || context === 'field')
}

/** What is said of an exit: chapter 5 shows them one behind the other, each below a comment with its name. */
export function exitProse(addition: Addition, {name}: Occurrence): readonly DocumentText[] {
  const {mentions} = addition.own.document
  const heads = mentions.filter(({context, name: other}) => context === 'comment' && other.startsWith('KVM_EXIT_'))
  const at = heads.findIndex((mention) => mention.name === name)
  const [head, next] = [heads[at], heads[at + 1]]
  if (!head) return []
  return proseOf(addition).filter(
    ({place, section}) =>
      section === head.section && place.offset > head.place.offset && (!next || place.offset < next.place.offset),
  )
}

/** The place of a part of a text, by offsets in it. */
export function placeIn({text, place}: DocumentText, start: number, end: number): Place {
  const [from, to] = [positionIn(text, place, start), positionIn(text, place, end)]
  return {...place, ...from, endLine: to.line, endColumn: to.column, endOffset: to.offset}
}

function positionIn(text: string, {line, column, offset}: Place, at: number) {
  const before = text.slice(0, at).split('\n')
  const last = before.at(-1) ?? ''
  return {
    line: (line + before.length - 1) as Line,
    column: before.length === 1 ? column + at : last.length + 1,
    offset: (offset + at) as Offset,
  }
}

/** The first match of a pattern in any of the texts. */
export function firstMatch(texts: readonly DocumentText[], pattern: RegExp) {
  for (const text of texts) {
    const match = pattern.exec(text.text)
    if (match) return {match, place: placeIn(text, match.index, match.index + match[0].length)}
  }
  return undefined
}

interface Extent {
  readonly offset: number
  readonly endOffset: number
}

export const isInside = (inner: Extent, outer: Extent): boolean =>
  inner.offset >= outer.offset && inner.endOffset <= outer.endOffset
