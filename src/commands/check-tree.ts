/** The main job without its command line: a tree in, findings out. */

import {type IdentifiedFinding, identify, inOrder, type LinesOf} from '../findings/index.ts'
import {type Architecture, architectures, type Finding, type InputError, type Tree} from '../model/index.ts'
import {checkTree as checkRules} from '../rules/index.ts'
import {kvmDocument, kvmHeader, readTree, type TreeInput} from '../uapi/index.ts'

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
  document: kvmDocument,
  header: kvmHeader,
  architectures,
} as const

export interface CheckResult {
  readonly findings: readonly IdentifiedFinding[]
  readonly linesOf: (finding: Finding) => LinesOf
  /** Files that could not be read as text; the rest was read all the same. */
  readonly problems: readonly InputError[]
}

/** Throws `InputError` where the tree has no such document or header. */
export function checkTree(tree: Tree, {rules, ...options}: TreeOptions = {}): CheckResult {
  return judge(tree, readInput(tree, options), rules)
}

/** What is compared, with what could not be read of it. */
export interface ReadInput {
  readonly input: TreeInput
  /** Grows while rules ask for what is read only when it is asked for. */
  readonly problems: readonly InputError[]
}

/** Throws `InputError` where the tree has no such document or header. */
export function readInput(tree: Tree, options: Omit<TreeOptions, 'rules'>): ReadInput {
  const problems: InputError[] = []
  const forgiving = forgive(tree, (problem) => {
    if (!problems.some(({message}) => message === problem.message)) problems.push(problem)
  })
  const asked = {...defaults, ...options}
  // A header that is no text is refused as that, before a reader says that there is none.
  tree.read(asked.header)
  const input = readTree(forgiving, asked)
  return {input, problems}
}

export function judge(tree: Tree, {input, problems}: ReadInput, rules: ReadonlySet<string> | undefined): CheckResult {
  const linesOf = linesOfTree(tree)
  return {findings: identify(inOrder(checkRules(input, rules)), linesOf), linesOf: () => linesOf, problems}
}

/** The same tree, where one file among many that is no text does not keep the others from being read. */
function forgive(tree: Tree, keep: (problem: InputError) => void): Tree {
  return {
    name: tree.name,
    read: (path) => tree.read(path),
    readAll: (paths, refuse) =>
      tree.readAll(paths, (problem) => {
        keep(problem)
        refuse?.(problem)
      }),
    bytes: (path) => tree.bytes(path),
    list: (directory) => tree.list(directory),
  }
}

/** Reads a file again only when a finding stands in it, and splits it once. */
export function linesOfTree(tree: Tree): LinesOf {
  const known = new Map<string, readonly string[]>()
  return (file) => {
    const lines = known.get(file) ?? tree.read(file)?.split(/\r?\n/) ?? []
    known.set(file, lines)
    return lines
  }
}
