/** One C file, scanned: each part is found when somebody asks for it, and once. */

import type {Place} from '../../../model/index.ts'
import {SourceText} from '../source-text.ts'
import {
  type AggregateSource,
  type InitialiserSource,
  scanAggregates,
  scanCalls,
  scanInitialisers,
  type TopLevelCall,
} from './aggregates.ts'
import {branchAt, type Definition, type DirectiveBranch, scanConditionals, scanDefinitions} from './conditionals.ts'
import {type FunctionSource, scanFunctions} from './functions.ts'
import {
  type Parameter,
  parseBody,
  parseEnumerationSource,
  parseInitialiserSource,
  parseParameters,
  parseStatementsText,
} from './parse.ts'
import {statementAround} from './statement-around.ts'
import type {Block, Expression} from './syntax.ts'

export class ScannedFile {
  readonly source: SourceText
  #functions: readonly FunctionSource[] | undefined
  #initialisers: readonly InitialiserSource[] | undefined
  #conditionals: readonly DirectiveBranch[] | undefined
  #definitions: readonly Definition[] | undefined
  #definitionsByName: Map<string, Definition[]> | undefined
  readonly #bodies = new Map<FunctionSource, Block>()
  readonly #trees = new Map<InitialiserSource, Expression>()
  readonly #parameters = new Map<FunctionSource, readonly Parameter[]>()

  constructor(path: string, text: string) {
    this.source = new SourceText(path, text)
  }

  get path(): string {
    return this.source.file
  }

  get text(): string {
    return this.source.text
  }

  get functions(): readonly FunctionSource[] {
    this.#functions ??= scanFunctions(this.text)
    return this.#functions
  }

  get initialisers(): readonly InitialiserSource[] {
    this.#initialisers ??= scanInitialisers(this.text)
    return this.#initialisers
  }

  structs(): readonly AggregateSource[] {
    return scanAggregates(this.text, 'struct')
  }

  /** The names in all enums in which this text stands. */
  enumerators(text: string): ReturnType<typeof parseEnumerationSource> {
    return scanAggregates(this.text, 'enum')
      .filter(({bodyStart, bodyEnd}) => this.text.slice(bodyStart, bodyEnd).includes(text))
      .flatMap((source) => parseEnumerationSource(this.text, source))
  }

  /** Calls of a macro outside of functions: `module_param(…)`. */
  calls(name: string): readonly TopLevelCall[] {
    return scanCalls(this.text, name)
  }

  /** `#define`s, in their order. */
  get definitions(): readonly Definition[] {
    this.#definitions ??= scanDefinitions(this.text)
    return this.#definitions
  }

  definitionsOf(name: string): readonly Definition[] {
    if (this.#definitionsByName === undefined) {
      this.#definitionsByName = new Map()
      for (const definition of this.definitions) {
        const same = this.#definitionsByName.get(definition.name)
        if (same) same.push(definition)
        else this.#definitionsByName.set(definition.name, [definition])
      }
    }
    return this.#definitionsByName.get(name) ?? []
  }

  body(of: FunctionSource): Block {
    let body = this.#bodies.get(of)
    if (body === undefined) {
      body = parseBody(this.text, of)
      this.#bodies.set(of, body)
    }
    return body
  }

  parameters(of: FunctionSource): readonly Parameter[] {
    let parameters = this.#parameters.get(of)
    if (parameters === undefined) {
      parameters = parseParameters(this.text, of)
      this.#parameters.set(of, parameters)
    }
    return parameters
  }

  initialiser(of: InitialiserSource): Expression {
    let initialiser = this.#trees.get(of)
    if (initialiser === undefined) {
      initialiser = parseInitialiserSource(this.text, of)
      this.#trees.set(of, initialiser)
    }
    return initialiser
  }

  /** How often a text stands in a function's body. */
  count(of: FunctionSource, text: string): number {
    return this.text.slice(of.bodyStart, of.bodyEnd).split(text).length - 1
  }

  returnsBoolean(of: FunctionSource): boolean {
    return /\bbool\b/.test(this.text.slice(of.headerStart, of.start))
  }

  place(start: number, end: number): Place {
    return this.source.place(start, end)
  }

  branchAt(offset: number): DirectiveBranch | undefined {
    this.#conditionals ??= scanConditionals(this.text)
    return branchAt(this.#conditionals, offset)
  }

  /** Whether the file has this text anywhere. */
  has(text: string): boolean {
    return this.text.includes(text)
  }

  /** The functions in whose bodies this text stands, comments and strings not excepted. */
  functionsWith(text: string): readonly FunctionSource[] {
    const found: FunctionSource[] = []
    if (!this.has(text)) return found
    const all = this.functions
    let next = 0
    for (let at = this.text.indexOf(text); at !== -1; at = this.text.indexOf(text, at + 1)) {
      while (next < all.length && (all[next]?.bodyEnd ?? 0) <= at) next++
      const candidate = all[next]
      if (candidate === undefined) break
      if (candidate.bodyStart > at) continue
      found.push(candidate)
      at = candidate.bodyEnd
    }
    return found
  }

  /**
   * The statements in which this text stands, each by itself with the labels before it: from the `;` or brace before it
   * to the one behind. For where a function is too long to be read for a line of it.
   */
  *statementsWith(text: string): Generator<{readonly source: FunctionSource; readonly statements: Block}> {
    for (const source of this.functionsWith(text)) {
      for (let at = this.text.indexOf(text, source.bodyStart); at !== -1 && at < source.bodyEnd; ) {
        const slice = statementAround(this.text, at, source)
        if (slice !== undefined) yield {source, statements: parseStatementsText(this.text, slice.start, slice.end)}
        at = this.text.indexOf(text, Math.max(slice?.end ?? 0, at + text.length))
      }
    }
  }

  /** The initialisers in which this text stands. They are few: looking at them all costs less than at the file. */
  initialisersWith(text: string): readonly InitialiserSource[] {
    return this.initialisers.filter(({bodyStart, bodyEnd}) => this.text.slice(bodyStart, bodyEnd).includes(text))
  }
}
