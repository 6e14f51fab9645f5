/** Every command by name; each is a chunk of its own, loaded when it is called. */

import type {Series, Tree} from '../model/index.ts'
import type {ClaimOptions, ClaimResult} from '../reference/index.ts'
import type {Rendering} from '../write/index.ts'
import type {CheckResult, TreeOptions} from './check-tree.ts'
import type {Command} from './command.ts'
import type {ReviewOptions, ReviewResult} from './review-mails.ts'

export type {CheckResult, TreeOptions} from './check-tree.ts'
export type {Command, ExitStatus, Output, World} from './command.ts'
export type {ReviewOptions, ReviewResult} from './review-mails.ts'
export type {Rendering}

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
  const {checkTree} = await import('./check-tree.ts')
  return checkTree(await treeOf(tree), options)
}

async function treeOf(tree: Tree | string): Promise<Tree> {
  if (typeof tree !== 'string') return tree
  const {openTree} = await import('../tree/index.ts')
  return (await openTree(tree, '.')).tree
}

/**
 * `uapidoc review` as a function: `content` is one mail or many, as git format-patch, lore or a mail program stores them.
 * Throws `InputError` where the tree is none of this interface.
 */
export async function review(content: string | Uint8Array, options?: ReviewOptions): Promise<ReviewResult> {
  const [{reviewMails}, {findMails}] = await Promise.all([import('./review-mails.ts'), import('../read/mail/index.ts')])
  return reviewMails(findMails(content, '-'), options)
}

/**
 * `uapidoc render` as a function: the sections of a version of a series, the last one where none is named, and what they
 * change in a tree, of which nothing is written. `templates` is where the package has them. Throws `InputError` where there
 * is no such version, or the tree has no place for it.
 */
export async function render(
  series: Series,
  tree: Tree | string,
  templates: URL,
  version?: string,
): Promise<Rendering> {
  const [{renderInto}, {versionOf}] = await Promise.all([import('./render-series.ts'), import('../series/index.ts')])
  return renderInto(await treeOf(tree), versionOf(series, version), templates)
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
