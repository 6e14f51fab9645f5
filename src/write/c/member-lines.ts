/** A member of the model as lines of C in a given style, with its comment and, where it defines a struct, its members. */

import type {Field} from '../../model/index.ts'
import {layoutAttributes, spell} from './spell.ts'
import {lineWidth, nested, padTo, type Style, widthOf} from './style.ts'

/** `undefined` where the model does not hold enough to spell it. */
export function memberLines(field: Field, style: Style): readonly string[] | undefined {
  const declaration = declarationLines(field, style)
  return declaration && withComment(declaration, field.comment, style)
}

/** The declaration alone: `__u32 a;`, or a definition over several lines. */
function declarationLines(field: Field, style: Style): readonly string[] | undefined {
  const spelling = spell(field)
  if (!spelling) return undefined
  const {indentation} = style
  const {declarator, attributes} = spelling
  const specifier = specifierLines(field, style)
  if (!specifier) return undefined
  const behind = `${declarator === '' ? '' : ` ${declarator}`}${attributes};`
  return [...specifier.slice(0, -1), `${specifier.at(-1) ?? ''}${behind}`].map((line, index) =>
    index === 0 ? `${indentation}${line}` : line,
  )
}

/** What stands before the name; the first line without its indentation, since something may stand before it. */
export function specifierLines(field: Field, style: Style): readonly string[] | undefined {
  const spelling = spell(field)
  if (!spelling?.body) return spelling && [spelling.specifier]
  const members: string[] = []
  for (const member of spelling.body.fields ?? []) {
    const lines = memberLines(member, nested(style))
    if (!lines) return undefined
    members.push(...lines)
  }
  return [`${spelling.specifier} {`, ...members, `${style.indentation}}${layoutAttributes(spelling.body)}`]
}

function withComment(lines: readonly string[], comment: string | undefined, style: Style): readonly string[] {
  if (comment === undefined || comment === '') return lines
  const last = lines.at(-1) ?? ''
  if (style.comments === 'behind' && lines.length === 1 && !comment.includes('\n')) {
    const line = `${last}${padTo(style.commentColumn, widthOf(last))}/* ${comment} */`
    if (widthOf(line) <= lineWidth) return [...lines.slice(0, -1), line]
  }
  return [...commentLines(comment, style.indentation), ...lines]
}

/** A comment on lines of its own, in the kernel's style (Documentation/process/coding-style.rst, 8). */
function commentLines(comment: string, indentation: string): readonly string[] {
  const single = `${indentation}/* ${comment} */`
  if (!comment.includes('\n') && widthOf(single) <= lineWidth) return [single]
  const margin = `${indentation} *`
  const room = lineWidth - widthOf(`${margin} `)
  const text = comment.split('\n').flatMap((line) => wrapWords(line, room))
  return [`${indentation}/*`, ...text.map((line) => (line === '' ? margin : `${margin} ${line}`)), `${indentation} */`]
}

/** A word that is longer than the room has a line of its own. */
function wrapWords(line: string, room: number): readonly string[] {
  if (line.length <= room) return [line]
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > room) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}
