/**
 * Directives whose content is text.
 *
 * ```rst
 * > | .. code-block:: c
 *     ^^^^^^^^^^^^^^^^^
 *   |
 *   |    struct kvm;
 *        ^^^^^^^^^^^
 * ```
 *
 * docutils: "Body Elements", "Raw Data Pass-Through".
 */

import {inlineText} from '../inline-text.ts'
import {literalOf} from '../literal-block.ts'
import {textOf} from '../parser.ts'
import type {MathBlock} from '../types.ts'
import {classNames, flag, integer, requiredText, text} from './option-values.ts'
import {common, contentExpected, type DirectiveReader} from './reader.ts'

/** Sphinx's, which the kernel's documents use. */
const sphinxCode = {
  linenos: flag,
  'lineno-start': integer,
  'emphasize-lines': requiredText,
  caption: requiredText,
  force: flag,
  dedent: text,
}
const sphinxMath = {label: text, nowrap: flag, 'no-wrap': flag}

export const codeBlock: DirectiveReader = {
  form: {most: 1, options: {...common, 'number-lines': text, ...sphinxCode}, content: true},
  read(_parser, _source, {argument, options, content}) {
    if (!content) return []
    const language = argument?.value.trim() ?? ''
    return [{...literalOf(content, content.start, content.end), language, options}]
  },
}

export const parsedLiteral: DirectiveReader = {
  form: {options: common, content: true},
  read(parser, {line}, {options, content}) {
    if (!content) return []
    const children = parser.inline(inlineText(content, content.start, content.end), line)
    return [{...literalOf(content, content.start, content.end), options, children}]
  },
}

/** Blank lines divide equations. */
export const mathBlock: DirectiveReader = {
  form: {options: {...common, ...sphinxMath}, content: true},
  read(_parser, _source, {options, content}) {
    if (!content) return []
    const blocks: MathBlock[] = []
    for (let at = content.start; at < content.end; at += 1) {
      if (content.blank(at)) continue
      let end = at + 1
      while (end < content.end && !content.blank(end)) end += 1
      const value = textOf(content, at, end)
      blocks.push({type: 'math_block', value, options, position: content.position(at, end - 1)})
      at = end
    }
    return blocks
  },
}

export const rawBlock: DirectiveReader = {
  form: {
    required: 1,
    spaces: true,
    options: {file: requiredText, url: requiredText, encoding: text, class: classNames},
    content: true,
  },
  mayBeEmpty: true,
  read(_parser, {name, position}, {argument, options, content}) {
    const format = argument?.value.toLowerCase().trim().replace(/\s+/g, ' ') ?? ''
    const external = options.some((option) => option.name === 'file' || option.name === 'url')
    if (!content && !external) return contentExpected(name)
    return [{type: 'raw', format, value: content ? textOf(content) : '', options, position}]
  },
}
