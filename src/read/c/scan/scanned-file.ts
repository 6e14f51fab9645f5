/** One C file, scanned: each part is found when somebody asks for it, and once. */

import type {Place} from '../../../model/index.ts'
import {SourceText} from '../source-text.ts'
import {branchAt, type DirectiveBranch, type Directives, scanDirectives} from './conditionals.ts'
import {type Parameter, parseBody, parseParameters} from './parse.ts'
import type {Block} from './syntax.ts'
import {type FunctionSource, scanTopLevel, type TopLevel} from './top-level.ts'

export class ScannedFile {
  readonly source: SourceText
  #topLevel: TopLevel | undefined
  #directives: Directives | undefined
  readonly #bodies = new Map<FunctionSource, Block>()
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

  get topLevel(): TopLevel {
    this.#topLevel ??= scanTopLevel(this.text)
    return this.#topLevel
  }

  get directives(): Directives {
    this.#directives ??= scanDirectives(this.text)
    return this.#directives
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

  returnsBoolean(of: FunctionSource): boolean {
    return /\bbool\b/.test(this.text.slice(of.headerStart, of.start))
  }

  place(start: number, end: number): Place {
    return this.source.place(start, end)
  }

  branchAt(offset: number): DirectiveBranch | undefined {
    return branchAt(this.directives.branches, offset)
  }

  /** Whether the file has this text anywhere. */
  has(text: string): boolean {
    return this.text.includes(text)
  }

  /** The functions in whose bodies this text stands, comments and strings not excepted. */
  functionsWith(text: string): readonly FunctionSource[] {
    const functions: FunctionSource[] = []
    const all = this.topLevel.functions
    let next = 0
    for (let at = this.text.indexOf(text); at !== -1; at = this.text.indexOf(text, at + 1)) {
      while (next < all.length && (all[next]?.bodyEnd ?? 0) <= at) next++
      const candidate = all[next]
      if (candidate === undefined) break
      if (candidate.bodyStart > at) continue
      functions.push(candidate)
      at = candidate.bodyEnd
    }
    return functions
  }
}
