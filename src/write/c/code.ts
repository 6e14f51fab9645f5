/** The literal blocks that a struct of a document stands in, as a tree of C, and where each member is in them. */

import type {DocumentedStruct, Field} from '../../model/index.ts'
import {
  type CFile,
  type CompositeSpecifier,
  chosenItems,
  type Declaration,
  definitions,
  type Item,
  parseFragments,
  type Slice,
  type SourceText,
} from '../../read/c/index.ts'
import {type Chunk, chunkOf} from './chunk.ts'

/** A member, by the offset where its place begins. */
export type Members = ReadonlyMap<number, MemberCode>

export interface MemberCode {
  readonly declaration: Declaration
  /** Index among the declarators; 0 for an anonymous member too, whose declaration has none. */
  readonly index: number
  readonly parent: CompositeSpecifier
}

/** What stands between one pair of braces. */
export interface Body {
  readonly declarations: readonly Declaration[]
  readonly chunks: readonly Chunk[]
  /** The declaration behind each but the last. */
  readonly next: ReadonlyMap<Declaration, Declaration>
}

export class Code {
  readonly source: SourceText
  readonly tree: CFile
  readonly blocks: readonly Slice[]
  readonly members: Members
  readonly #chunks = new Map<Declaration, Chunk>()
  readonly #bodies = new Map<CompositeSpecifier, Body>()

  constructor(source: SourceText, struct: DocumentedStruct) {
    this.source = source
    this.blocks = struct.blocks.map(({offset, endOffset}) => ({start: offset, end: endOffset}))
    this.tree = parseFragments(source, this.blocks)
    const members = new Map<number, MemberCode>()
    for (const found of definitions(this.tree.items)) {
      if (found.kind === 'composite') addMembers(found.specifier, members)
    }
    this.members = members
  }

  chunk(declaration: Declaration): Chunk {
    const chunk = this.#chunks.get(declaration) ?? chunkOf(this.tree.tokens, declaration)
    this.#chunks.set(declaration, chunk)
    return chunk
  }

  body(parent: CompositeSpecifier): Body {
    const body = this.#bodies.get(parent) ?? this.#bodyOf([...declarationsIn(parent.items ?? [])])
    this.#bodies.set(parent, body)
    return body
  }

  #bodyOf(declarations: readonly Declaration[]): Body {
    const next = new Map<Declaration, Declaration>()
    for (const [index, declaration] of declarations.entries()) {
      const following = declarations[index + 1]
      if (following) next.set(declaration, following)
    }
    return {declarations, chunks: declarations.map((declaration) => this.chunk(declaration)), next}
  }
}

function addMembers(parent: CompositeSpecifier, members: Map<number, MemberCode>): void {
  for (const declaration of declarationsIn(parent.items ?? [])) {
    if (declaration.declarators.length === 0) {
      members.set(declaration.specifier.start, {declaration, index: 0, parent})
    }
    for (const [index, {name, start}] of declaration.declarators.entries()) {
      members.set(name?.start ?? start, {declaration, index, parent})
    }
  }
}

/** Of all branches of conditionals. */
function* declarationsIn(items: readonly Item[]): Iterable<Declaration> {
  for (const item of chosenItems(items, () => 'all')) if (item.kind === 'declaration') yield item
}

export function memberCode({members}: Code, field: Field): MemberCode | undefined {
  return members.get(field.place.offset)
}

/** The definition that begins in a place, which is its tag's. */
export function definitionAt({tree}: Code, offset: number): CompositeSpecifier | undefined {
  for (const found of definitions(tree.items)) {
    if (found.kind === 'composite' && found.specifier.tag?.start === offset) return found.specifier
  }
  return undefined
}

export function blockAt({blocks}: Code, offset: number): Slice | undefined {
  return blocks.find(({start, end}) => start <= offset && offset <= end)
}
