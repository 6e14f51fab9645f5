/**
 * Macro expansion as the C standard has it (C11 6.10.3), after Prosser's algorithm with hide sets.
 *
 * ```text
 *   #define A(x, ...) x ## 1, #x, __VA_ARGS__
 *   A(b, c, d)   →   b1, "b", c, d
 * ```
 */

import {
  type HideSet,
  isHidden,
  joinTokenTexts,
  mostTokens,
  type PreprocessingToken,
  preprocessingTokens,
  preprocessingTokensOf,
} from './preprocessing-token.ts'
import {Kind, type TokenRange, type Tokens} from './token.ts'

export interface Macro {
  readonly name: string
  /** `undefined`: object-like. The last may be `...` or `name...`. */
  readonly parameters: readonly string[] | undefined
  readonly tokens: Tokens
  readonly body: TokenRange
}

export type MacroLookup = (name: string) => Macro | undefined

const deepest = 100

/** The tokens with every macro expanded; `undefined` where that does not end in reasonable space. */
export function expand(list: readonly PreprocessingToken[], lookup: MacroLookup): PreprocessingToken[] | undefined {
  const budget = {tokens: mostTokens}
  const result = expandList(list, lookup, budget, 0)
  return budget.tokens < 0 ? undefined : result
}

interface Budget {
  tokens: number
}

function expandList(
  list: readonly PreprocessingToken[],
  lookup: MacroLookup,
  budget: Budget,
  depth: number,
): PreprocessingToken[] {
  const output: PreprocessingToken[] = []
  // What is still to be read, the next token last.
  const input = [...list].reverse()
  for (let token = input.pop(); token; token = input.pop()) {
    if (--budget.tokens < 0 || depth > deepest) {
      budget.tokens = -1
      return output
    }
    const macro = token.kind === Kind.identifier && !isHidden(token.text, token.hidden) ? lookup(token.text) : undefined
    const call = macro?.parameters && takeArguments(input)
    if (!macro || (macro.parameters && !call)) output.push(token)
    else {
      const before = call ? intersect(token.hidden, call.close.hidden) : token.hidden
      const hidden = {name: macro.name, next: before}
      const bindings = call ? bind(macro, call.args, lookup, budget, depth) : undefined
      if (call && !bindings) {
        // Another number of arguments than it has parameters: no call.
        output.push(token)
        continue
      }
      if (call) input.length = call.rest
      pushReversed(input, substitute(macro, bindings, hidden, budget))
    }
  }
  return output
}

function pushReversed(input: PreprocessingToken[], list: readonly PreprocessingToken[]): void {
  for (let index = list.length - 1; index >= 0; index--) {
    const token = list[index]
    if (token) input.push(token)
  }
}

function intersect(one: HideSet | undefined, other: HideSet | undefined): HideSet | undefined {
  let result: HideSet | undefined
  for (let entry = one; entry; entry = entry.next) {
    if (isHidden(entry.name, other)) result = {name: entry.name, next: result}
  }
  return result
}

interface Call {
  readonly args: PreprocessingToken[][]
  readonly close: PreprocessingToken
  /** How much of the input is behind it. */
  readonly rest: number
}

/** The arguments that stand next in the input, not yet taken; `undefined` where there are none. */
function takeArguments(input: PreprocessingToken[]): Call | undefined {
  if (input.at(-1)?.kind !== Kind.openParenthesis) return undefined
  const args: PreprocessingToken[][] = [[]]
  let depth = 0
  for (let index = input.length - 1; index >= 0; index--) {
    const token = input[index]
    if (!token) break
    if (token.kind === Kind.openParenthesis) depth++
    if (token.kind === Kind.closeParenthesis && --depth === 0) return {args, close: token, rest: index}
    if (depth === 1 && token.kind === Kind.comma) args.push([])
    else if (depth > 1 || token.kind !== Kind.openParenthesis) args.at(-1)?.push(token)
  }
  return undefined
}

/** An argument as written, for `#` and `##`, and expanded, for everything else. */
interface Binding {
  readonly raw: readonly PreprocessingToken[]
  readonly expanded: () => readonly PreprocessingToken[]
}

function bind(
  {parameters = []}: Macro,
  args: PreprocessingToken[][],
  lookup: MacroLookup,
  budget: Budget,
  depth: number,
): Map<string, Binding> | undefined {
  const last = parameters.at(-1)
  const variadic = last?.endsWith('...') ? parameters.length - 1 : undefined
  const fits = variadic === undefined ? args.length === Math.max(1, parameters.length) : args.length >= variadic
  if (!fits) return undefined
  const bindings = new Map<string, Binding>()
  for (const [index, parameter] of parameters.entries()) {
    const raw = index === variadic ? joinArguments(args.slice(index)) : (args[index] ?? [])
    let expanded: readonly PreprocessingToken[] | undefined
    const name = parameter === '...' ? '__VA_ARGS__' : parameter.replace(/\.\.\.$/, '')
    bindings.set(name, {
      raw,
      expanded: () => {
        expanded ??= expandList(raw, lookup, budget, depth + 1)
        return expanded
      },
    })
  }
  return bindings
}

function joinArguments(args: readonly PreprocessingToken[][]): PreprocessingToken[] {
  const comma = {kind: Kind.comma, text: ',', hidden: undefined}
  return args.flatMap((arg, index) => (index === 0 ? arg : [comma, ...arg]))
}

/** A macro's body with its arguments in it. */
function substitute(
  macro: Macro,
  bindings: ReadonlyMap<string, Binding> | undefined,
  hidden: HideSet,
  budget: Budget,
): PreprocessingToken[] {
  const body = preprocessingTokens(macro.tokens, macro.body)
  const output: PreprocessingToken[] = []
  for (let index = 0; index < body.length; index++) {
    const token = body[index]
    if (!token) break
    const next = body[index + 1]
    const stringified = token.text === '#' && bindings && next && bindings.get(next.text)
    if (stringified) {
      output.push({kind: Kind.string, text: JSON.stringify(joinTokenTexts(stringified.raw)), hidden: undefined})
      index++
    } else if (token.text === '##' && next && output.length > 0) {
      index++
      paste(output, bindings?.get(next.text)?.raw ?? [next])
    } else {
      const binding = bindings?.get(token.text)
      const isPasted = next?.text === '##'
      output.push(...(binding ? (isPasted ? placeholder(binding.raw) : binding.expanded()) : [token]))
    }
    budget.tokens -= 1
  }
  return output.filter(({text}) => text !== '').map((token) => ({...token, hidden: union(token.hidden, hidden)}))
}

/** An empty argument beside `##` still takes its place (C11 6.10.3.3). */
function placeholder(raw: readonly PreprocessingToken[]): readonly PreprocessingToken[] {
  return raw.length > 0 ? raw : [{kind: Kind.identifier, text: '', hidden: undefined}]
}

function paste(output: PreprocessingToken[], list: readonly PreprocessingToken[]): void {
  const left = output.pop()
  const [right, ...rest] = list
  if (!left) return
  // GNU's `, ## __VA_ARGS__`: without arguments the comma goes too.
  if (!right && left.kind === Kind.comma) return
  if (left.kind === Kind.comma) output.push(left, ...list)
  else output.push(...pasted(left.text + (right?.text ?? '')), ...rest)
}

const word = /^[A-Za-z_$]\w*$/
const number = /^[0-9]\w*$/

/** Nearly always a word or a number; for anything else the tokenizer is asked. */
function pasted(text: string): readonly PreprocessingToken[] {
  if (word.test(text)) return [{kind: Kind.identifier, text, hidden: undefined}]
  if (number.test(text)) return [{kind: Kind.number, text, hidden: undefined}]
  return preprocessingTokensOf(text)
}

function union(one: HideSet | undefined, added: HideSet): HideSet {
  if (!one) return added
  let result: HideSet | undefined = one
  for (let entry: HideSet | undefined = added; entry; entry = entry.next) {
    if (!isHidden(entry.name, result)) result = {name: entry.name, next: result}
  }
  return result ?? added
}
