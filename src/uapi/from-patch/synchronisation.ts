/** How the code of patches orders accesses to members that they add: which lock it holds, which accessor it takes. */

import type {HostMember, Synchronisation} from '../../model/index.ts'
import type {Call, Expression, Statement} from '../../read/c/index.ts'
import {callsIn, expressionsOf, nameOfCall, piecesOf, sourceOf, statementsOf} from './code.ts'
import type {CodeHunk} from './code-hunk.ts'
import type {PatchFacts} from './facts.ts'

export interface ShownSynchronisation {
  /** As the code names it, without `&`: `kvm->slots_lock`. */
  readonly lock?: string
  readonly synchronisation?: Synchronisation
}

type Ways = readonly (readonly [function_: RegExp, way: Synchronisation])[]

const acquires: Ways = [
  [/^(?:read|write)_(?:try)?lock(?:_bh|_irq|_irqsave)?$/, 'rwlock'],
  [/^mutex_(?:try)?lock(?:_\w+)?$/, 'mutex'],
  [/^(?:raw_)?spin_(?:try)?lock(?:_\w+)?$/, 'spinlock'],
  [/^down_(?:read|write)(?:_\w+)?$/, 'rwsem'],
  [/^(?:write_seqcount_begin|read_seqcount_begin|write_seqlock\w*|read_seqbegin\w*|read_seqlock\w*)$/, 'seqcount'],
  [/^srcu_read_lock$/, 'srcu'],
  [/^rcu_read_lock$/, 'rcu'],
]

const releases =
  /^(?:(?:read|write|mutex|spin|raw_spin|srcu_read|rcu_read)_unlock|up_(?:read|write)|(?:read|write)_sequnlock|write_seqcount_end|read_seqcount_retry|read_seqretry)/

/** The classes of `guard(mutex)(&lock)` and `scoped_guard(mutex, &lock)`, as far as include/linux/cleanup.h users have them. */
const guards: ReadonlyMap<string, Synchronisation> = new Map([
  ['mutex', 'mutex'],
  ...['spinlock', 'spinlock_irq', 'spinlock_irqsave', 'raw_spinlock', 'raw_spinlock_irqsave'].map(
    (name) => [name, 'spinlock'] as const,
  ),
  ...['read_lock', 'write_lock'].map((name) => [name, 'rwlock'] as const),
  ...['rwsem_read', 'rwsem_write'].map((name) => [name, 'rwsem'] as const),
  ['srcu', 'srcu'],
  ['rcu', 'rcu'],
])

const accessors: Ways = [
  [/^srcu_dereference\w*$/, 'srcu'],
  [/^(?:rcu_dereference\w*|rcu_access_pointer|rcu_assign_pointer|rcu_replace_pointer|RCU_INIT_POINTER)$/, 'rcu'],
  [/^(?:READ_ONCE|WRITE_ONCE|smp_load_acquire|smp_store_release|xchg|(?:try_)?cmpxchg\w*)$/, 'atomic'],
  [/^(?:atomic(?:64|_long)?_\w+|refcount_\w+|kref_\w+|(?:test_and_)?(?:set|clear|change|test)_bit)$/, 'atomic'],
]

const waits: Ways = [
  [/^(?:synchronize_srcu\w*|call_srcu)$/, 'srcu'],
  [/^(?:synchronize_rcu\w*|call_rcu|kfree_rcu\w*)$/, 'rcu'],
]

/** What a variable is called that points to one of these, so that a member of another struct is none of theirs. */
const pointers: Readonly<Record<string, RegExp>> = {
  kvm: /\bkvm$/,
  kvm_vcpu: /\bvcpu$/,
  kvm_arch: /\bkvm->arch$|^\w+$/,
  kvm_vcpu_arch: /\bvcpu->arch$|^\w+$/,
}

const atomicTypes = new Set(['atomic_t', 'atomic64_t', 'atomic_long_t', 'refcount_t', 'kref'])
const lockTypes = /^(?:rwlock_t|(?:raw_)?spinlock_t|mutex|rw_semaphore|seq(?:count|lock)\w*|(?:srcu|swait|wait)\w*)$/

export function shownSynchronisation(member: HostMember, patches: readonly PatchFacts[]): ShownSynchronisation {
  const {type} = member.field
  const name = 'name' in type ? type.name : undefined
  if (name !== undefined && atomicTypes.has(name)) return {synchronisation: 'atomic'}
  if (name !== undefined && lockTypes.test(name)) return {}
  const accesses = patches.flatMap((input) => accessesOf(member, input))
  const [first, ...others] = accesses
  if (!first) return {}
  const ways = new Set(accesses.map(({way}) => way))
  for (const way of ['srcu', 'rcu'] as const) if (ways.has(way)) return {synchronisation: way}
  const common = first.held.filter((one) =>
    others.every(({held}) => held.some(({lock, way}) => lock === one.lock && way === one.way)),
  )
  const inner = common.at(-1)
  if (inner) return {...(inner.lock !== '' && {lock: inner.lock}), synchronisation: inner.way}
  return accesses.every(({way, held}) => way === 'atomic' || held.length > 0) && ways.has('atomic')
    ? {synchronisation: 'atomic'}
    : {}
}

interface Held {
  /** Empty where it has no name: `rcu_read_lock()`. */
  readonly lock: string
  readonly way: Synchronisation
}

interface Access {
  readonly held: readonly Held[]
  /** Of the accessor that it is given to. */
  readonly way: Synchronisation | undefined
}

/** Nobody else has what is being made or torn down. */
const alone = /(?:^|_)(?:init|create|alloc|new|destroy|free|release)(?:_|$)/

function accessesOf(member: HostMember, input: PatchFacts): readonly Access[] {
  const found: Access[] = []
  for (const {hunk, piece} of piecesOf(input)) {
    if (alone.test(piece.functionName ?? '')) continue
    const calls = statementsOf(piece.body).flatMap(callsIn).map(nameOfCall)
    const waited = waits.find(([pattern]) => calls.some((name) => name !== undefined && pattern.test(name)))?.[1]
    walk(piece.body, [], (expression, held) => {
      found.push(
        ...accessesIn(expression, member, hunk, held).map((access) => ({...access, way: waited ?? access.way})),
      )
      const own = expressionsOf({kind: 'expression', expression, start: expression.start, end: expression.end})
      return heldAfter(
        own.filter((one) => one.kind === 'call'),
        held,
        hunk,
      )
    })
  }
  return found
}

/** What is held after it. */
type Visit = (expression: Expression, held: readonly Held[]) => readonly Held[]

/** What a block acquires is held up to its end, or until it is released there; a branch that releases and leaves changes nothing. */
function walk(statement: Statement, held: readonly Held[], visit: Visit): readonly Held[] {
  switch (statement.kind) {
    case 'block': {
      let now = held
      for (const item of statement.items) now = walk(item, now, visit)
      return now
    }
    case 'conditional':
      for (const {items} of statement.branches) for (const item of items) walk(item, held, visit)
      return held
    case 'if':
      visit(statement.test, held)
      walk(statement.then, held, visit)
      if (statement.otherwise) walk(statement.otherwise, held, visit)
      return held
    case 'switch':
      visit(statement.subject, held)
      walk(statement.body, held, visit)
      return held
    case 'loop': {
      // `scoped_guard(mutex, &kvm->lock) { … }` is read as one.
      const within = statement.before.reduce((now, before) => walk(before, now, visit), held)
      for (const expression of [statement.test, statement.after]) if (expression) visit(expression, within)
      walk(statement.body, within, visit)
      return held
    }
    default:
      return expressionsIn(statement).reduce((now, expression) => visit(expression, now), held)
  }
}

function expressionsIn(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.expression]
    case 'declaration':
      return statement.declarators.flatMap(({value}) => value ?? [])
    case 'return':
    case 'case':
      return statement.value ? [statement.value] : []
    default:
      return []
  }
}

function heldAfter(calls: readonly Call[], held: readonly Held[], hunk: CodeHunk): readonly Held[] {
  let now = held
  for (const call of calls) {
    const taken = acquiredBy(call, hunk)
    if (taken) now = [...now, taken]
    else if (releases.test(nameOfCall(call) ?? '')) {
      const [lock] = lockIn(call.arguments, hunk)
      now = now.filter((one) => one.lock !== (lock ?? ''))
    }
  }
  return now
}

//   mutex_lock(&kvm->lock)    guard(mutex)(&kvm->lock)    scoped_guard(mutex, &kvm->lock)
function acquiredBy(call: Call, hunk: CodeHunk): Held | undefined {
  const name = nameOfCall(call)
  const guard =
    call.callee.kind === 'call' && nameOfCall(call.callee) === 'guard' ? call.callee.arguments[0] : undefined
  const [scope, ...rest] = name === 'scoped_guard' ? call.arguments : []
  const kind = guard ?? scope
  const way = kind
    ? guards.get(sourceOf(hunk, kind))
    : acquires.find(([pattern]) => name !== undefined && pattern.test(name))?.[1]
  return way && {lock: lockIn(scope ? rest : call.arguments, hunk)[0] ?? '', way}
}

function lockIn(operands: readonly Expression[], hunk: CodeHunk): readonly string[] {
  return operands.map((operand) => sourceOf(hunk, operand).replace(/^&\s*/, ''))
}

function accessesIn(
  expression: Expression,
  {name, struct}: HostMember,
  hunk: CodeHunk,
  held: readonly Held[],
): readonly Access[] {
  const all = expressionsOf({kind: 'expression', expression, start: expression.start, end: expression.end})
  return all.flatMap((one): Access[] => {
    if (one.kind !== 'member' || one.name !== name) return []
    if (pointers[struct]?.test(sourceOf(hunk, one.object)) === false) return []
    const around = all.filter((other) => other.kind === 'call' && other.start <= one.start && other.end >= one.end)
    const calls = around.flatMap((other) => (other.kind === 'call' ? (nameOfCall(other) ?? []) : []))
    const way = accessors.find(([pattern]) => calls.some((call) => pattern.test(call)))?.[1]
    return [{held, way}]
  })
}
