/** Which directive is read how. The names are docutils'; what is not in this table is a `directive` with its raw text. */

import {type Parser, textOf} from '../parser.ts'
import type {Block, Directive, SystemMessage} from '../types.ts'
import {admonition, titledAdmonition} from './admonition.ts'
import {type DirectiveParts, type DirectiveSource, divide, type Form} from './block.ts'
import {codeBlock, mathBlock, parsedLiteral, rawBlock} from './code.ts'
import {compound, container, quote, rubric, sidebar, topic} from './container.ts'
import {csvTable} from './csv-table.ts'
import {flatTable} from './flat-table.ts'
import {figure, image} from './image.ts'
import {listTable} from './list-table.ts'
import {contentExpected, type DirectiveReader, Refusal} from './reader.ts'
import {table} from './table.ts'

const readers: ReadonlyMap<string, DirectiveReader> = new Map([
  ...['attention', 'caution', 'danger', 'error', 'hint', 'important', 'note', 'tip', 'warning'].map(
    (name) => [name, admonition] as const,
  ),
  ['admonition', titledAdmonition],
  ['code', codeBlock],
  ['code-block', codeBlock],
  ['sourcecode', codeBlock],
  ['parsed-literal', parsedLiteral],
  ['math', mathBlock],
  ['raw', rawBlock],
  ['image', image],
  ['figure', figure],
  ['table', table],
  ['list-table', listTable],
  ['flat-table', flatTable],
  ['csv-table', csvTable],
  ['topic', topic],
  ['sidebar', sidebar],
  ['rubric', rubric],
  ['compound', compound],
  ['container', container],
  ['epigraph', quote],
  ['highlights', quote],
  ['pull-quote', quote],
])

export function readDirective(parser: Parser, source: DirectiveSource): Block[] {
  const type = source.name.toLowerCase()
  const reader = readers.get(type)
  if (!reader) return [unknownDirective(parser, source)]
  const parts = divide(parser, source, reader.form)
  if (parts instanceof Refusal) {
    return [refuse(parser, source, new Refusal(`Error in "${source.name}" directive:\n${parts.message}.`))]
  }
  if (reader.form.content && !reader.mayBeEmpty && !parts.content) {
    return [refuse(parser, source, contentExpected(source.name))]
  }
  const nodes = reader.read(parser, source, parts)
  return nodes instanceof Refusal ? [refuse(parser, source, nodes)] : nodes
}

function refuse(parser: Parser, source: DirectiveSource, {level, message}: Refusal): SystemMessage {
  return parser.report(level, message, source.line, source.position, rawText(source))
}

const nothing: DirectiveParts = {argument: undefined, options: [], optionViews: new Map(), content: undefined}
const anything: Form = {most: 1, spaces: true, options: 'any', content: true}

/** A directive as it stands. */
export function unknownDirective(parser: Parser, source: DirectiveSource): Directive {
  const parts = divide(parser, source, anything)
  const {argument, options, content}: DirectiveParts = parts instanceof Refusal ? nothing : parts
  return {
    type: 'directive',
    name: source.name,
    argument: argument?.value.trim() ?? '',
    options,
    content: content ? textOf(content) : '',
    value: rawText(source),
    position: source.position,
  }
}

function rawText({outer, at, block}: DirectiveSource): string {
  return textOf(outer, at, Math.max(at + 1, block.end))
}
