/** Reading C: tokens, declarations, conditionals. Text in, data out; no input makes it throw. */

export {SourceText} from './source-text.ts'
export {type Comments, Kind, type Tokens, tokenIs, tokenText} from './token.ts'
export {type TokenizeOptions, tokenize} from './tokenize.ts'
