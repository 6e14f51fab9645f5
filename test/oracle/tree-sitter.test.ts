/**
 * Macros, members, enumerators and tags of every uapi header against tree-sitter-c. The two differ where the grammar has to
 * take macros for something else. Each difference belongs to a row of the table; a row that explains nothing fails.
 */

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {Language, Parser} from 'web-tree-sitter'
import {parseC} from '../../src/read/c/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {type Fact, ourFacts, regionsOf, theirFacts} from './c-facts.ts'

/** Who is right, and why. gcc and clang decide: see gcc.test.ts and clang.test.ts. */
const table: Readonly<Record<string, {readonly right: 'ours'; readonly why: string}>> = {
  'define in an enum': {right: 'ours', why: 'the grammar has no #define between enumerators; gcc has the macro'},
  'comment in a macro': {right: 'ours', why: 'the grammar ends the body at a comment; gcc takes it for a blank'},
  'blank behind an empty macro': {right: 'ours', why: 'the grammar takes what follows for an error; gcc does not'},
  'directives in a declaration': {right: 'ours', why: 'the grammar reads all branches as one declaration'},
  'body of a function': {right: 'ours', why: 'what an inline function declares is no part of the interface'},
  'group of members': {right: 'ours', why: '__struct_group defines its members, and its name as one more'},
  'macro among members': {right: 'ours', why: 'the name of a macro is no member; gcc expands it'},
  'flexible array by macro': {
    right: 'ours',
    why: '__DECLARE_FLEX_ARRAY declares the member that is its second argument',
  },
  'macro around a name': {right: 'ours', why: 'the member is what is in the parentheses'},
  'macro for an attribute': {right: 'ours', why: 'the grammar takes __packed for a name'},
}

const parser = {current: undefined as Parser | undefined}

beforeAll(async () => {
  await Parser.init()
  const grammar = new URL(import.meta.resolve('tree-sitter-c/tree-sitter-c.wasm'))
  parser.current = new Parser()
  parser.current.setLanguage(await Language.load(grammar.pathname))
})

const explained = new Set<string>()

const keyOf = ({kind, name, offset}: Fact): string => `${kind} ${name} ${offset}`

describe.each(kernelTrees())('$name', ({name, directory}) => {
  test('tree-sitter-c', {timeout: 120_000}, () => {
    const tree = directoryTree(directory)
    const machines = new Set(tree.list('arch').map((path) => path.split('/')[1]))
    const files = ['include/uapi', ...[...machines].map((machine) => `arch/${machine}/include/uapi`)]
      .flatMap((below) => tree.list(below))
      .filter((path) => path.endsWith('.h'))
    const counts = new Map<string, number>()
    const unexplained: string[] = []
    let common = 0
    for (const path of files) {
      const text = readFileSync(join(directory, path), 'utf8')
      const file = parseC(text, path)
      const parsed = parser.current?.parse(text)
      if (!parsed) throw new Error('tree-sitter does not parse')
      const ours = new Map([...ourFacts(file.items)].map((fact) => [keyOf(fact), fact]))
      const theirs = new Map([...theirFacts(parsed.rootNode)].map((fact) => [keyOf(fact), fact]))
      parsed.delete()
      const regions = regionsOf(file)
      for (const [side, facts, others] of [
        ['ours', ours, theirs],
        ['theirs', theirs, ours],
      ] as const) {
        for (const [key, fact] of facts) {
          if (others.has(key)) {
            common++
            continue
          }
          const region = regions.find(({start, end}) => start <= fact.offset && fact.offset < end)
          if (region) counts.set(region.difference, (counts.get(region.difference) ?? 0) + 1)
          else unexplained.push(`${path}:${file.source.line(fact.offset)}: ${side}: ${fact.kind} ${fact.name}`)
        }
      }
    }
    console.log(
      `${name}: ${files.length} headers, ${common / 2} facts in common; differences: ${JSON.stringify(Object.fromEntries(counts))}`,
    )
    expect(unexplained).toEqual([])
    for (const difference of counts.keys()) explained.add(difference)
  })
})

test.skipIf(kernelTrees().length === 0)('every row of the table explains something in one of the trees', () => {
  expect([...explained].sort()).toEqual(Object.keys(table).sort())
})
