/**
 * Where an exit belongs in chapter 5, which shows `struct kvm_run` block by block with prose behind each:
 *
 * ```rst
 * > ::                                  start
 *
 * >           /\* KVM_EXIT_NOTIFY *\/
 * >           struct {…} notify;
 *
 * > It says …                           end
 *
 * > ::                                  a new exit goes before this
 *
 * >           /\* Fix the size of the union. *\/
 * >           char padding[256];
 * ```
 */

import {type DocumentedStruct, type ExitSectionData, type Field, InputError, type Place} from '../../model/index.ts'
import {startOfLine} from '../c/chunk.ts'
import type {SectionPlace} from './document-places.ts'
import type {Outline} from './outline.ts'

/** The number of the chapter on `struct kvm_run`. */
const chapterNumber = 5

/** Throws `InputError` where the struct is not shown, or its union has no end that it could stand before. */
export function placeExit(outline: Outline, {member}: ExitSectionData): SectionPlace {
  const {document} = outline
  const chapter = outline.chapter(chapterNumber)
  const structs = document.structs.named('kvm_run').filter(({section}) => isInside(section, chapter))
  const [struct, second] = structs
  if (!struct) {
    throw new InputError(
      `${document.file}:${chapter.place.line}: Unexpected section ${chapterNumber} without \`struct kvm_run\``,
    )
  }
  if (second) {
    throw new InputError(
      `${document.file}:${second.place.line}: Unexpected second \`struct kvm_run\`, expected the one of line ${struct.place.line} alone`,
    )
  }
  const blocks = memberBlocks(struct)
  const index = blocks.findIndex(({members}) => members.some(({name}) => name === member))
  const block = blocks[index]
  if (!block) return {...insertionBefore(outline, paddingOf(outline, struct)), gap: '\n\n', adornment: undefined}
  if (block.members.length > 1) {
    throw new InputError(
      `${document.file}:${block.place.line}: Unexpected block of \`${member}\` and other members, expected one that can be replaced`,
    )
  }
  const next = blocks[index + 1]
  const start = introduction(outline.text, block.place)
  const end = outline.contentEnd(start, next ? introduction(outline.text, next.place) : outline.end(chapter))
  return {start, end, gap: '', adornment: undefined}
}

interface MemberBlock {
  readonly place: Place
  readonly members: readonly Field[]
}

/** The literal blocks that hold members of the struct or of its unions; others stand in the prose of an exit. */
function memberBlocks(struct: DocumentedStruct): readonly MemberBlock[] {
  const members = membersOf(struct)
  return struct.blocks.flatMap((place) => {
    const own = members.filter((field) => holds(place, field))
    return own.length > 0 ? [{place, members: own}] : []
  })
}

function membersOf({type}: DocumentedStruct): readonly Field[] {
  return (type.fields ?? []).flatMap((field) => (isUnion(field) ? [...field.type.fields] : [field]))
}

function isUnion(field: Field): field is Field & {readonly type: {readonly fields: readonly Field[]}} {
  return field.name === undefined && field.type.kind === 'union' && field.type.fields !== undefined
}

const holds = ({offset, endOffset}: Place, {place}: Field): boolean =>
  offset <= place.offset && place.offset < endOffset

/** The block of the array that fixes the union's size, which is its last member. */
function paddingOf({document}: Outline, struct: DocumentedStruct): Place {
  const padding = (struct.type.fields ?? [])
    .filter(isUnion)
    .flatMap(({type}) => type.fields.filter(({name}) => name === 'padding'))[0]
  const block = padding && struct.blocks.find((place) => holds(place, padding))
  if (block) return block
  throw new InputError(
    `${document.file}:${struct.place.line}: Unexpected \`struct kvm_run\` without the padding of its union, expected it behind the last exit`,
  )
}

function insertionBefore(outline: Outline, block: Place): {readonly start: number; readonly end: number} {
  const at = outline.contentEnd(0, introduction(outline.text, block))
  return {start: at, end: at}
}

/** The start of the paragraph that ends with `::`, or of the directive, which the block belongs to. */
function introduction(text: string, {offset}: Place): number {
  let line = startOfLine(text, text.slice(0, startOfLine(text, offset)).trimEnd().length)
  while (line > 0) {
    const above = startOfLine(text, line - 1)
    if (text.slice(above, line).trim() === '') break
    line = above
  }
  return line
}

function isInside(section: DocumentedStruct['section'], chapter: DocumentedStruct['section']): boolean {
  for (let at = section; at; at = at.parent) if (at === chapter) return true
  return false
}
