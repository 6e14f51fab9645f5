/**
 * Pictures.
 *
 * ```rst
 * > | .. figure:: layout.svg
 *     ^^^^^^^^^^^^^^^^^^^^^^
 *   |    :alt: memory layout
 *        ^^^^^^^^^^^^^^^^^^^
 *   |
 *   |    A caption.
 *        ^^^^^^^^^^
 * ```
 *
 * docutils: "Images".
 */

import {escapeNulls} from '../inline/escape.ts'
import {uriOf} from '../inline/phrase.ts'
import type {InlineText} from '../inline-text.ts'
import {endOf} from '../parser.ts'
import type {Figure, Image} from '../types.ts'
import type {DirectiveParts, DirectiveSource} from './block.ts'
import {choice, classNames, length, lengthOrPercentage, percentage, requiredText, text} from './option-values.ts'
import {common, type DirectiveReader} from './reader.ts'

const imageOptions = {
  ...common,
  alt: text,
  height: length,
  width: lengthOrPercentage,
  scale: percentage,
  align: choice('top', 'middle', 'bottom', 'left', 'center', 'right'),
  target: requiredText,
}
const figureOptions = {
  ...imageOptions,
  figwidth: (value: string | undefined) => (value?.toLowerCase() === 'image' ? undefined : lengthOrPercentage(value)),
  figclass: classNames,
  align: choice('left', 'center', 'right'),
}

export const image: DirectiveReader = {
  form: {required: 1, spaces: true, options: imageOptions},
  read(_parser, source, parts) {
    return [imageOf(source, parts)]
  },
}

export function imageOf({position}: DirectiveSource, {argument, options}: DirectiveParts): Image {
  return {type: 'image', uri: uri(argument), options, position}
}

function uri(argument: InlineText | undefined): string {
  return uriOf(escapeNulls(argument?.value ?? ''))
}

export const figure: DirectiveReader = {
  form: {required: 1, spaces: true, options: figureOptions, content: true},
  mayBeEmpty: true,
  read(parser, source, parts) {
    const {argument, options, content} = parts
    const place = argument?.position(0, argument.value.length) ?? source.position
    const children: Figure['children'] = [{type: 'image', uri: uri(argument), options: [], position: place}]
    const node: Figure = {type: 'figure', options, children, position: source.position}
    const [caption, ...rest] = content ? parser.body(content) : []
    if (caption?.type === 'paragraph') {
      children.push({type: 'caption', children: caption.children, position: caption.position})
    } else if (caption && !(caption.type === 'comment' && caption.value === '')) {
      // docutils drops what stands there; here it is part of the figure's source.
      parser.report(3, 'Figure caption must be a paragraph or empty comment.', source.line, caption.position)
      return [node]
    }
    const start = rest[0]?.position.start
    if (start) children.push({type: 'legend', children: rest, position: {start, end: endOf(rest, start)}})
    return [node]
  },
}
