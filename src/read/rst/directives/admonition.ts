/**
 * Admonitions.
 *
 * ```rst
 * > | .. note:: The text may begin here
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *   |
 *   |    and go on here.
 *        ^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Admonitions".
 */

import type {Admonition, Block, Title} from '../types.ts'
import {common, type DirectiveReader} from './reader.ts'

export const admonition: DirectiveReader = {
  form: {options: common, content: true},
  read(parser, {name, position}, {options, content}) {
    const children: Block[] = content ? parser.body(content) : []
    return [{type: name.toLowerCase() as Admonition['type'], options, children, position}]
  },
}

export const titledAdmonition: DirectiveReader = {
  form: {required: 1, spaces: true, options: common, content: true},
  read(parser, {line, position}, {argument, options, content}) {
    const children: (Block | Title)[] = []
    if (argument) {
      const place = argument.position(0, argument.value.length)
      children.push({type: 'title', children: parser.inline(argument, line), position: place})
    }
    if (content) for (const child of parser.body(content)) children.push(child)
    return [{type: 'admonition', options, children, position}]
  },
}
