/** Reading C: tokens, declarations, conditionals. Text in, data out; no input makes it throw. */

export type * from './ast.ts'
export type {Dialect} from './cursor.ts'
export {parseC, parseEnumerators, parseFragments, parseMembers} from './parse.ts'
export {SourceText} from './source-text.ts'
export {type Comments, Kind, type TokenRange, type Tokens, tokenIs, tokenText} from './token.ts'
export {type Slice, tokenize, tokenizeFragments} from './tokenize.ts'
