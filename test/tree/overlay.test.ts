/** Patches on a tree in memory; test/oracle/git-am.test.ts asks git about the rest. */

import {describe, expect, test} from 'vitest'
import type {Line} from '../../src/model/index.ts'
import {readDiff} from '../../src/read/diff/index.ts'
import {Overlay} from '../../src/tree/index.ts'
import {memoryTree} from '../memory-tree.ts'

const base = memoryTree({x: 'a\nb\nc\nd\ne\n', 'dir/y': 'y\n'})
const apply = (text: string, fuzz = 0) => {
  const {files} = readDiff(text.split('\n'), 0, (index) => (index + 1) as Line)
  const {tree, verdicts} = new Overlay(base).apply(files, {patch: 0, fuzz})
  return {tree, problems: verdicts.map(({problem}) => problem), verdicts}
}
const create = (path: string, mode = '100644') =>
  `diff --git a/${path} b/${path}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+new\n`

test('a hunk that stands elsewhere, and whose line is whose', () => {
  const {tree, verdicts} = apply('--- a/x\n+++ b/x\n@@ -8,2 +8,3 @@\n c\n+new\n d\n')
  expect(tree.read('x')).toBe('a\nb\nc\nnew\nd\ne\n')
  expect(verdicts[0]?.starts).toEqual([3])
  expect(tree.originOf('x', 4)).toEqual({patch: 0, mailLine: 5})
  expect(tree.originOf('x', 3)).toBeUndefined()
})

test('fuzz, which git does not have, is said', () => {
  const text = '--- a/x\n+++ b/x\n@@ -2,3 +2,4 @@\n q\n c\n+new\n d\n'
  expect(apply(text).problems).toEqual(['Unexpected text around line 2, expected what the hunk shows'])
  expect(apply(text, 1).verdicts[0]?.fuzzed).toBe(true)
  expect(apply(text, 1).tree.read('x')).toBe('a\nb\nc\nnew\nd\ne\n')
})

describe('refuses', () => {
  const path = 'Unexpected path, expected one inside of the tree'
  const cases = [
    {name: 'a path above', text: create('../../etc/passwd'), problems: [path]},
    {name: 'an absolute path', text: create('/etc/passwd'), problems: [path]},
    {name: "git's own", text: create('.GIT/hooks/post-commit'), problems: [path]},
    {
      name: 'a link that it makes',
      text: `${create('link', '120000')}${create('link/passwd')}`,
      problems: [undefined, 'Unexpected path through the symbolic link `link`'],
    },
    {name: 'what is there', text: create('x'), problems: ['Unexpected `x`, which is there already']},
    {
      name: 'what is not there',
      text: '--- a/q\n+++ b/q\n@@ -1 +1 @@\n-a\n+b\n',
      problems: ['Unexpected absence of `q`'],
    },
    {
      name: 'a hunk that is cut',
      text: '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b',
      problems: ['Unexpected hunk whose lines are not those that its header counts'],
    },
  ]
  test.each(cases)('$name', ({text, problems}) => {
    expect(apply(text).problems).toEqual(problems)
  })
})

test('files come and go', () => {
  const {tree} = apply(
    `${create('dir/z')}diff --git a/dir/y b/w\nsimilarity index 100%\nrename from dir/y\nrename to w\n`,
  )
  expect(tree.list('')).toEqual(['dir/z', 'w', 'x'])
  expect(tree.list('dir')).toEqual(['dir/z'])
  expect([...tree.readAll(['dir/y', 'dir/z', 'w'])]).toEqual([
    ['dir/z', 'new\n'],
    ['w', 'y\n'],
  ])
})
