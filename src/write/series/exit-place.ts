/** Where an exit belongs in chapter 5: over the one that stands there, behind a neighbour, or before the union's end. */

import {InputError} from '../../model/index.ts'
import {startOfLine} from '../c/chunk.ts'
import type {SectionPlace} from './document-places.ts'
import type {Outline} from './outline.ts'
import {type ExitBlock, type ExitIdentity, padding, RunChapter} from './run-chapter.ts'
import type {SectionStyle} from './write-section.ts'

/** Throws `InputError` where the struct is not shown, or its union has no end that it could stand before. */
export function placeExit(outline: Outline, exit: ExitIdentity, neighbours: readonly string[]): SectionPlace {
  const chapter = new RunChapter(outline)
  const block = chapter.blockOf(exit)
  if (!block) {
    const neighbour = neighbours.find((name) => chapter.blockWith(name))
    const before = neighbour === undefined ? undefined : chapter.blockWith(neighbour)
    const next = chapter.padding()
    const at = before ? chapter.end(before) : outline.contentEnd(0, chapter.introduction(next))
    const style = before ? styleOf(outline, before, neighbour) : styleOf(outline, next, padding)
    return {start: at, end: at, gap: '\n\n', style}
  }
  if (block.members.length > 1) {
    throw new InputError(
      `${outline.document.file}:${block.place.line}: Unexpected block of \`${exit.member}\` and other members, expected one that can be replaced`,
    )
  }
  return {
    start: chapter.introduction(block),
    end: chapter.end(block),
    gap: '',
    style: styleOf(outline, block, exit.member),
  }
}

/** The name of a member stands in the column of its first line: behind a closing brace, or in that line itself. */
function styleOf({text}: Outline, {place, members}: ExitBlock, member: string | undefined): SectionStyle {
  const {offset} = members.find(({name}) => name === member)?.place ?? place
  return {indentation: /^[ \t]*/.exec(text.slice(startOfLine(text, offset)))?.[0] ?? ''}
}
