/** Reading unified diffs: hunks are counted by their headers, so nothing in a file's content is taken for a header. */

import type {DiffProblem, FileDiff, Hunk, Line} from '../../model/index.ts'
import {type FileHeader, readGitHeader, readPlainHeader} from './file-header.ts'
import {readHunk} from './hunk.ts'

export interface DiffResult {
  readonly files: readonly FileDiff[]
  readonly problems: readonly DiffProblem[]
}

/** `from` is the index of the first line to look at; `mailLine` says where a line stands in the mail's file. */
export function readDiff(lines: readonly string[], from: number, mailLine: (index: number) => Line): DiffResult {
  const files: FileDiff[] = []
  const problems: DiffProblem[] = []
  let at = from
  while (at < lines.length) {
    const header = headerAt(lines, at)
    if (!header) {
      if (/^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/.test(lines[at] ?? '')) {
        problems.push({
          message: 'Unexpected hunk, expected the lines that name its file above it',
          mailLine: mailLine(at),
        })
      }
      at++
      continue
    }
    const {end, ...named} = header
    const content = readContent(lines, end, mailLine, problems)
    files.push({...named, hunks: content.hunks, binary: content.binary, mailLine: mailLine(at)})
    at = content.end
  }
  return {files, problems}
}

/** Where the first diff begins, as git looks for it (git-mailinfo(1)); the number of lines where there is none. */
export function diffStart(lines: readonly string[]): number {
  const start = lines.findIndex(
    (line, index) => line.startsWith('diff -') || line.startsWith('Index: ') || isPlainHeader(lines, index),
  )
  return start < 0 ? lines.length : start
}

function headerAt(lines: readonly string[], at: number): FileHeader | undefined {
  const line = lines[at] ?? ''
  if (line.startsWith('diff --git ')) return readGitHeader(lines, at)
  return isPlainHeader(lines, at) ? readPlainHeader(lines, at) : undefined
}

function isPlainHeader(lines: readonly string[], at: number): boolean {
  return (
    (lines[at]?.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ') && lines[at + 2]?.startsWith('@@ -')) === true
  )
}

interface Content {
  readonly hunks: readonly Hunk[]
  readonly binary: FileDiff['binary']
  readonly end: number
}

function readContent(
  lines: readonly string[],
  start: number,
  mailLine: (index: number) => Line,
  problems: DiffProblem[],
): Content {
  if (lines[start] === 'GIT binary patch') return {hunks: [], binary: 'content', end: endOfBinary(lines, start + 1)}
  if (/^Binary files .* differ$/.test(lines[start] ?? '')) return {hunks: [], binary: 'unsaid', end: start + 1}
  const hunks: Hunk[] = []
  let at = start
  for (let result = readHunk(lines, at, mailLine); result; result = readHunk(lines, at, mailLine)) {
    hunks.push(result.hunk)
    at = result.end
    if (result.problem !== undefined)
      problems.push({message: result.problem, mailLine: mailLine(Math.min(at, lines.length - 1))})
    // git ignores it; a signature and the next file's header begin with two.
    else if (/^(?:\+|-(?!-))/.test(lines[at] ?? '')) {
      problems.push({
        message: 'Unexpected line behind a hunk, expected no more than its header counts',
        mailLine: mailLine(at),
      })
    }
  }
  return {hunks, binary: undefined, end: at}
}

/**
 * Behind the content after and, where it is there, the content before: each `literal 12` or `delta 12`, lines of base 85,
 * a blank line. None of those lines looks like a header.
 */
function endOfBinary(lines: readonly string[], start: number): number {
  let at = start
  while (/^(?:literal|delta) \d+$/.test(lines[at] ?? '')) {
    while (at < lines.length && lines[at] !== '') at++
    at++
  }
  return at
}
