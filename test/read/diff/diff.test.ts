/** Diffs: headers of files, hunks counted by theirs, and what is wrong. */

import {describe, expect, test} from 'vitest'
import type {FileDiff, Line} from '../../../src/model/index.ts'
import {diffStart, readDiff} from '../../../src/read/diff/index.ts'

const read = (text: string) => readDiff(text.split('\n'), 0, (index) => (index + 1) as Line)
const short = ({before, after, operation, hunks}: FileDiff) => ({
  before,
  after,
  operation,
  lines: hunks.flatMap(({lines}) => lines.map(({kind, text, mailLine}) => `${mailLine} ${kind} ${text}`)),
})

const cases = [
  {
    name: 'content that looks like a header',
    text: 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ f\n--- a\n+++ b\n @@ -1 +1 @@\n-- \n2.39\n',
    files: [
      {
        before: 'x',
        after: 'x',
        operation: 'change',
        lines: ['5 removed -- a', '6 added ++ b', '7 context @@ -1 +1 @@'],
      },
    ],
    problems: [],
  },
  {
    name: 'a rename without a change',
    text: 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n',
    files: [{before: 'x', after: 'y', operation: 'rename', lines: []}],
    problems: [],
  },
  {
    name: 'a new file, a deleted one',
    text: 'diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\ndiff --git a/y b/y\ndeleted file mode 100644\n--- a/y\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n\\ No newline at end of file\n',
    files: [
      {before: undefined, after: 'x', operation: 'create', lines: ['6 added a']},
      {before: 'y', after: undefined, operation: 'delete', lines: ['12 removed a']},
    ],
    problems: [],
  },
  {
    name: 'quoted paths, and paths with blanks',
    text: 'diff --git "a/\\303\\274" "b/\\303\\274"\nold mode 100644\nnew mode 100755\ndiff --git a/a b b/a b\nold mode 100644\nnew mode 100755\n',
    files: [
      {before: 'ü', after: 'ü', operation: 'change', lines: []},
      {before: 'a b', after: 'a b', operation: 'change', lines: []},
    ],
    problems: [],
  },
  {
    name: 'without git',
    text: '--- old/x\t2023-02-15\n+++ new/x\t2023-02-16\n@@ -1 +1 @@\n-a\n+b\n',
    files: [{before: 'x', after: 'x', operation: 'change', lines: ['4 removed a', '5 added b']}],
    problems: [],
  },
  {
    name: 'cut off',
    text: '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b',
    files: [{before: 'x', after: 'x', operation: 'change', lines: ['4 context a', '5 removed b']}],
    problems: ['5: Unexpected end of the mail in a hunk, expected 2 more lines (1 old, 2 new)'],
  },
  {
    name: 'a hunk of no file',
    text: '@@ -1 +1 @@\n-a\n+b\n',
    files: [],
    problems: ['1: Unexpected hunk, expected the lines that name its file above it'],
  },
  {
    name: 'a blank line whose blank was cut off',
    text: '--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a\n\n+b\n',
    files: [{before: 'x', after: 'x', operation: 'change', lines: ['4 context a', '5 context ', '6 added b']}],
    problems: [],
  },
]

describe('reads', () => {
  test.each(cases)('$name', ({text, files, problems}) => {
    const result = read(text)
    expect(result.files.map(short)).toEqual(files)
    expect(result.problems.map(({mailLine, message}) => `${mailLine}: ${message}`)).toEqual(problems)
  })
})

test('binary content is no hunk', () => {
  const {files} = read(
    'diff --git a/x b/x\nindex 0..1\nGIT binary patch\nliteral 3\nKcmZ\n\nliteral 0\nHcm\n\ndiff --git a/y b/y\nBinary files a/y and b/y differ\n',
  )
  expect(files.map(({after, binary}) => `${after} ${binary}`)).toEqual(['x content', 'y unsaid'])
})

test('a diff begins where git says', () => {
  expect(diffStart(['a', '---', ' x | 1 +', 'diff --git a/x b/x'])).toBe(3)
  expect(diffStart(['--- a/x', '+++ b/x', 'no hunk'])).toBe(3)
})
