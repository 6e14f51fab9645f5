/** The package `uapidoc`: the commands as functions, and what shows their results. */

import {type Rendering, render as renderWith} from './commands/index.ts'
import type {Series, Tree} from './model/index.ts'

export {
  type CheckResult,
  check,
  type Rendering,
  type ReviewOptions,
  type ReviewResult,
  review,
  simulate,
  type TreeOptions,
} from './commands/index.ts'
export type {IdentifiedFinding, LinesOf} from './findings/index.ts'
export {
  type Architecture,
  architectures,
  type Finding,
  InputError,
  type Place,
  type RelatedPlace,
  type Severity,
  type Tree,
} from './model/index.ts'
export type {ClaimOptions, ClaimResult, Verdict} from './reference/index.ts'
export {
  type Appearance,
  type Format,
  formats,
  loadReporter,
  type Reporter,
  type Results,
  toVFiles,
} from './report/index.ts'
export {type RuleInfo as Rule, rules} from './rules/index.ts'
export {directoryTree, type OpenedTree, openTree} from './tree/index.ts'

/**
 * `uapidoc render` as a function: the sections of a version of a series, the last one where none is named, and what they
 * change in a tree, of which nothing is written. Throws `InputError` where there is no such version, or the tree has no place
 * for it.
 */
export function render(series: Series, tree: Tree | string, version?: string): Promise<Rendering> {
  return renderWith(series, tree, new URL('templates/', import.meta.url), version)
}
