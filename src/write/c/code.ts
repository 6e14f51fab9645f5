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

export interface Code {
  readonly source: SourceText
  readonly tree: CFile
  readonly blocks: readonly Slice[]
  readonly members: Members
}

/** A member, by the offset where its place begins. */
export type Members = ReadonlyMap<number, MemberCode>

export interface MemberCode {
  readonly declaration: Declaration
  /** Index among the declarators; 0 for an anonymous member too, whose declaration has none. */
  readonly index: number
  readonly parent: CompositeSpecifier
}

export function codeOf(source: SourceText, struct: DocumentedStruct): Code {
  const blocks = struct.blocks.map(({offset, endOffset}) => ({start: offset, end: endOffset}))
  const tree = parseFragments(source, blocks)
  const members = new Map<number, MemberCode>()
  for (const found of definitions(tree.items)) {
    if (found.kind === 'composite') addMembers(found.specifier, members)
  }
  return {source, tree, blocks, members}
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

/** The declarations among items, of all branches of conditionals. */
export function* declarationsIn(items: readonly Item[]): Iterable<Declaration> {
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
