/** A tree of C in one line, for tables of expectations. */

import {
  type Attributes,
  type CFile,
  type Declaration,
  type Declarator,
  type EnumItem,
  type Item,
  type Piece,
  rangeText,
  type Specifier,
} from '../../../src/read/c/index.ts'

/** `struct a {int b:3} ; #define C 1` and so on, an unread part as `?…?` behind the items. */
export function shown(file: Pick<CFile, 'items' | 'tokens' | 'unread' | 'source'>): string {
  const unread = file.unread.map(({start, end}) => `?${file.source.text.slice(start, end)}?`)
  return [...file.items.map((item) => shownItem(item, file.tokens)), ...unread].join(' ; ')
}

function shownItem(item: Item | EnumItem | Piece, tokens: CFile['tokens']): string {
  const text = (range: {from: number; to: number}): string => rangeText(tokens, range)
  const list = (items: readonly (Item | EnumItem | Piece)[]): string =>
    items.map((inner) => shownItem(inner, tokens)).join(' ; ')
  switch (item.kind) {
    case 'declaration':
      return shownDeclaration(item, tokens)
    case 'define': {
      const parameters = item.parameters ? `(${item.parameters.join(',')})` : ''
      return `#define ${item.name.text}${parameters} ${text(item.body)}`.trim()
    }
    case 'undef':
      return `#undef ${item.name.text}`
    case 'include':
      return item.form === 'angle' ? `#include <${item.path}>` : `#include "${item.path}"`
    case 'directive':
      return `#${item.name} ${text(item.body)}`.trim()
    case 'conditional': {
      const branches = item.branches.map(
        (branch) => `#${branch.directive} ${text(branch.condition)} [${list(branch.items)}]`,
      )
      return `${branches.join(' ')}${item.closed ? '' : ' …'}`
    }
    case 'macro-call':
      return item.arguments ? `${item.name.text}(${item.arguments.map(text).join('|')})` : item.name.text
    case 'struct-group':
      return `group ${item.tag?.text ?? '-'} ${item.name.text}${attributes(item.attributes, tokens)} {${list(item.items)}}`
    case 'enumerator':
      return item.value ? `${item.name.text}=${text(item.value)}` : item.name.text
    case 'split':
      return `split {${list(item.pieces)}}`
    case 'tokens':
      return text(item)
    case 'function':
      return `function ${item.name?.text}`
    case 'linkage':
      return `linkage ${item.edge}`
    default:
      return item.kind
  }
}

function shownDeclaration({storage, specifier, declarators, macros}: Declaration, tokens: CFile['tokens']): string {
  const parts = [
    storage,
    ...macros.map((macro) => `<${macro}>`),
    shownSpecifier(specifier, tokens),
    declarators.map((declarator) => shownDeclarator(declarator, tokens)).join(', '),
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

function shownSpecifier(specifier: Specifier, tokens: CFile['tokens']): string {
  const suffix = attributes(specifier.attributes, tokens)
  if (specifier.kind === 'name') return specifier.name + suffix
  if (specifier.kind === 'typeof') return `typeof(${rangeText(tokens, specifier.operand)})${suffix}`
  const {kind, tag, items, closed} = specifier
  const inner = items && [...items].map((item) => shownItem(item, tokens)).join(' ; ')
  const body = inner === undefined ? '' : ` {${inner}${closed ? '}' : ' …'}`
  return `${kind}${tag ? ` ${tag.text}` : ''}${body}${suffix}`
}

function shownDeclarator(declarator: Declarator, tokens: CFile['tokens']): string {
  const {name, derivations, width, wrapper} = declarator
  const derived = derivations.map((derivation) => {
    if (derivation.kind === 'pointer') return '*'
    if (derivation.kind === 'function') return '()'
    return `[${derivation.length ? rangeText(tokens, derivation.length) : ''}]`
  })
  const bits = width ? `:${rangeText(tokens, width)}` : ''
  const around = wrapper === undefined ? '' : `${wrapper}/`
  return `${around}${name?.text ?? ''}${derived.join('')}${bits}${attributes(declarator.attributes, tokens)}`
}

function attributes({packed, aligned}: Attributes, tokens: CFile['tokens']): string {
  const operands = aligned.map((operand) => ` aligned(${rangeText(tokens, operand)})`)
  return `${packed ? ' packed' : ''}${operands.join('')}`
}
