/** What a translation unit collects: nodes of the tree, each with the tree that it belongs to and when it was read. */

import type {Place} from '../../model/index.ts'
import type {
  CompositeSpecifier,
  Declaration,
  Declarator,
  Define,
  Enumerator,
  EnumSpecifier,
  Origin,
  TokenRange,
} from '../../read/c/index.ts'
import type {Moment} from './macro-table.ts'

export interface DefinedMacro {
  readonly define: Define
  readonly origin: Origin
  /** Whether it stands at file scope, not between the braces of a struct or an enum. */
  readonly atFileScope: boolean
}

export interface DefinedComposite {
  readonly specifier: CompositeSpecifier
  /** The whole of it; a struct inside of another has only its own extent. */
  readonly declaration: Pick<Declaration, 'start' | 'end'>
  readonly origin: Origin
  /** When its last member was read. */
  readonly at: Moment
  /** What `#pragma pack(n)` said, bytes. */
  readonly pack: number | undefined
}

export interface DefinedType {
  readonly declaration: Declaration
  readonly declarator: Declarator
  readonly origin: Origin
  readonly at: Moment
  readonly pack: number | undefined
}

export interface DefinedEnum {
  readonly specifier: EnumSpecifier
  readonly members: readonly DefinedEnumerator[]
  readonly at: Moment
}

export interface DefinedEnumerator {
  readonly name: string
  readonly node: Enumerator
  readonly origin: Origin
  readonly value: TokenRange | undefined
}

/** An include that is not in the tree: of the C library, generated, or lacking. */
export interface MissingInclude {
  /** As it is written: `linux/compiler.h`. */
  readonly path: string
  readonly place: Place
}

/** Something in a header that is not as C wants it, or not as we can read it. */
export interface HeaderProblem {
  readonly message: string
  readonly place: Place
}
