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

/** `git diff --stat` for one file. */
export function diffStat({file}: FileChange, {added, removed}: GitDiff): string {
  const total = added + removed
  // 80 columns less the name, the bar and the number; as git does, every sign stands for several lines if it must.
  const room = Math.max(10, 80 - file.length - String(total).length - 6)
  const scale = (count: number): number => (total <= room ? count : Math.ceil((count * room) / total))
  const graph = '+'.repeat(scale(added)) + '-'.repeat(scale(removed))
  const parts = [
    '1 file changed',
    ...(added > 0 || removed === 0 ? [`${added} ${added === 1 ? 'insertion' : 'insertions'}(+)`] : []),
    ...(removed > 0 || added === 0 ? [`${removed} ${removed === 1 ? 'deletion' : 'deletions'}(-)`] : []),
  ]
  return ` ${file} | ${total} ${graph}\n ${parts.join(', ')}\n`
}
