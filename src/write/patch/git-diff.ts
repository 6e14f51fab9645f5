/** One file's change as git writes it: the diff with its header, and the numbers for the diffstat. */

import {Buffer} from 'node:buffer'
import {createHash} from 'node:crypto'
import {formatPatch, OMIT_HEADERS, structuredPatch} from 'diff'

export interface FileChange {
  /** Relative to the tree, with `/`. */
  readonly file: string
  readonly before: string
  readonly after: string
}

export interface GitDiff {
  /** From `diff --git` on. */
  readonly text: string
  /** Lines. */
  readonly added: number
  readonly removed: number
}

/** The mode of a regular file that is no program; a document has no other. */
const mode = '100644'

export function gitDiff({file, before, after}: FileChange): GitDiff {
  const [old, now] = [quotedPath(`a/${file}`), quotedPath(`b/${file}`)]
  const patch = structuredPatch(file, file, before, after, undefined, undefined, {context: 3})
  const lines = patch.hunks.flatMap((hunk) => hunk.lines)
  const header = [
    `diff --git ${old} ${now}`,
    `index ${blobId(before)}..${blobId(after)} ${mode}`,
    `--- ${old}${behindPath(old)}`,
    `+++ ${now}${behindPath(now)}`,
  ]
  return {
    text: `${header.join('\n')}\n${formatPatch(patch, OMIT_HEADERS)}`,
    added: lines.filter((line) => line.startsWith('+')).length,
    removed: lines.filter((line) => line.startsWith('-')).length,
  }
}

/** What git calls the file's content, as long as the kernel abbreviates it; `git am --3way` finds its base by that. */
function blobId(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex').slice(0, 12)
}

/** As C quotes a string, where git would do so: `core.quotePath` in git-config(1). */
function quotedPath(path: string): string {
  const quoted = [...Buffer.from(path)].map((byte) => {
    const character = String.fromCharCode(byte)
    if (character === '"' || character === '\\') return `\\${character}`
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : character
  })
  const text = quoted.join('')
  return text === path ? path : `"${text}"`
}

/** A tab says that a blank before it belongs to the path; what is quoted needs none. */
const behindPath = (path: string): string => (path.includes(' ') && !path.startsWith('"') ? '\t' : '')

/** `git diff --stat`. */
export function diffStat(changes: readonly (Pick<FileChange, 'file'> & Pick<GitDiff, 'added' | 'removed'>)[]): string {
  const widest = Math.max(...changes.map(({file}) => file.length))
  const most = Math.max(...changes.map(({added, removed}) => added + removed))
  const digits = String(most).length
  // 80 columns less the name, the bar and the number; as git does, every sign stands for several lines if it must.
  const room = Math.max(10, 80 - widest - digits - 6)
  const scale = (count: number): number => (most <= room ? count : Math.ceil((count * room) / most))
  const lines = changes.map(({file, added, removed}) => {
    const graph = '+'.repeat(scale(added)) + '-'.repeat(scale(removed))
    return ` ${file.padEnd(widest)} | ${String(added + removed).padStart(digits)} ${graph}\n`
  })
  const added = sum(changes.map((change) => change.added))
  const removed = sum(changes.map((change) => change.removed))
  const parts = [
    counted(changes.length, 'file changed', 'files changed'),
    ...(added > 0 || removed === 0 ? [counted(added, 'insertion(+)', 'insertions(+)')] : []),
    ...(removed > 0 || added === 0 ? [counted(removed, 'deletion(-)', 'deletions(-)')] : []),
  ]
  return `${lines.join('')} ${parts.join(', ')}\n`
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
