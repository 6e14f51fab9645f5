/**
 * The tree of a C file: declarations as they are written, conditionals as nodes, expressions and macro bodies as runs of
 * tokens. Nothing is expanded and nothing is looked up. Offsets are into the whole text, `end` behind the last character.
 */

import type {SourceText} from './source-text.ts'
import type {TokenRange, Tokens} from './token.ts'
import type {Slice} from './tokenize.ts'

export interface CFile {
  readonly source: SourceText
  readonly tokens: Tokens
  readonly items: readonly Item[]
  /** What was skipped, in source order. */
  readonly unread: readonly Unread[]
}

/** A part that was skipped because it is no declaration that we know. */
export interface Unread extends Slice {
  readonly reason: string
}

/** What stands at file scope or between the braces of a struct. */
export type Item =
  | Declaration
  | FunctionDefinition
  | Define
  | Undef
  | Include
  | OtherDirective
  | Conditional<Item>
  | MacroCall
  | Split
  | StructGroup
  | Linkage
  | Assertion
  | Elision

/** What stands between the braces of an enum. */
export type EnumItem =
  | Enumerator
  | Define
  | Undef
  | Include
  | OtherDirective
  | Conditional<EnumItem>
  | MacroCall
  | Elision

/** `struct a {…};`, `typedef int b, *c;`, `__u32 d:3, e[2];`: one specifier, any number of declarators. */
export interface Declaration extends Slice {
  readonly kind: 'declaration'
  readonly storage: 'typedef' | 'extern' | 'static' | undefined
  readonly specifier: Specifier
  readonly declarators: readonly Declarator[]
  /** Words that are neither keyword, type nor name: macros that only expansion can tell. */
  readonly macros: readonly string[]
  /** All of it. */
  readonly tokens: TokenRange
}

export type Specifier = NamedSpecifier | CompositeSpecifier | EnumSpecifier | TypeofSpecifier

/** `unsigned long`, `__u32`, `kvm_handle_t`. */
export interface NamedSpecifier extends Slice {
  readonly kind: 'name'
  /** The words in their order, qualifiers left out, joined by blanks. */
  readonly name: string
  /** Of the specifier as a whole, which each of its declarators gets. */
  readonly attributes: Attributes
}

export interface CompositeSpecifier extends Slice {
  readonly kind: 'struct' | 'union'
  readonly tag: Name | undefined
  /** `undefined`: only named, not defined. */
  readonly items: readonly Item[] | undefined
  /** False where the closing brace is missing. */
  readonly closed: boolean
  readonly attributes: Attributes
}

export interface EnumSpecifier extends Slice {
  readonly kind: 'enum'
  readonly tag: Name | undefined
  readonly items: readonly EnumItem[] | undefined
  readonly closed: boolean
  readonly attributes: Attributes
}

export interface TypeofSpecifier extends Slice {
  readonly kind: 'typeof'
  readonly operand: TokenRange
  readonly attributes: Attributes
}

export interface Name extends Slice {
  readonly text: string
}

export interface Declarator extends Slice {
  /** Absent in an unnamed bit-field and in a type name. */
  readonly name: Name | undefined
  /** From the name outwards: `*a[3]` is an array of pointers, `[array, pointer]`. */
  readonly derivations: readonly Derivation[]
  /** A bit-field's. */
  readonly width: TokenRange | undefined
  readonly attributes: Attributes
  /** The function-like macro that stands around the name: `HINT_UNSAFE_IN_KVM`. */
  readonly wrapper: string | undefined
}

export type Derivation =
  | {readonly kind: 'pointer'}
  | {readonly kind: 'array'; readonly length: TokenRange | undefined}
  | {readonly kind: 'function'}

export interface Attributes {
  readonly packed: boolean
  /** Operands of `aligned`; an empty one is the largest alignment of the machine. */
  readonly aligned: readonly TokenRange[]
}

export interface Enumerator extends Slice {
  readonly kind: 'enumerator'
  readonly name: Name
  readonly value: TokenRange | undefined
  readonly tokens: TokenRange
}

export interface Define extends Slice {
  readonly kind: 'define'
  readonly name: Name
  /** `undefined`: object-like. A variadic parameter is `...`, or `name...`. */
  readonly parameters: readonly string[] | undefined
  readonly body: TokenRange
}

export interface Undef extends Slice {
  readonly kind: 'undef'
  readonly name: Name
}

export interface Include extends Slice {
  readonly kind: 'include'
  /** `linux/types.h`. */
  readonly path: string
  /** `<…>` or `"…"`. */
  readonly form: 'angle' | 'quote'
}

/** `#pragma`, `#error`, `#warning`, `#line`. */
export interface OtherDirective extends Slice {
  readonly kind: 'directive'
  readonly name: string
  readonly body: TokenRange
}

export interface Conditional<Inner> extends Slice {
  readonly kind: 'conditional'
  readonly branches: readonly Branch<Inner>[]
  /** False where the `#endif` is missing. */
  readonly closed: boolean
}

export interface Branch<Inner> extends Slice {
  readonly directive: 'if' | 'ifdef' | 'ifndef' | 'elif' | 'elifdef' | 'elifndef' | 'else'
  readonly condition: TokenRange
  readonly items: readonly Inner[]
}

/** A macro that stands where a declaration or an enumerator would. */
export interface MacroCall extends Slice {
  readonly kind: 'macro-call'
  readonly name: Name
  /** Without the parentheses; `undefined` where there are none. */
  readonly arguments: readonly TokenRange[] | undefined
  readonly tokens: TokenRange
}

/**
 * A declaration with directives in its middle, so that only a choice of branches makes it one:
 *
 * ```text
 *   #ifdef __KERNEL__
 *   struct user_pt_regs {
 *   #else
 *   struct pt_regs {
 *   #endif
 *           unsigned long regs[32]; };
 * ```
 */
export interface Split extends Slice {
  readonly kind: 'split'
  readonly pieces: readonly Piece[]
}

export type Piece = TokensPiece | Define | Undef | Include | OtherDirective | Conditional<Piece>

export interface TokensPiece extends Slice, TokenRange {
  readonly kind: 'tokens'
}

/** `__struct_group(TAG, NAME, ATTRS, MEMBERS…)`: the members twice, once without a name (include/uapi/linux/stddef.h). */
export interface StructGroup extends Slice {
  readonly kind: 'struct-group'
  readonly tag: Name | undefined
  readonly name: Name
  readonly attributes: Attributes
  readonly items: readonly Item[]
}

/** A function with its body, which is skipped. */
export interface FunctionDefinition extends Slice {
  readonly kind: 'function'
  readonly name: Name | undefined
}

/** `extern "C" {` and its brace; flat, because each usually stands in a conditional of its own. */
export interface Linkage extends Slice {
  readonly kind: 'linkage'
  readonly edge: 'open' | 'close'
}

/** `_Static_assert(…);`, `asm(…);`: nothing that a model needs. */
export interface Assertion extends Slice {
  readonly kind: 'assertion'
}

/** `...` where a document leaves members out. */
export interface Elision extends Slice {
  readonly kind: 'elision'
}
