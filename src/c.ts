/**
 * `uapidoc/c`: C declarations as a tree with exact places, and their layout on nine ABIs.
 *
 * ```ts
 * import {abiNamed, compositeOf, definitions, layoutOf, parseC, resolveNothing} from 'uapidoc/c'
 *
 * const file = parseC('struct pair { __u32 first; __u64 second; };', 'pair.h')
 * for (const found of definitions(file.items)) {
 *   if (found.kind !== 'composite') continue
 *   const result = layoutOf(compositeOf(found.specifier, file), abiNamed('x86-64'), resolveNothing)
 *   if (result.ok) console.log(result.layout.size, result.layout.holes)
 * }
 * ```
 *
 * Nothing here throws, whatever the text: what is no declaration is in `unread`, and a struct that has no layout says why.
 */

export {
  type Abi,
  type AbiName,
  abiNamed,
  abis,
  decodeIoctl,
  encodeIoctl,
  type FieldLayout,
  type Hole,
  type IoctlNumber,
  type Layout,
  type LayoutError,
  type LayoutResult,
  layoutOf,
  type Resolve,
  resolveNothing,
  type TypedefDefinition,
} from './abi/index.ts'
export type {
  ArrayLength,
  ArrayType,
  BitFieldType,
  CompositeType,
  EnumType,
  Field,
  FlexibleArrayType,
  IntegerType,
  Place,
  PointerType,
  Type,
  TypedefType,
} from './model/index.ts'
export {
  type Attributes,
  type Branch,
  type CFile,
  type CompositeSpecifier,
  type Conditional,
  type Conversion,
  canonicalInteger,
  commentOf,
  compositeOf,
  type Declaration,
  type Declarator,
  type Define,
  definitions,
  type Enumerator,
  type EnumItem,
  type EnumSpecifier,
  type Environment,
  evaluate,
  type Found,
  fieldsOf,
  type Item,
  Kind,
  type PreprocessingToken,
  parseC,
  parseFragments,
  preprocessingTokensOf,
  type Slice,
  SourceText,
  type Specifier,
  sameInteger,
  type TokenRange,
  type Tokens,
  tokenize,
  tokenText,
  type Unread,
  type Value,
} from './read/c/index.ts'
