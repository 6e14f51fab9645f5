/** Every command by name; each is a chunk of its own, loaded when it is called. */

import type {Series, Tree} from '../model/index.ts'
import type {ClaimOptions, ClaimResult} from '../reference/index.ts'
import type {CheckResult, TreeOptions} from './check-tree.ts'
import type {Command} from './command.ts'

export type {CheckResult, TreeOptions} from './check-tree.ts'
export type {Command, ExitStatus, Output, World} from './command.ts'

export interface CommandEntry {
  /** One line, for `uapidoc --help`. */
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const commands: Readonly<Record<string, CommandEntry>> = {
  check: {
    summary: 'document against header and implementation',
    load: async () => (await import('./check.ts')).check,
  },
  review: {
    summary: 'a patch series, as its maintainers would read it',
    load: async () => (await import('./review.ts')).review,
  },
  render: {
    summary: "a series' sections, in a tree or as patches",
    load: async () => (await import('./render.ts')).render,
  },
  diff: {
    summary: 'what differs between two versions of a series',
    load: async () => (await import('./diff.ts')).diff,
  },
  simulate: {
    summary: 'a series runs: traces, claims, the real kernel',
    load: async () => (await import('./simulate.ts')).simulate,
  },
  import: {
    summary: "a series' typed data, out of real patches",
    load: async () => (await import('./import.ts')).importCommand,
  },
  explain: {
    summary: "a rule's page, or all rules",
    load: async () => (await import('./explain.ts')).explain,
  },
}

/**
 * `uapidoc check` as a function: a directory, a git revision of the repository around the current directory, or any
 * tree that can be read. Throws `InputError` where there is no such tree, document or header.
 */
export async function check(tree: Tree | string, options?: TreeOptions): Promise<CheckResult> {
  const [{checkTree}, {openTree}] = await Promise.all([import('./check-tree.ts'), import('../tree/index.ts')])
  return checkTree(typeof tree === 'string' ? (await openTree(tree, '.')).tree : tree, options)
}

/**
 * `uapidoc simulate --claims` as a function: every claim of a version of a series, the last one where none is named, with what
 * became of it. Throws `InputError` where there is no such version, behaviour or property.
 */
export async function simulate(
  series: Series,
  version?: string,
  options?: ClaimOptions,
): Promise<readonly ClaimResult[]> {
  const [{checkClaims}, {versionOf}] = await Promise.all([
    import('../reference/index.ts'),
    import('../series/index.ts'),
  ])
  return checkClaims(series, versionOf(series, version), options)
}
