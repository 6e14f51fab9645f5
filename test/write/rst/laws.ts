/** The laws of the writer. */

import {isDeepStrictEqual} from 'node:util'
import {messagesOf, type Node, parseRst} from '../../../src/read/rst/index.ts'
import {type RstNode, type WriteRstOptions, writeRst} from '../../../src/write/index.ts'
import {bare} from './bare.ts'

/** What is written is read as the same tree without a message, and is written as the same text again. */
export function brokenWritingLaws(nodes: readonly (RstNode | Node)[], options: WriteRstOptions = {}): string[] {
  const text = writeRst(nodes, options)
  const root = parseRst(text)
  const broken = messagesOf(root)
    // Two targets of one name are the tree's, not the writer's.
    .filter(({message}) => !message.startsWith('Duplicate explicit target name'))
    .map(({line, message}) => `${line}: ${message}`)
  const difference = firstDifference(bare(nodes), bare(root.children))
  if (difference !== undefined) broken.push(difference)
  if (broken.length === 0 && writeRst(root.children, options) !== text) broken.push('written otherwise the second time')
  return broken.length === 0 ? [] : [...broken, text]
}

function firstDifference(expected: unknown, given: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(expected, given)) return undefined
  if (isObject(expected) && isObject(given)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(given)])) {
      const inner = firstDifference(expected[key], given[key], `${path}/${key}`)
      if (inner !== undefined) return inner
    }
  }
  return `${path}: expected ${JSON.stringify(expected)}, given ${JSON.stringify(given)}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
