/** Text of Markdown as reStructuredText can have it. */

import {expandTabs} from '../../../read/rst/index.ts'

/** What ends a line for docutils, and what it takes for a blank. */
const blanks = /[\0-\x20\x7f\x85\u2028\u2029]+/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
const controls = /[\0-\x08\x0b-\x1f\x7f\x85\u2028\u2029]/g
const loneSurrogates = /\p{Surrogate}/gu

/** White space is one blank. */
export function plainText(value: string): string {
  return value.replace(blanks, ' ').replace(loneSurrogates, '\ufffd')
}

/** The lines of a code block: tabs expanded, no white space at the end, no blank lines around, nothing that indents all. */
export function codeLines(value: string): string[] {
  const text = value.replace(/\r\n?/g, '\n').replace(controls, ' ').replace(loneSurrogates, '\ufffd')
  const lines = text.split('\n').map((line) => expandTabs(line).trimEnd())
  while (lines.length > 0 && lines[0] === '') lines.shift()
  while (lines.length > 0 && lines.at(-1) === '') lines.pop()
  const indents = lines.flatMap((line) => (line === '' ? [] : [line.length - line.trimStart().length]))
  const least = Math.min(...indents)
  return least > 0 ? lines.map((line) => line.slice(least)) : lines
}
