/**
 * Directives whose content is a body.
 *
 * ```rst
 * > | .. topic:: A title
 *     ^^^^^^^^^^^^^^^^^^
 *   |
 *   |    A body.
 *        ^^^^^^^
 * ```
 *
 * docutils: "Body Elements".
 */

import {blockQuotes} from '../block-quote.ts'
import {type InlineText, inlineText} from '../inline-text.ts'
import type {Parser} from '../parser.ts'
import type {Block, Sidebar, Title} from '../types.ts'
import {requiredText, text} from './option-values.ts'
import {common, type DirectiveReader, Refusal} from './reader.ts'

export const compound: DirectiveReader = {
  form: {options: common, content: true},
  read(parser, {position}, {options, content}) {
    return [{type: 'compound', options, children: content ? parser.body(content) : [], position}]
  },
}

export const container: DirectiveReader = {
  form: {most: 1, spaces: true, options: {name: text}, content: true},
  read(parser, {position}, {argument, options, content}) {
    const classes = argument?.value.toLowerCase().split(/\s+/) ?? []
    return [{type: 'container', classes, options, children: content ? parser.body(content) : [], position}]
  },
}

export const rubric: DirectiveReader = {
  form: {required: 1, spaces: true, options: common},
  read(parser, {line, position}, {argument, options}) {
    return [{type: 'rubric', options, children: argument ? parser.inline(argument, line) : [], position}]
  },
}

export const quote: DirectiveReader = {
  form: {content: true},
  read(parser, {name}, {content}) {
    if (!content) return []
    return blockQuotes(parser, content).map((node) => ({...node, name: name.toLowerCase()}))
  },
}

export const topic: DirectiveReader = {
  form: {required: 1, spaces: true, options: common, content: true},
  read(parser, {name, line, position, titles}, {argument, options, content}) {
    if (!titles) return new Refusal(`The "${name}" directive may not be used within topics or body elements.`)
    const children: (Block | Title)[] = titleOf(parser, argument, line)
    if (content) for (const child of parser.body(content)) children.push(child)
    return [{type: 'topic', options, children, position}]
  },
}

export const sidebar: DirectiveReader = {
  form: {most: 1, spaces: true, options: {...common, subtitle: requiredText}, content: true},
  read(parser, {name, line, position, titles}, {argument, options, optionViews, content}) {
    if (!titles) return new Refusal(`The "${name}" directive may not be used within topics or body elements.`)
    if (!argument && options.some((option) => option.name === 'subtitle')) {
      return new Refusal('The "subtitle" option may not be used without a title.')
    }
    const children: Sidebar['children'] = titleOf(parser, argument, line)
    const subtitle = optionViews.get('subtitle')
    if (subtitle) {
      const text = inlineText(subtitle, subtitle.start, subtitle.end)
      const place = text.position(0, text.value.length)
      children.push({type: 'subtitle', children: parser.inline(text, line), position: place})
    }
    if (content) for (const child of parser.body(content)) children.push(child)
    return [{type: 'sidebar', options, children, position}]
  },
}

export function titleOf(parser: Parser, argument: InlineText | undefined, line: number): Title[] {
  if (!argument) return []
  const position = argument.position(0, argument.value.length)
  return [{type: 'title', children: parser.inline(argument, line), position}]
}
