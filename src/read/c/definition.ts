/** Finding definitions in a tree, those inside of other declarations too. */

import type {
  CompositeSpecifier,
  Conditional,
  Declaration,
  Define,
  Enumerator,
  EnumItem,
  EnumSpecifier,
  Item,
  Specifier,
} from './ast.ts'

/** Which of a conditional's branches to look into: an index, or all. */
export type Choose = (conditional: Conditional<unknown>) => number | 'all'

const all: Choose = () => 'all'

export type Found =
  | {readonly kind: 'composite'; readonly specifier: CompositeSpecifier; readonly declaration: Declaration}
  | {readonly kind: 'enum'; readonly specifier: EnumSpecifier; readonly declaration: Declaration}
  | {readonly kind: 'define'; readonly define: Define}
  | {readonly kind: 'enumerator'; readonly enumerator: Enumerator; readonly enumeration: EnumSpecifier}

/** Every definition of a struct, union, enum, enumerator or macro, in source order, outer ones first. */
export function* definitions(items: readonly Item[], choose: Choose = all): Iterable<Found> {
  for (const item of chosenItems(items, choose)) {
    if (item.kind === 'define') yield {kind: 'define', define: item}
    else if (item.kind === 'declaration') yield* definitionsOf(item, choose)
    else if (item.kind === 'struct-group') yield* definitions(item.items, choose)
  }
}

function* definitionsOf(declaration: Declaration, choose: Choose): Iterable<Found> {
  const {specifier} = declaration
  if (!isDefined(specifier)) return
  if (specifier.kind !== 'enum') {
    yield {kind: 'composite', specifier, declaration}
    yield* definitions(specifier.items ?? [], choose)
    return
  }
  yield {kind: 'enum', specifier, declaration}
  for (const item of chosenItems<EnumItem>(specifier.items ?? [], choose)) {
    if (item.kind === 'enumerator') yield {kind: 'enumerator', enumerator: item, enumeration: specifier}
    else if (item.kind === 'define') yield {kind: 'define', define: item}
  }
}

function isDefined(specifier: Specifier): specifier is CompositeSpecifier | EnumSpecifier {
  return 'items' in specifier && specifier.items !== undefined
}

/** Items with those of the chosen branches in the place of their conditionals. */
export function* chosenItems<Any extends Item | EnumItem>(items: readonly Any[], choose: Choose): Iterable<Any> {
  for (const item of items) {
    if (item.kind !== 'conditional') {
      yield item
      continue
    }
    const branch = choose(item)
    const branches = branch === 'all' ? item.branches : item.branches.slice(branch, branch < 0 ? 0 : branch + 1)
    for (const {items: inner} of branches) yield* chosenItems(inner as readonly Any[], choose)
  }
}
