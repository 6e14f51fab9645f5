/** What a reader of C finds in a file, in a form that two readers have in common: a kind, a name and where it stands. */

import type {Node} from 'web-tree-sitter'
import type {CFile, EnumItem, Item, Piece} from '../../src/read/c/index.ts'

export interface Fact {
  readonly kind: 'define' | 'struct' | 'union' | 'enum' | 'member' | 'enumerator'
  readonly name: string
  readonly offset: number
}

/** Macros, bodies with a tag, members and enumerators, in every branch of every conditional. */
export function* ourFacts(items: readonly (Item | EnumItem | Piece)[], inStruct = false): Iterable<Fact> {
  for (const item of items) {
    switch (item.kind) {
      case 'define':
      case 'enumerator':
        yield {kind: item.kind, name: item.name.text, offset: item.name.start}
        break
      case 'conditional':
        for (const branch of item.branches) yield* ourFacts(branch.items, inStruct)
        break
      case 'split':
        yield* ourFacts(item.pieces)
        break
      case 'struct-group':
        yield {kind: 'member', name: item.name.text, offset: item.name.start}
        yield* ourFacts(item.items, true)
        break
      case 'declaration': {
        const {specifier, declarators} = item
        if (specifier.kind !== 'name' && specifier.kind !== 'typeof' && specifier.items) {
          const {tag, kind} = specifier
          if (tag) yield {kind, name: tag.text, offset: tag.start}
          yield* ourFacts(specifier.items, kind !== 'enum')
        }
        if (!inStruct) break
        for (const {name} of declarators) if (name) yield {kind: 'member', name: name.text, offset: name.start}
      }
    }
  }
}

const bodies: ReadonlyMap<string, 'struct' | 'union' | 'enum'> = new Map([
  ['struct_specifier', 'struct'],
  ['union_specifier', 'union'],
  ['enum_specifier', 'enum'],
])

/** The same from a tree of tree-sitter-c. */
export function* theirFacts(node: Node): Iterable<Fact> {
  const fact = (kind: Fact['kind'], name: Node | null): Fact[] =>
    name && name.text !== '' ? [{kind, name: name.text, offset: name.startIndex}] : []
  const body = bodies.get(node.type)
  if (body) {
    if (node.childForFieldName('body')) yield* fact(body, node.childForFieldName('name'))
  } else if (node.type === 'preproc_def' || node.type === 'preproc_function_def') {
    yield* fact('define', node.childForFieldName('name'))
  } else if (node.type === 'enumerator') yield* fact('enumerator', node.childForFieldName('name'))
  else if (node.type === 'field_declaration') {
    for (const declarator of node.childrenForFieldName('declarator')) {
      if (declarator) yield* fact('member', nameIn(declarator))
    }
  }
  for (const child of node.namedChildren) if (child) yield* theirFacts(child)
}

function nameIn(declarator: Node): Node | null {
  if (declarator.type === 'field_identifier') return declarator
  for (const child of declarator.namedChildren) {
    const name = child && /declarator|field_identifier/.test(child.type) ? nameIn(child) : null
    if (name) return name
  }
  return null
}

/** A part of a file where the two readers are known to differ, and why. */
export interface Region {
  readonly start: number
  readonly end: number
  readonly difference: string
}

/** Attributes that tree-sitter's grammar knows; any other word is a macro to it. */
const knownAttribute = /^(?:__attribute__|__attribute|__extension__|const|volatile|inline|__inline__|__inline|signed)$/

/** Where the two are known to differ, by what stands there. */
export function regionsOf({items, tokens}: CFile): readonly Region[] {
  const regions: Region[] = []
  const {text} = tokens
  const visit = (list: readonly (Item | EnumItem | Piece)[], inEnum: boolean): void => {
    for (const [index, item] of list.entries()) {
      const add = (difference: string, end = item.end) => regions.push({start: item.start, end, difference})
      if (item.kind === 'define') {
        // tree-sitter's errors reach to what follows.
        const next = list[index + 1]
        if (inEnum) add('define in an enum', next?.end)
        const from = tokens.starts[item.body.from] ?? 0
        if (item.body.to > item.body.from && /\/[*/]/.test(text.slice(from, item.end)))
          add('comment in a macro', next?.end)
        if (item.body.to === item.body.from && /^[ \t]+\n/.test(text.slice(item.end)) && next) {
          add('blank behind an empty macro', next.end)
        }
      } else if (item.kind === 'conditional') for (const branch of item.branches) visit(branch.items, inEnum)
      else if (item.kind === 'split') add('directives in a declaration')
      else if (item.kind === 'function') add('body of a function')
      else if (item.kind === 'struct-group') add('group of members')
      else if (item.kind === 'macro-call') add('macro among members')
      else if (item.kind === 'declaration') {
        const {specifier, declarators, macros} = item
        if (specifier.start !== item.start && /^\w+\(/.test(text.slice(item.start))) add('flexible array by macro')
        if (declarators.some(({wrapper}) => wrapper !== undefined)) add('macro around a name')
        const isBody = specifier.kind !== 'name' && specifier.kind !== 'typeof' && specifier.items !== undefined
        const outside = isBody ? text.slice(specifier.end, item.end) : text.slice(item.start, item.end)
        const words = outside.replace(/\/\*.*?\*\//gs, '').match(/\b__\w+/g) ?? []
        const isMacro = words.some(
          (word) => /^__(?:packed|counted_by|aligned)\b/.test(word) && !knownAttribute.test(word),
        )
        if (isMacro || macros.length > 0) add('macro for an attribute')
        if (!isBody) continue
        if (specifier.items?.some(({kind}) => kind === 'macro-call')) add('macro among members')
        visit(specifier.items ?? [], specifier.kind === 'enum')
      }
    }
  }
  visit(items, false)
  return regions
}
