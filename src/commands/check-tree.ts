/** The main job without its command line: a tree in, findings out. */

import {type IdentifiedFinding, identify, inOrder, type LinesOf} from '../findings/index.ts'
import {type Architecture, architectures, type Tree} from '../model/index.ts'
import {checkTree as checkRules} from '../rules/index.ts'
import {readTree} from './stub.ts'

export interface TreeOptions {
  /** The document and the header to compare, relative to the tree; KVM's where left out. */
  readonly document?: string
  readonly header?: string
  /** All where left out. */
  readonly architectures?: readonly Architecture[]
  /** Ids of the rules to ask; every rule where left out. */
  readonly rules?: ReadonlySet<string>
}

export const defaults = {
  document: 'Documentation/virt/kvm/api.rst',
  header: 'include/uapi/linux/kvm.h',
  architectures,
} as const

export interface CheckResult {
  readonly findings: readonly IdentifiedFinding[]
  readonly linesOf: LinesOf
}

/** Throws `InputError` where the tree has no such document or header. */
export function checkTree(tree: Tree, {rules, ...options}: TreeOptions = {}): CheckResult {
  const findings = checkRules(readTree(tree, {...defaults, ...options}), rules)
  const linesOf = linesOfTree(tree)
  return {findings: identify(inOrder(findings), linesOf), linesOf}
}

/** Reads a file again only when a finding stands in it, and splits it once. */
function linesOfTree(tree: Tree): LinesOf {
  const known = new Map<string, readonly string[]>()
  return (file) => {
    const lines = known.get(file) ?? tree.read(file)?.split(/\r?\n/) ?? []
    known.set(file, lines)
    return lines
  }
}
