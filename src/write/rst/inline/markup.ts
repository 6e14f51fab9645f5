/** Each inline node to its source, by its type. */

import {isSuffix} from '../../../read/rst/index.ts'
import type {RstInline} from '../types.ts'
import {escapeAll} from './escape.ts'
import {referenceMarkup} from './reference.ts'

export interface Markup {
  readonly source: string
  /** Whether a line may be broken inside of it. */
  readonly breaks?: boolean
  /** The address that stands by itself: it goes as far as it can. */
  readonly isAddress?: boolean
  /** A simple name: single punctuation before it would be part of it. */
  readonly isName?: boolean
  /** The length of what it starts with. */
  readonly start: number
}

type InlineOf<Type extends RstInline['type']> = Extract<RstInline, {type: Type}>
type Handlers = {readonly [Type in RstInline['type']]: (node: InlineOf<Type>) => Markup}

const handlers: Handlers = {
  text: ({value}) => ({source: value, start: 0}),
  emphasis: ({value}) => enclosed('*', value, '*', '\\*'),
  strong: ({value}) => enclosed('**', value, '**', '\\*'),
  literal: ({value, role}) => {
    if (role === 'code') return raw(':code:', value)
    return role === 'literal' || !isPlainLiteral(value) ? interpreted(':literal:', value) : raw('`', value, '`')
  },
  reference: (node) => referenceMarkup(node, ({value}) => enclosed('|', value, '|', '\\|')),
  inline_target: ({value}) => enclosed('_`', value, '`', '\\`'),
  footnote_reference: label,
  citation_reference: label,
  substitution_reference: ({value}) => enclosed('|', value, '|', '\\|'),
  title_reference: ({value}) => interpreted('', value),
  subscript: ({value}) => interpreted(':sub:', value),
  superscript: ({value}) => interpreted(':sup:', value),
  abbreviation: ({value}) => interpreted(':abbreviation:', value),
  acronym: ({value}) => interpreted(':acronym:', value),
  math: ({value}) => raw(':math:', value),
  role: ({name, value}) => interpreted(`:${name}:`, value),
  problematic: ({value}) => ({source: value, start: 0}),
}

export function markupOf(node: RstInline): Markup {
  if (!Object.hasOwn(handlers, node.type)) throw new Error(`Unexpected inline node \`${node.type}\``)
  const handle = handlers[node.type] as (node: RstInline) => Markup
  return handle(node)
}

function enclosed(start: string, value: string, end: string, special: string): Markup {
  return {source: start + escapeAll(unbroken(value), special) + end, breaks: true, start: start.length}
}

function interpreted(role: string, value: string): Markup {
  const source = `${role}\`${escapeAll(unbroken(value), '\\`')}\``
  return {source, breaks: role === '', start: role === '' ? 1 : 0}
}

/** What docutils takes as it stands, backslashes too. */
function raw(role: string, value: string, quote = ''): Markup {
  return {source: `${role}\`${unbroken(value)}\`${quote}`, start: role === '`' ? 2 : 0}
}

/** Whether nothing in a literal ends it, which no backslash could prevent. */
function isPlainLiteral(value: string): boolean {
  const text = unbroken(value)
  for (let at = text.indexOf('``'); at >= 0; at = text.indexOf('``', at + 1)) {
    if (at + 2 < text.length && isSuffix(text, at + 2)) return false
  }
  return true
}

function label({value}: {value: string}): Markup {
  return {source: `[${value}]_`, start: 0}
}

/** A line break in a text is white space. */
export function unbroken(value: string): string {
  return value.replaceAll('\n', ' ')
}
