/** Reading C: tokens, declarations, conditionals, and what they mean as types. Text in, data out; nothing makes it throw. */

export type * from './ast.ts'
export {commentOf} from './comment.ts'
export {
  type Conversion,
  compositeOf,
  declaredType,
  fieldsOf,
  layoutAttributes,
  namedType,
  type Origin,
} from './convert.ts'
export type {Dialect} from './cursor.ts'
export {type Choose, chosenItems, definitions, type Found} from './definition.ts'
export {type CastType, type Environment, evaluate, type Value, valueIn} from './evaluate.ts'
export {expand, type Macro, type MacroLookup} from './expand.ts'
export {alignedInteger, canonicalInteger, integerMeaning, sameInteger} from './integer.ts'
export {parseC, parseEnumerators, parseFragments, parseMembers} from './parse.ts'
export {
  joinTokenTexts,
  type PreprocessingToken,
  preprocessingTokens,
  preprocessingTokensOf,
  rangeText,
  writtenTokens,
} from './preprocessing-token.ts'
export * from './scan/index.ts'
export {SourceText} from './source-text.ts'
export {type Chosen, parseChosen, piecesOf} from './split.ts'
export {type Comments, firstFrom, Kind, type TokenRange, type Tokens, tokenText} from './token.ts'
export {type Slice, tokenize} from './tokenize.ts'
