/** Scanning C files: functions without their bodies, and bodies of those that somebody asks for as small trees. */

export type {AggregateSource, InitialiserSource, TopLevelCall} from './aggregates.ts'
export type {Definition, DirectiveBranch} from './conditionals.ts'
export type {FunctionSource} from './functions.ts'
export {type Parameter, parseExpressionText, parseStatementsText} from './parse.ts'
export {ScannedFile} from './scanned-file.ts'
export type {
  Block,
  Call,
  Expression,
  Initialiser,
  LocalDeclaration,
  Loop,
  Statement,
  Switch,
} from './syntax.ts'
