/**
 * Chapter 5, which shows `struct kvm_run` block by block with prose behind each:
 *
 * ```rst
 * > ::                                  introduction
 *
 * >           /\* KVM_EXIT_NOTIFY *\/
 * >           struct {…} notify;        block
 *
 * > It says …                           end
 *
 * > ::
 *
 * >           /\* Fix the size of the union. *\/
 * >           char padding[256];
 * ```
 */

import {
  type DocumentedStruct,
  type ExitSectionData,
  type Field,
  InputError,
  type Place,
  type Section,
} from '../../model/index.ts'
import {startOfLine} from '../c/chunk.ts'
import type {Outline} from './outline.ts'

/** The number of the chapter on `struct kvm_run`. */
const chapterNumber = 5

/** The array that fixes the size of the union, whose last member it is. */
export const padding = 'padding'

export type ExitIdentity = Pick<ExitSectionData, 'name' | 'member'>

export interface ExitBlock {
  readonly place: Place
  readonly members: readonly Field[]
  /** Of a block that is nothing but the comment: `KVM_EXIT_HLT`, which has no member. */
  readonly exit: string | undefined
}

export class RunChapter {
  readonly blocks: readonly ExitBlock[]
  readonly #outline: Outline
  readonly #chapter: Section
  readonly #struct: DocumentedStruct

  /** Throws `InputError` where there is no such chapter, or the struct is not shown in it, or twice. */
  constructor(outline: Outline) {
    this.#outline = outline
    this.#chapter = outline.chapter(chapterNumber)
    this.#struct = structIn(this.#chapter, outline)
    this.blocks = exitBlocks(this.#struct, outline.text)
  }

  blockOf({name, member}: ExitIdentity): ExitBlock | undefined {
    return member === undefined ? this.blocks.find(({exit}) => exit === name) : this.blockWith(member)
  }

  blockWith(member: string): ExitBlock | undefined {
    return this.blocks.find(({members}) => members.some(({name}) => name === member))
  }

  /** The start of the paragraph that ends with `::`, or of the directive, which the block belongs to. */
  introduction({place}: ExitBlock): number {
    const {text} = this.#outline
    let line = startOfLine(text, text.slice(0, startOfLine(text, place.offset)).trimEnd().length)
    while (line > 0) {
      const above = startOfLine(text, line - 1)
      if (text.slice(above, line).trim() === '') break
      line = above
    }
    return line
  }

  /** Behind the text that follows a block. */
  end(block: ExitBlock): number {
    const next = this.blocks[this.blocks.indexOf(block) + 1]
    const limit = next ? this.introduction(next) : this.#outline.end(this.#chapter)
    return this.#outline.contentEnd(this.introduction(block), limit)
  }

  /** The block of the union's end. Throws `InputError`. */
  padding(): ExitBlock {
    const unions = (this.#struct.type.fields ?? []).filter(isUnion)
    const field = unions.flatMap(({type}) => type.fields).find(({name}) => name === padding)
    const block = field && this.blocks.find(({members}) => members.includes(field))
    if (block) return block
    throw new InputError(
      `${this.#outline.document.file}:${this.#struct.place.line}: Unexpected \`struct kvm_run\` without the padding of its union, expected it behind the last exit`,
    )
  }
}

function structIn(chapter: Section, {document}: Outline): DocumentedStruct {
  const [struct, second] = document.structs.named('kvm_run').filter(({section}) => isInside(section, chapter))
  if (!struct) {
    throw new InputError(
      `${document.file}:${chapter.place.line}: Unexpected section ${chapterNumber} without \`struct kvm_run\``,
    )
  }
  if (!second) return struct
  throw new InputError(
    `${document.file}:${second.place.line}: Unexpected second \`struct kvm_run\`, expected the one of line ${struct.place.line} alone`,
  )
}

function isInside(section: Section | undefined, chapter: Section): boolean {
  for (let at = section; at; at = at.parent) if (at === chapter) return true
  return false
}

/** The literal blocks that hold members of the struct or of its unions, or a comment for one; others stand in prose. */
function exitBlocks(struct: DocumentedStruct, text: string): readonly ExitBlock[] {
  const members = (struct.type.fields ?? []).flatMap((field) => (isUnion(field) ? field.type.fields : [field]))
  return struct.blocks.flatMap((place) => {
    const own = members.filter((field) => holds(place, field))
    const exit = /^\s*\/\*\s*(\w+)\s*\*\/\s*$/.exec(text.slice(place.offset, place.endOffset))?.[1]
    return own.length > 0 || exit !== undefined ? [{place, members: own, exit}] : []
  })
}

function isUnion(field: Field): field is Field & {readonly type: {readonly fields: readonly Field[]}} {
  return field.name === undefined && field.type.kind === 'union' && field.type.fields !== undefined
}

const holds = ({offset, endOffset}: Place, {place}: Field): boolean =>
  offset <= place.offset && place.offset < endOffset
