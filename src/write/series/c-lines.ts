/** Lines of C for a header: definitions, structs, comments, as the kernel writes them (coding-style.rst, 8 and 12). */

import type {ConstantData, MemberData, StructData} from '../../model/index.ts'
import {memberLines} from '../../uapi/index.ts'
import {wrapText} from '../plain/index.ts'

/**
 * The members with the constants that go above each; a constant is a directive and begins in the first column.
 */
export function memberTexts(
  {name, members}: StructData,
  constants: readonly ConstantData[],
  indentation: string,
  comments: 'commented' | 'bare' = 'bare',
): readonly string[] {
  const behind = ({comment}: MemberData): string =>
    comment === undefined || comments === 'bare' ? '' : ` /* ${comment} */`
  const above = (path: string): readonly string[] =>
    constants
      .filter((constant) => constant.member === `${name}.${path}`)
      .map((constant) => constantText(constant, comments === 'bare' ? '\t' : ' '))
  return memberLines(members, indentation, {above, behind})
}

/** A tab as in headers; a document has blanks, which look the same wherever the block begins. */
export function constantText(
  {name, value}: Pick<ConstantData, 'name' | 'value'>,
  separator: '\t' | ' ' = '\t',
): string {
  return `#define ${name}${separator}${isSimple(value) ? value : `(${value})`}`
}

/** A number, a name, or what is in parentheses as a whole. */
function isSimple(value: string): boolean {
  return /^-?\w+$/.test(value) || /^\([^()]*\)$/.test(value)
}

export function structTexts(struct: StructData, constants: readonly ConstantData[]): readonly string[] {
  return [
    ...(struct.comment === undefined ? [] : commentTexts(struct.comment, '')),
    `struct ${struct.name} {`,
    ...memberTexts(struct, constants, '\t'),
    '};',
  ]
}

const width = 80

/** One line where that is enough, else the long form. */
export function commentTexts(comment: string, indentation: string): readonly string[] {
  const room = width - indentation.replaceAll('\t', ' '.repeat(8)).length
  const plain = comment.trim()
  if (!plain.includes('\n') && plain.length + 6 <= room) return [`${indentation}/* ${plain} */`]
  const lines = plain.split(/\n[ \t]*\n/).flatMap((paragraph, index) => {
    const wrapped = wrapText(paragraph, room - 3)
    return index === 0 ? wrapped : ['', ...wrapped]
  })
  return [
    `${indentation}/*`,
    ...lines.map((line) => `${indentation} *${line === '' ? '' : ` ${line}`}`),
    `${indentation} */`,
  ]
}

/** Another line of a list of definitions, its value in the column of those above where they have one. */
export function defineBelow(name: string, value: string, above: readonly string[]): string {
  const columns = above.slice(-2).map(valueColumn)
  const [one, other] = columns
  const beginning = `#define ${name}`
  if (one === undefined || one !== other || one <= beginning.length) return `${beginning} ${value}`
  return `${beginning.padEnd(one)}${value}`
}

/** 0-based; `undefined` where a tab leads there, or there is no value. */
function valueColumn(line: string): number | undefined {
  return /^#define \w+ +(?=\S)/.exec(line)?.[0].length
}
