/** The examples of the rules about released headers are their tests: the files before a patch, and after it. */

import {describe, expect, test} from 'vitest'
import {checkReleased, releasedRules} from '../../src/rules/index.ts'
import {readReleased} from '../../src/uapi/index.ts'
import {memoryTree} from '../memory-tree.ts'

type Files = Readonly<Record<string, string>>

function findingsOf(id: string, before: Files, after: Files): string[] {
  const touched = Object.keys({...before, ...after}).filter((path) => before[path] !== after[path])
  const pairs = readReleased(memoryTree(before), memoryTree(after), touched)
  return checkReleased(pairs, new Set([id])).map(
    ({finding: {place, severity, message}}) => `${place.file}:${place.line}:${place.column}: ${severity}: ${message}`,
  )
}

describe.each(releasedRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.map((example) => [example.name, example] as const))(
    '%s',
    (_name, {before = {}, files, expected}) => {
      expect(findingsOf(id, before, files)).toEqual(expected)
    },
  )

  test('has an example that is not clean and one that is', () => {
    expect(rule.examples.some(({expected}) => expected.length > 0)).toBe(true)
    expect(rule.examples.some(({expected}) => expected.length === 0)).toBe(true)
  })

  test('nothing is found where nothing changes', () => {
    for (const {files} of rule.examples) expect(findingsOf(id, files, files)).toEqual([])
  })
})
