/**
 * A hunk, counted by its header: within the counts a line is content whatever it looks like.
 *
 * ```text
 *   @@ -5937,6 +5937,4 @@ struct kvm_run {
 *   --- a      ^a line `-- a` that is taken out, no header
 *   \ No newline at end of file
 * ```
 */

import type {Hunk, HunkLine, Line} from '../../model/index.ts'

export interface HunkResult {
  readonly hunk: Hunk
  /** Index behind its last line. */
  readonly end: number
  /** Why it cannot be applied. */
  readonly problem: string | undefined
}

const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/

/** A line beyond it is of no text. */
const farthest = 2 ** 31

const kinds: Readonly<Record<string, HunkLine['kind']>> = {' ': 'context', '+': 'added', '-': 'removed', '': 'context'}

export function readHunk(
  lines: readonly string[],
  start: number,
  mailLine: (index: number) => Line,
): HunkResult | undefined {
  const match = header.exec(lines[start] ?? '')
  if (!match) return undefined
  const [, oldStart, oldCount = '1', newStart, newCount = '1', heading = ''] = match
  const [oldLines, newLines] = [Number(oldCount), Number(newCount)]
  const read: HunkLine[] = []
  let left = {old: oldLines, new: newLines}
  let at = start + 1
  const isFar = Math.max(Number(oldStart), Number(newStart), oldLines, newLines) > farthest
  let problem = isFar ? 'Unexpected line number in a hunk, expected one that a file has' : undefined
  while (left.old > 0 || left.new > 0 || isMarker(lines, at)) {
    const line = lines[at]
    const kind = line === undefined ? undefined : kinds[line.charAt(0)]
    if (isMarker(lines, at)) {
      const last = read.pop()
      if (last) read.push({...last, noNewline: true})
      at++
      continue
    }
    const rest = kind && remaining(left, kind)
    if (line === undefined || kind === undefined || !rest || rest.old < 0 || rest.new < 0) {
      problem = `Unexpected ${line === undefined ? 'end of the mail' : 'line'} in a hunk, expected ${missing(left)}`
      break
    }
    read.push({kind, text: line.slice(1), mailLine: mailLine(at)})
    left = rest
    at++
  }
  const hunk = {
    oldStart: isFar ? 1 : Number(oldStart),
    oldLines,
    newStart: isFar ? 1 : Number(newStart),
    newLines,
    heading,
    lines: read,
    mailLine: mailLine(start),
  }
  return {hunk, end: at, problem}
}

/** `\ No newline at end of file` in any language: git knows it by the twelve characters that are left at least (apply.c). */
function isMarker(lines: readonly string[], at: number): boolean {
  return lines[at]?.startsWith('\\ ') === true && lines.slice(at, at + 12).join('\n').length >= 12
}

interface Counts {
  readonly old: number
  readonly new: number
}

function remaining(left: Counts, kind: HunkLine['kind']): Counts {
  return {old: left.old - (kind === 'added' ? 0 : 1), new: left.new - (kind === 'removed' ? 0 : 1)}
}

function missing({old, new: added}: Counts): string {
  const [common, rest] = [Math.min(old, added), Math.max(old, added)]
  return `${rest} more line${rest === 1 ? '' : 's'}${common < rest ? ` (${old} old, ${added} new)` : ''}`
}
