/** The placeholders that a template declares: `::placeholder[name]{kind=text}`, at its top, `optional` where it may be left out. */

import type {InputError} from '../../model/index.ts'
import type {MarkdownBlock} from '../rst/index.ts'
import {complaint, type Directive} from './parse.ts'
import {isKind, isOfKind, type PlaceholderKind, type TemplateValues} from './values.ts'

export interface Placeholder {
  readonly name: string
  readonly kind: PlaceholderKind
  readonly isOptional: boolean
  readonly node: Directive
}

export interface Declared {
  readonly placeholders: ReadonlyMap<string, Placeholder>
  readonly rest: MarkdownBlock[]
}

export function takeDeclarations(blocks: readonly MarkdownBlock[], file: string): Declared {
  const placeholders = new Map<string, Placeholder>()
  const rest: MarkdownBlock[] = []
  for (const block of blocks) {
    if (block.type !== 'leafDirective' || block.name !== 'placeholder') {
      rest.push(block)
      continue
    }
    const name = labelOf(block)
    const kind = block.attributes?.kind ?? 'text'
    if (name === '') throw complaint(file, block, 'Unexpected placeholder without a name')
    if (placeholders.has(name)) throw complaint(file, block, `Unexpected second placeholder \`${name}\``)
    if (!isKind(kind)) throw complaint(file, block, `Unexpected kind \`${kind}\` of placeholder \`${name}\``)
    placeholders.set(name, {name, kind, isOptional: block.attributes?.optional !== undefined, node: block})
  }
  return {placeholders, rest}
}

/** What stands in a directive's brackets. */
export function labelOf(node: Directive): string {
  return node.children.map((child) => (child.type === 'text' ? child.value : '')).join('')
}

/** The first thing that is wrong with the values. */
export function checkValues({placeholders}: Declared, values: TemplateValues, file: string): InputError | undefined {
  for (const {name, kind, isOptional, node} of placeholders.values()) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined && !isOptional) return complaint(file, node, `Missing value of placeholder \`${name}\``)
    if (value !== undefined && !isOfKind(value, kind)) {
      return complaint(file, node, `Unexpected value of placeholder \`${name}\`, expected ${kind}`)
    }
  }
  const unknown = Object.keys(values).find((name) => !placeholders.has(name))
  return unknown === undefined ? undefined : complaint(file, undefined, `Unknown placeholder \`${unknown}\``)
}
