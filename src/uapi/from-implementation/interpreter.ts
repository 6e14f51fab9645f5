/**
 * Runs functions of one architecture for all values at once, with one constant known: the ioctl or the capability that is
 * asked about. Calls are followed to a bounded depth; what was not followed may return anything.
 */

import type {Switch} from '../../read/c/index.ts'
import {
  type Activation,
  activate,
  type CopyEvidence,
  type Dispatcher,
  type Extent,
  type Hit,
  type Interpreter,
  joinStates,
  type Label,
  type State,
  type Summary,
} from './activation.ts'
import {execute} from './execute.ts'
import type {FunctionEntry} from './function-index.ts'
import {type Outline, outlineOf, plainValue} from './outline.ts'
import type {Program} from './program.ts'
import {isNothing, join, nothing, truthValue, unknown, type Value} from './value.ts'

/** Dispatcher, architecture's dispatcher, handler, and two levels of helpers. */
const maximumDepth = 5

/** Rounds until jumps backwards settle. */
const maximumRounds = 4

const empty: Summary = {
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
const nobody = '?'

/** What is asked of a program: what a function that is entered from outside does, for a selector among its arguments. */
export interface Question {
  readonly entryPoint: string
  readonly values: (selector: string) => readonly Value[]
}

/** A selector that a dispatcher knows, where, and what comes of it. */
export interface Answer {
  readonly name: string
  readonly hit: Hit
  readonly summary: Summary
}

/** What is the same on all architectures. */
export interface Shared {
  readonly answers: Map<string, Summary>
  readonly outlines: Map<Switch, Map<number, Outline>>
}

export function newShared(): Shared {
  return {answers: new Map(), outlines: new Map()}
}

/** Asks one program, and remembers what it was asked. */
export class Interpretation {
  readonly program: Program
  readonly #shared: Shared
  readonly #memories: Readonly<Record<Extent, Memory>> = {dispatch: newMemory(), handler: newMemory()}

  constructor(program: Program, shared: Shared) {
    this.program = program
    this.#shared = shared
  }

  /** All selectors that the dispatchers behind a function know, with what the dispatcher by itself makes of them. */
  answers({entryPoint, values}: Question): readonly Answer[] {
    const answers = new Map<string, Answer>()
    const ask = (selector: string): Summary => this.#ask(entryPoint, selector, values(selector), 'dispatch')
    const {dispatchers} = ask(nobody)
    for (const dispatcher of dispatchers) {
      if (dispatcher.tested) continue
      for (const [name, hit] of dispatcher.labels) {
        if (!answers.has(name)) answers.set(name, {name, hit, summary: this.#dispatch(dispatcher, name, hit)})
      }
    }
    // A test that refuses what it does not know hides those who serve what it knows.
    for (const {tested, labels} of dispatchers) {
      for (const name of tested ? labels.keys() : []) {
        if (answers.has(name)) continue
        const summary = ask(name)
        const [hit] = summary.hits
        if (hit !== undefined) answers.set(name, {name, hit, summary})
      }
    }
    return [...answers.values()]
  }

  /** What comes of one selector, from the entry on, with the handler and its helpers. */
  details({entryPoint, values}: Question, selector: string): Summary {
    return this.#ask(entryPoint, selector, values(selector), 'handler')
  }

  #ask(entryPoint: string, selector: string, values: readonly Value[], extent: Extent): Summary {
    return this.#run(selector, extent).call(this.program.entryPoints(entryPoint), values, maximumDepth)
  }

  #dispatch({entry, values}: Dispatcher, selector: string, label: Label): Summary {
    const plain = label.of && plainValue(this.#outline(label, label.of), this.program, entry.file)
    if (plain !== undefined) return {...empty, value: plain}
    const key = `${entry.file.path} ${entry.source.start} ${selector}`
    const shared = this.#shared.answers.get(key)
    if (shared !== undefined) return shared
    const selected = values.map((value) => withSelector(value, selector))
    const summary = this.#run(selector, 'dispatch').call([entry], selected, maximumDepth)
    if (!summary.specific) this.#shared.answers.set(key, summary)
    return summary
  }

  #outline({start}: Label, statement: Switch): Outline {
    const known = this.#shared.outlines.get(statement) ?? new Map<number, Outline>()
    this.#shared.outlines.set(statement, known)
    let outline = known.get(start)
    if (outline === undefined) {
      outline = outlineOf(statement, start)
      known.set(start, outline)
    }
    return outline
  }

  #run(selector: string, extent: Extent): Run {
    return new Run(this.program, selector, extent, this.#memories[extent])
  }
}

/** A value that nobody's selector is in, with another. */
function withSelector(value: Value, selector: string): Value {
  if (value.name === nobody) return {...value, name: selector}
  return value.member?.value === nobody ? {...value, member: {...value.member, value: selector}} : value
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
