/** The package `uapidoc`: the commands as functions, and what shows their results. */

export {type CheckResult, check, simulate, type TreeOptions} from './commands/index.ts'
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
export {type Rule, rules} from './rules/index.ts'
export {directoryTree, type OpenedTree, openTree} from './tree/index.ts'
