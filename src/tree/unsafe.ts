/** Files of patches that nobody may write to, whatever the tree. */

import type {FileDiff, Tree} from '../model/index.ts'
import {Overlay} from './overlay.ts'

const empty: Tree = {
  name: 'an empty tree',
  read: () => undefined,
  readAll: () => new Map(),
  bytes: () => undefined,
  list: () => [],
}

/** Why, by file: a path that leads out of the tree, into git's own or through a link that the patches make. */
export function unsafeFiles(patches: readonly (readonly FileDiff[])[]): ReadonlyMap<FileDiff, string> {
  const unsafe = new Map<FileDiff, string>()
  let tree = new Overlay(empty)
  for (const [patch, files] of patches.entries()) {
    const result = tree.apply(files, {patch, fuzz: 0})
    tree = result.tree
    for (const verdict of result.verdicts) if (verdict.unsafe) unsafe.set(verdict.file, verdict.problem ?? '')
  }
  return unsafe
}
