/** Scanning C files: functions without their bodies, and bodies of those that somebody asks for as small trees. */

export type {Definition, DirectiveBranch} from './conditionals.ts'
export {type Parameter, parseExpressionText} from './parse.ts'
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
export type {AggregateSource, FunctionSource, InitialiserSource, TopLevelCall} from './top-level.ts'
