/** Tree → text, with and without edits. */

import {describe, expect, it} from 'vitest'
import {type Node, parseRst, pointInBlock, replaceSource, serializeRst} from '../../../src/read/rst/index.ts'

const text = 'Title\n=====\r\n\n:Field: *value*\t\n\n::\n\n  int a;\n\tint b;\n\n+---+\n| a |\n+---+\n'

describe('serializeRst', () => {
  it('gives the source back, white space and all', () => {
    expect(serializeRst(parseRst(text))).toBe(text)
  })

  it.each([
    ['emphasis', '**other**', 'Title\n=====\r\n\n:Field: **other**\t\n'],
    ['field_name', 'Name', 'Title\n=====\r\n\n:Name: *value*\t\n'],
    ['title', 'New\n===', 'New\n===\r\n\n:Field: *value*\t\n'],
  ])('replaces one node: %s', (type, replacement, expected) => {
    const root = parseRst(text)
    const node = find(root, type)
    if (node) replaceSource(node, replacement)
    expect(serializeRst(root).startsWith(expected)).toBe(true)
    expect(serializeRst(root).endsWith(text.slice(text.indexOf('::\n\n')))).toBe(true)
  })

  it('replaces a literal block by its raw lines', () => {
    const root = parseRst(text)
    const block = find(root, 'literal_block')
    if (block) replaceSource(block, '  int c;')
    expect(serializeRst(root)).toBe(text.replace('  int a;\n\tint b;', '  int c;'))
  })

  it('replaces several, and what is inside of a replaced node with it', () => {
    const root = parseRst('*a* *b*\n\n*c*\n')
    const [first, second] = root.children
    if (first) replaceSource(first, 'x')
    for (const node of [first, second]) {
      const inner = node && find(node, 'emphasis')
      if (inner) replaceSource(inner, 'y')
    }
    expect(serializeRst(root)).toBe('x\n\ny\n')
  })
})

describe('pointInBlock', () => {
  it.each([
    [0, 0, 8, 3],
    [0, 4, 8, 7],
    [1, 0, 9, 1],
    [1, 5, 9, 1],
    [1, 6, 9, 2],
    [1, 99, 9, 8],
  ])('finds line %i, column %i of the value', (line, column, sourceLine, sourceColumn) => {
    const root = parseRst(text)
    const block = find(root, 'literal_block')
    if (block?.type !== 'literal_block') throw new Error('no literal block')
    expect(block.value).toBe('int a;\n      int b;')
    expect(pointInBlock(root, block, line, column)).toMatchObject({line: sourceLine, column: sourceColumn})
  })
})

function find(node: Node, type: string): Node | undefined {
  if (node.type === type) return node
  for (const child of 'children' in node ? (node.children ?? []) : []) {
    const found = find(child, type)
    if (found) return found
  }
  return undefined
}
