/** Patches applied to a tree, as one patch whose hunks are whole files: what stands around the hunks is in sight. */

import {structuredPatch} from 'diff'
import type {FileDiff, Hunk, HunkLine, Line, Patch, Tree} from '../model/index.ts'
import {applySeries} from './review-tree.ts'

export interface AppliedPatches {
  readonly patches: readonly Patch[]
  /** A line for each file that does not apply: of that, the hunks are left. */
  readonly remarks: readonly string[]
}

/** `isMeant`: files that are nothing to the interface need not apply. */
export function appliedWhole(
  tree: Tree,
  patches: readonly Patch[],
  isMeant: (file: FileDiff) => boolean,
): AppliedPatches {
  const meant = patches.map((patch) => ({...patch, files: patch.files.filter(isMeant)}))
  const {overlay, remarks, failed} = applySeries(tree, meant, 0)
  const [first] = meant
  if (!first) return {patches: meant, remarks}
  const whole = overlay.touched.flatMap((path) => wholeFile(path, tree.read(path) ?? '', overlay.read(path)))
  const left = meant.map((patch) => ({...patch, files: patch.files.filter((file) => failed.has(file))}))
  return {patches: [{...first, files: whole}, ...left], remarks}
}

function wholeFile(path: string, before: string, after: string | undefined): readonly FileDiff[] {
  if (after === undefined) return []
  const {hunks} = structuredPatch(path, path, before, after, '', '', {context: Number.POSITIVE_INFINITY})
  const mailLine = 1 as Line
  return [
    {
      ...{before: path, after: path, operation: 'change', oldMode: undefined, newMode: undefined},
      ...{binary: undefined, oldBlob: undefined, mailLine},
      hunks: hunks.map(
        ({lines, oldStart, oldLines, newStart, newLines}): Hunk => ({
          ...{oldStart, oldLines, newStart, newLines, heading: '', mailLine},
          lines: lines.flatMap(lineOf),
        }),
      ),
    },
  ]
}

const kinds: Readonly<Record<string, HunkLine['kind']>> = {' ': 'context', '+': 'added', '-': 'removed'}

/** `\ No newline at end of file` is no line. */
function lineOf(line: string): readonly HunkLine[] {
  const kind = kinds[line.charAt(0)]
  return kind ? [{kind, text: line.slice(1), mailLine: 1 as Line}] : []
}
