/** Text as it stands. */

import {directiveLines} from './directive.ts'
import {writeLine} from './inline/index.ts'
import type {Handle, State} from './state.ts'
import type {RstOf} from './types.ts'

/** Whether `::` announces it, not a directive. */
export function isAnnounced({language, children, options}: RstOf<'literal_block'>): boolean {
  return language === undefined && children === undefined && (options === undefined || options.length === 0)
}

/** Without the `::` that announces it. */
export function literalLines({value}: RstOf<'literal_block'>, {literalIndentation}: State): string[] {
  const lines = value.split('\n').map((line) => (line === '' ? '' : literalIndentation + line))
  // Where a block begins with tabs, blanks that are as wide are tabs as well; they lead to the same columns.
  if (!/^\t+$/.test(literalIndentation)) return lines
  return lines.map((line) => line.replace(/^\t+( {8})+/, (white) => white.replaceAll(' '.repeat(8), '\t')))
}

export const literalBlock: Handle<'literal_block'> = (node, state) => {
  const {language, children, options = [], value} = node
  if (isAnnounced(node)) return ['::', '', ...literalLines(node, state)]
  if (children) {
    return directiveLines({name: 'parsed-literal', options, content: writeVerbatim(children)})
  }
  return directiveLines({name: 'code-block', argument: [language ?? ''], options, content: value.split('\n')})
}

/** Here line breaks are kept, and no line is anything but text. */
function writeVerbatim(children: RstOf<'paragraph'>['children']): string[] {
  const lines: RstOf<'paragraph'>['children'][] = [[]]
  for (const child of children) {
    const [first = '', ...rest] = child.type === 'text' ? child.value.split('\n') : []
    if (child.type !== 'text') lines.at(-1)?.push(child)
    else {
      lines.at(-1)?.push({type: 'text', value: first})
      for (const value of rest) lines.push([{type: 'text', value}])
    }
  }
  return lines.map((line) => writeLine(line, 'line'))
}

export const doctestBlock: Handle<'doctest_block'> = ({value}) => value.split('\n')

export const mathBlock: Handle<'math_block'> = ({value, options}) =>
  directiveLines({name: 'math', options, content: value.split('\n')})

export const raw: Handle<'raw'> = ({format, value, options}) =>
  directiveLines({name: 'raw', argument: [format], options, content: value === '' ? [] : value.split('\n')})

/** What could not be read, as it stood. */
export const systemMessage: Handle<'system_message'> = ({value}) => (value === '' ? [] : value.split('\n'))
