/**
 * `uapidoc/c`: C declarations as data. `parseC` reads a header, `definitions` finds what it defines, `compositeOf` makes a
 * struct a type, and `layoutOf` says where its members lie on an ABI. No text makes any of it throw.
 */

export {
  type Abi,
  abiNamed,
  abis,
  decodeIoctl,
  encodeIoctl,
  type Hole,
  type IoctlNumber,
  type Layout,
  type LayoutError,
  type LayoutResult,
  layoutOf,
  type Resolve,
  resolveNothing,
} from './abi/index.ts'
export type {CompositeType, Field, Type} from './model/index.ts'
export type * from './read/c/index.ts'
export {
  commentOf,
  compositeOf,
  definitions,
  evaluate,
  fieldsOf,
  parseC,
  parseFragments,
  SourceText,
} from './read/c/index.ts'
