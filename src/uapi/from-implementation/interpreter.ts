/**
 * Runs functions of one architecture for all values at once, with one constant known: the ioctl or the capability that is
 * asked about. Calls are followed to a bounded depth; what was not followed may return anything.
 */

import {
  type Activation,
  activate,
  type CopyEvidence,
  type Extent,
  type Hit,
  type Interpreter,
  joinStates,
  type State,
  type Summary,
} from './activation.ts'
import {execute} from './execute.ts'
import type {FunctionEntry, Program} from './program.ts'
import {isNothing, join, nothing, truthValue, unknown, type Value} from './value.ts'

/** Dispatcher, architecture's dispatcher, handler, and two levels of helpers. */
const maximumDepth = 5

/** Rounds until jumps backwards settle. */
const maximumRounds = 4

const recursion: Summary = {value: unknown, hits: [], copies: [], escapes: false, labels: []}

/** What is asked of a program: what a function that is entered from outside does, with these arguments. */
export interface Question {
  readonly entryPoint: string
  readonly selector: string
  readonly values: readonly Value[]
}

/** Asks one program, and remembers what it was asked. */
export class Interpretation {
  readonly program: Program
  readonly #memories: Readonly<Record<Extent, Memory>> = {dispatch: newMemory(), handler: newMemory()}

  constructor(program: Program) {
    this.program = program
  }

  /** `undefined` where the program has no such function. */
  ask({entryPoint, selector, values}: Question, extent: Extent): Summary | undefined {
    const entries = this.program.entryPoints(entryPoint)
    if (entries.length === 0) return undefined
    return new Run(this.program, selector, extent, this.#memories[extent]).call(entries, values, maximumDepth)
  }
}

/** Summaries by function and arguments; the selector is among the arguments where a function gets to know it. */
interface Memory {
  readonly summaries: Map<string, Summary>
  readonly numbers: Map<FunctionEntry, number>
}

function newMemory(): Memory {
  return {summaries: new Map(), numbers: new Map()}
}

class Run implements Interpreter {
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
    return summarise(activation)
  }
}

function keyOf(value: Value): string {
  const member = value.member === undefined ? '' : `${value.member.name}=${value.member.value}`
  const what = value.unknown ? '' : `${value.zero ? '0' : ''}${value.other ? '+' : ''}`
  return `${value.argument ? 'a' : ''}${what}${value.name ?? ''}${member}`
}

function summarise(activation: Activation): Summary {
  const hits: Hit[] = [...activation.hits.values()]
  const copies: CopyEvidence[] = [...activation.copies.values()]
  const labels = new Set(activation.labels)
  let escapes = activation.escapes
  for (const below of activation.below) {
    hits.push(...below.hits)
    copies.push(...below.copies)
    for (const label of below.labels) labels.add(label)
    escapes ||= below.escapes
  }
  return {value: returned(activation), hits, copies: unique(copies), escapes, labels: [...labels]}
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
  const labels = new Set(summaries.flatMap((summary) => summary.labels))
  return {
    value: summaries.reduce((all, summary) => join(all, summary.value), nothing),
    hits: summaries.flatMap((summary) => summary.hits),
    copies: unique(summaries.flatMap((summary) => summary.copies)),
    escapes: summaries.some((summary) => summary.escapes),
    labels: [...labels],
  }
}

function unique(copies: readonly CopyEvidence[]): readonly CopyEvidence[] {
  const known = new Set<string>()
  return copies.filter(({file, start}) => {
    const key = `${file.path}:${start}`
    if (known.has(key)) return false
    known.add(key)
    return true
  })
}
