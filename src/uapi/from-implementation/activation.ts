/**
 * One run of a function, for all values at once: what its variables may be at a point, what it may return, which `case`s
 * took the selector, what it copied. Statements and expressions are run by `execute.ts` and `evaluate.ts`.
 */

import type {Block, ScannedFile, Switch} from '../../read/c/index.ts'
import type {FunctionEntry} from './function-index.ts'
import type {Program} from './program.ts'
import {join, nothing, type Value} from './value.ts'

/** Variables by name; `u.lapic` for members of local unions. A variable that is not there holds nobody knows what. */
export type State = Map<string, Value>

/** `case KVM_GET_REGS:` or `ioctl == KVM_GET_REGS`, that held. */
export interface Hit {
  readonly file: ScannedFile
  readonly start: number
  readonly end: number
}

/** A constant that a dispatcher knows. */
export interface Label extends Hit {
  /** The switch, where it is a `case`. */
  readonly of: Switch | undefined
}

export interface CopyEvidence {
  readonly direction: 'in' | 'out'
  readonly type: string | undefined
  readonly file: ScannedFile
  readonly start: number
  readonly end: number
}

/** What a call of a function comes to. */
export interface Summary {
  readonly value: Value
  readonly hits: readonly Hit[]
  readonly copies: readonly CopyEvidence[]
  /** The argument went somewhere that was not followed. */
  readonly escapes: boolean
  /** The function itself and those below it that compared the selector with constants. */
  readonly dispatchers: readonly Dispatcher[]
  /** On another architecture it may come to something else. */
  readonly specific: boolean
  /** The hook that the ioctl is there for says that all went well, and does nothing. */
  readonly idle: boolean
}

/** A function that knows constants that the selector may be, and how it was called. */
export interface Dispatcher {
  readonly entry: FunctionEntry
  readonly values: readonly Value[]
  readonly labels: ReadonlyMap<string, Label>
  /** What it returns is only tested: it tells selectors apart, but does not serve them. */
  readonly tested: boolean
}

export interface Activation {
  readonly interpreter: Interpreter
  readonly entry: FunctionEntry
  readonly file: ScannedFile
  readonly body: Block
  /** Calls below this one that are still followed. */
  readonly depth: number
  /** Types of variables, as declarations come by: `struct kvm_regs`, without stars. */
  readonly types: Map<string, string>
  /** States of those who jumped to a label. */
  readonly jumps: Map<string, State>
  /** Labels that were passed in this round; a jump to one of them asks for another round. */
  readonly passed: Set<string>
  again: boolean
  returns: Value
  readonly hits: Map<number, Hit>
  readonly copies: Map<number, CopyEvidence>
  readonly below: Summary[]
  /** The constants that the selector was compared with. */
  readonly labels: Map<string, Label>
  escapes: boolean
  specific: boolean
  idle: boolean
  /** The loops and switches around the statement that runs, innermost last. */
  readonly scopes: Scope[]
}

export type Scope = LoopScope | SwitchScope

interface LoopScope {
  readonly kind: 'loop'
  leave: State | undefined
  repeat: State | undefined
}

export interface SwitchScope {
  readonly kind: 'switch'
  leave: State | undefined
  readonly entry: State
  /** Control comes to the switch from above. */
  readonly reachable: boolean
  /** The constant that is switched on, where it is known. */
  readonly value: string | undefined
  /** Whether that constant is the selector. */
  readonly selected: boolean
  /** Whether a `case` has that constant. */
  readonly matched: boolean
  sawDefault: boolean
}

/**
 * How far calls are followed. `dispatch`: as long as they pass the selector on, and into functions that are so short that
 * they can only be stubs. `handler`: also where they pass the argument on or return what is returned, with their helpers.
 */
export type Extent = 'dispatch' | 'handler'

/** Who runs functions; see `interpreter.ts`. */
export interface Interpreter {
  readonly extent: Extent
  readonly program: Program
  /** The constant that is asked about: an ioctl, a capability. */
  readonly selector: string
  /** Runs what a call may run, and joins. */
  call(entries: readonly FunctionEntry[], values: readonly Value[], depth: number): Summary
}

export function activate(interpreter: Interpreter, entry: FunctionEntry, depth: number): Activation {
  return {
    interpreter,
    entry,
    file: entry.file,
    body: entry.file.body(entry.source),
    depth,
    types: new Map(),
    jumps: new Map(),
    passed: new Set(),
    again: false,
    returns: nothing,
    hits: new Map(),
    copies: new Map(),
    below: [],
    labels: new Map(),
    escapes: false,
    specific: false,
    idle: false,
    scopes: [],
  }
}

export function joinStates(left: State | undefined, right: State | undefined): State | undefined {
  if (left === undefined || left === right) return right
  if (right === undefined) return left
  const joined = new Map(left)
  for (const [name, value] of right) {
    const known = left.get(name)
    if (known !== value) joined.set(name, known === undefined ? value : join(known, value))
  }
  return joined
}
