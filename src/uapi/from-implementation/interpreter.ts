/**
 * Runs functions of one architecture for all values at once, with one constant known: the ioctl or the capability that is
 * asked about. Calls are followed to a bounded depth; what was not followed may return anything.
 */

import {
  type Activation,
  activate,
  type CopyEvidence,
  type Extent,
  type Interpreter,
  joinStates,
  type State,
  type Summary,
} from './activation.ts'
import {execute} from './execute.ts'
import type {FunctionEntry} from './function-index.ts'
import type {Program} from './program.ts'
import {isNothing, join, nothing, truthValue, unknown, type Value} from './value.ts'

/** Rounds until jumps backwards settle. */
const maximumRounds = 4

/** Of what was not run. */
export const empty: Summary = {
  value: unknown,
  hits: [],
  copies: [],
  escapes: false,
  dispatchers: [],
  specific: false,
  idle: false,
}

/** Of a function that is being run: it may come to anything. */
const recursion: Summary = {...empty, specific: true}

/** A selector that no dispatcher knows: it takes the way of those that nobody serves. */
export const nobody = '?'

/** Summaries by function and arguments; the selector is among the arguments where a function gets to know it. */
export interface Memory {
  readonly summaries: Map<string, Summary>
  readonly numbers: Map<FunctionEntry, number>
}

export function newMemory(): Memory {
  return {summaries: new Map(), numbers: new Map()}
}

export class Run implements Interpreter {
  readonly program: Program
  readonly selector: string
  readonly extent: Extent
  readonly #memory: Memory

  constructor(program: Program, selector: string, extent: Extent, memory: Memory) {
    this.program = program
    this.selector = selector
    this.extent = extent
    this.#memory = memory
  }

  call(entries: readonly FunctionEntry[], values: readonly Value[], depth: number): Summary {
    const [only] = entries
    if (only !== undefined && entries.length === 1) return this.#one(only, values, depth)
    return joinSummaries(entries.map((entry) => this.#one(entry, values, depth)))
  }

  #one(entry: FunctionEntry, values: readonly Value[], depth: number): Summary {
    return this.#asNobody(entry, values, depth) ?? this.#known(entry, values, depth)
  }

  /** Where a function gets the selector and neither it nor what it calls knows it, it does what it does for nobody's. */
  #asNobody(entry: FunctionEntry, values: readonly Value[], depth: number): Summary | undefined {
    const {selector} = this
    if (selector === nobody || !values.some((value) => carries(value, selector))) return undefined
    const theirs = values.map((value) => (carries(value, selector) ? withoutSelector(value) : value))
    const run = new Run(this.program, nobody, this.extent, this.#memory)
    const summary = run.#known(entry, theirs, depth)
    return summary.dispatchers.some(({labels}) => labels.has(selector)) ? undefined : summary
  }

  #known(entry: FunctionEntry, values: readonly Value[], depth: number): Summary {
    const key = this.#key(entry, values, depth)
    const {summaries} = this.#memory
    const known = summaries.get(key)
    if (known !== undefined) return known
    summaries.set(key, recursion)
    const summary = this.#run(entry, values, depth)
    summaries.set(key, summary)
    return summary
  }

  #key(entry: FunctionEntry, values: readonly Value[], depth: number): string {
    const {numbers} = this.#memory
    let number = numbers.get(entry)
    if (number === undefined) {
      number = numbers.size
      numbers.set(entry, number)
    }
    return `${number} ${depth} ${values.map((value) => keyOf(this.#passed(value))).join(',')}`
  }

  /** What a function learns of an argument. */
  #passed(value: Value): Value {
    if (value.argument || value.member !== undefined || value.name === this.selector) return value
    if (value.unknown || value.errnos.length > 0 || value.zero === value.other) return unknown
    return {...nothing, zero: value.zero, other: value.other}
  }

  #run(entry: FunctionEntry, values: readonly Value[], depth: number): Summary {
    const activation = activate(this, entry, depth)
    const initial: State = new Map()
    for (const [index, {name, type}] of entry.file.parameters(entry.source).entries()) {
      if (name === undefined) continue
      initial.set(name, this.#passed(values[index] ?? unknown))
      activation.types.set(name, type)
    }
    for (let round = 0; round < maximumRounds; round++) {
      activation.again = false
      activation.passed.clear()
      execute(activation, activation.body, joinStates(undefined, new Map(initial)))
      if (!activation.again) break
    }
    return summarise(activation, values)
  }
}

function carries(value: Value, selector: string): boolean {
  return value.name === selector || value.member?.value === selector
}

function withoutSelector(value: Value): Value {
  return value.member === undefined ? {...value, name: nobody} : {...value, member: {...value.member, value: nobody}}
}

function keyOf(value: Value): string {
  const member = value.member === undefined ? '' : `${value.member.name}=${value.member.value}`
  const what = value.unknown ? '' : `${value.zero ? '0' : ''}${value.other ? '+' : ''}`
  return `${value.argument ? 'a' : ''}${what}${value.name ?? ''}${member}`
}

function summarise(activation: Activation, values: readonly Value[]): Summary {
  const {entry, labels, below} = activation
  const own = labels.size === 0 ? [] : [{entry, values, labels, tested: false}]
  return {
    value: returned(activation),
    hits: [...activation.hits.values(), ...below.flatMap(({hits}) => hits)],
    copies: unique([...activation.copies.values(), ...below.flatMap(({copies}) => copies)]),
    escapes: activation.escapes || below.some(({escapes}) => escapes),
    dispatchers: [...own, ...below.flatMap(({dispatchers}) => dispatchers)],
    specific: activation.specific || below.some(({specific}) => specific),
    idle: activation.idle,
  }
}

function returned({entry, returns}: Activation): Value {
  if (entry.file.returnsBoolean(entry.source)) {
    return isNothing(returns) ? truthValue : withoutErrorsOf(returns)
  }
  return isNothing(returns) ? unknown : returns
}

/** What is returned as a `bool`: an error has become `true`. */
function withoutErrorsOf(value: Value): Value {
  if (value.unknown) return truthValue
  return {...nothing, zero: value.zero, other: value.other || value.errnos.length > 0}
}

function joinSummaries(summaries: readonly Summary[]): Summary {
  return {
    value: summaries.reduce((all, summary) => join(all, summary.value), nothing),
    hits: summaries.flatMap(({hits}) => hits),
    copies: unique(summaries.flatMap(({copies}) => copies)),
    escapes: summaries.some(({escapes}) => escapes),
    dispatchers: summaries.flatMap(({dispatchers}) => dispatchers),
    specific: summaries.some(({specific}) => specific),
    idle: summaries.every(({idle}) => idle),
  }
}

function unique(copies: readonly CopyEvidence[]): readonly CopyEvidence[] {
  if (copies.length < 2) return copies
  const known = new Set<string>()
  return copies.filter(({file, start}) => {
    const key = `${file.path}:${start}`
    if (known.has(key)) return false
    known.add(key)
    return true
  })
}
