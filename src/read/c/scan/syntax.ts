/**
 * The tree of a function's body: statements and expressions as they are written, macros not expanded, conditionals of the
 * preprocessor as statements. Offsets are into the whole file, `end` behind the last character.
 */

export type Expression =
  | Name
  | Constant
  | Unary
  | Binary
  | Ternary
  | Call
  | Member
  | Subscript
  | Cast
  | TypeOperand
  | Initialiser
  | StatementExpression
  | Unread

interface Node {
  readonly start: number
  readonly end: number
}

export interface Name extends Node {
  readonly kind: 'name'
  readonly name: string
}

/** A number, a character or a string, as written. */
export interface Constant extends Node {
  readonly kind: 'constant'
  readonly text: string
}

/** `-x`, `!x`, `*x`, `&x`, `++x`, `sizeof x`; `x++` is the operator `post++`. */
export interface Unary extends Node {
  readonly kind: 'unary'
  readonly operator: string
  readonly operand: Expression
}

/** Operators of two operands; assignments (`=`, `|=`) and `,` too. */
export interface Binary extends Node {
  readonly kind: 'binary'
  readonly operator: string
  readonly left: Expression
  readonly right: Expression
}

/** `test ? then : otherwise`; gcc's `test ?: otherwise` has no `then`. */
export interface Ternary extends Node {
  readonly kind: 'ternary'
  readonly test: Expression
  readonly then: Expression | undefined
  readonly otherwise: Expression
}

export interface Call extends Node {
  readonly kind: 'call'
  readonly callee: Expression
  readonly arguments: readonly Expression[]
}

/** `object.name`, or `object->name`. */
export interface Member extends Node {
  readonly kind: 'member'
  readonly object: Expression
  readonly arrow: boolean
  readonly name: string
}

export interface Subscript extends Node {
  readonly kind: 'subscript'
  readonly object: Expression
  readonly index: Expression
}

export interface Cast extends Node {
  readonly kind: 'cast'
  readonly type: string
  readonly operand: Expression
}

/** A type where an expression may stand: the operand of `sizeof`, an argument of `container_of`. */
export interface TypeOperand extends Node {
  readonly kind: 'type'
  readonly type: string
}

/** `{1, .a = 2, [B] = 3}`; also of a compound literal. */
export interface Initialiser extends Node {
  readonly kind: 'initialiser'
  readonly items: readonly InitialiserItem[]
}

export interface InitialiserItem {
  /** The last member of the designation. */
  readonly member: string | undefined
  readonly value: Expression
}

/** gcc's `({ … })`. */
export interface StatementExpression extends Node {
  readonly kind: 'block-expression'
  readonly body: Block
}

export type Statement =
  | Block
  | ExpressionStatement
  | LocalDeclaration
  | If
  | Switch
  | Case
  | Label
  | Loop
  | Return
  | Goto
  | Jump
  | Conditional
  | Unread

export interface Block extends Node {
  readonly kind: 'block'
  readonly items: readonly Statement[]
  /** Whether control may come in other than from above: a label, or a `case` of a switch around it. */
  readonly entered: boolean
}

export interface ExpressionStatement extends Node {
  readonly kind: 'expression'
  readonly expression: Expression
}

export interface LocalDeclaration extends Node {
  readonly kind: 'declaration'
  /** Type words without qualifiers, joined by blanks: `struct kvm_regs`, `u32`. */
  readonly type: string
  /** Of a struct or union that is defined in place. */
  readonly members: readonly LocalDeclaration[]
  readonly declarators: readonly LocalDeclarator[]
}

export interface LocalDeclarator {
  readonly name: string
  readonly pointer: boolean
  readonly value: Expression | undefined
}

export interface If extends Node {
  readonly kind: 'if'
  readonly test: Expression
  readonly then: Statement
  readonly otherwise: Statement | undefined
  readonly entered: boolean
}

export interface Switch extends Node {
  readonly kind: 'switch'
  readonly subject: Expression
  readonly body: Statement
  readonly entered: boolean
}

/** `case value:`, `case value ... last:`, or `default:` without a value. What follows is the next statement of the block. */
export interface Case extends Node {
  readonly kind: 'case'
  readonly value: Expression | undefined
}

export interface Label extends Node {
  readonly kind: 'label'
  readonly name: string
}

/** `while`, `do`, `for`, and macros that are followed by a statement: `kvm_for_each_vcpu(i, vcpu, kvm) …`. */
export interface Loop extends Node {
  readonly kind: 'loop'
  /** What runs before; a macro's call is here. */
  readonly before: readonly Statement[]
  readonly test: Expression | undefined
  readonly after: Expression | undefined
  readonly body: Statement
  /** `do`, or a macro whose name has no `for_each`: the body runs at least once. */
  readonly atLeastOnce: boolean
  readonly entered: boolean
}

export interface Return extends Node {
  readonly kind: 'return'
  readonly value: Expression | undefined
}

export interface Goto extends Node {
  readonly kind: 'goto'
  readonly label: string
}

export interface Jump extends Node {
  readonly kind: 'break' | 'continue'
}

/** `#if … #elif … #else … #endif` around whole statements. */
export interface Conditional extends Node {
  readonly kind: 'conditional'
  readonly branches: readonly ConditionalBranch[]
  readonly entered: boolean
}

export interface ConditionalBranch {
  /** The directive as written, `ifdef CONFIG_X`; `else`. */
  readonly directive: string
  readonly items: readonly Statement[]
}

/** What could not be read; it reaches to the next `;` or brace. */
export interface Unread extends Node {
  readonly kind: 'unread'
}
