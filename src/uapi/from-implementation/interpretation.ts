/** Asks one architecture's program what its dispatchers know, and what comes of it. */

import type {Switch} from '../../read/c/index.ts'
import type {Dispatcher, Extent, Hit, Label, Summary} from './activation.ts'
import {empty, type Memory, newMemory, nobody, Run} from './interpreter.ts'
import {type Outline, outlineOf, plainValue} from './outline.ts'
import type {Program} from './program.ts'
import type {Value} from './value.ts'

/** Dispatcher, architecture's dispatcher, handler, and two levels of helpers. */
const maximumDepth = 5

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
