/**
 * Kconfig files to entries: what can be set, what selects what, under which conditions. Menus and choices count only for
 * what they make their entries depend on; text for people (prompts, help) is left out.
 *
 * ```text
 *   config KVM_MPIC
 *   	bool "KVM in-kernel MPIC emulation"      <- type and prompt
 *   	depends on KVM && PPC_E500
 *   	select HAVE_KVM_MSI if !KVM_XICS
 * ```
 */

import type {Line, Offset, Place} from '../../model/index.ts'
import {type KconfigExpression, kconfigWords, parseKconfigExpression, unquoted} from './expression.ts'

export interface Kconfig {
  readonly entries: readonly KconfigEntry[]
  /** The files that it includes, as written, relative to the top of the tree. */
  readonly sources: readonly string[]
}

/** One `config` or `menuconfig`; a symbol may have several. */
export interface KconfigEntry {
  readonly name: string
  /** The name's. */
  readonly place: Place
  readonly type: KconfigType | undefined
  /** Whether a person can set it. */
  readonly prompt: boolean
  /** All of them must hold: its own `depends on`, and those of the `if`s, menus and choices around it. */
  readonly depends: readonly KconfigExpression[]
  readonly selects: readonly {readonly symbol: string; readonly condition: KconfigExpression | undefined}[]
  readonly defaults: readonly {readonly value: KconfigExpression; readonly condition: KconfigExpression | undefined}[]
}

const types = ['bool', 'tristate', 'int', 'hex', 'string'] as const
type KconfigType = (typeof types)[number]

interface Draft extends KconfigEntry {
  type: KconfigType | undefined
  prompt: boolean
  readonly depends: KconfigExpression[]
  readonly selects: {symbol: string; condition: KconfigExpression | undefined}[]
  readonly defaults: {value: KconfigExpression; condition: KconfigExpression | undefined}[]
}

/** An open `if`, `menu` or `choice`: what it adds to all inside. */
interface Scope {
  readonly depends: KconfigExpression[]
}

interface State {
  readonly entries: Draft[]
  readonly sources: string[]
  readonly scopes: Scope[]
  /** Where attributes go: the last entry, or the menu or choice that was just opened. */
  entry: Draft | undefined
  scope: Scope | undefined
}

type Handler = (state: State, words: readonly string[], place: (word: string) => Place) => void

const openScope: Handler = (state) => {
  const scope = {depends: []}
  state.scopes.push(scope)
  state.entry = undefined
  state.scope = scope
}

const closeScope: Handler = (state) => {
  state.scopes.pop()
  state.entry = undefined
  state.scope = undefined
}

const openEntry: Handler = (state, words, place) => {
  const name = words[1]
  state.scope = undefined
  state.entry = undefined
  if (name === undefined) return
  const depends = state.scopes.flatMap((scope) => scope.depends)
  state.entry = {name, place: place(name), type: undefined, prompt: false, depends, selects: [], defaults: []}
  state.entries.push(state.entry)
}

/** `bool "prompt" if X`, `def_bool y if X`: behind the first word an expression or a prompt, and a condition. */
function withCondition(words: readonly string[]): {
  value: KconfigExpression | undefined
  condition: KconfigExpression | undefined
} {
  const split = words.indexOf('if')
  return {
    value: parseKconfigExpression(split === -1 ? words : words.slice(0, split), 1),
    condition: split === -1 ? undefined : parseKconfigExpression(words, split + 1),
  }
}

const setType: Handler = (state, words, place) => {
  if (!state.entry) return
  state.entry.type = types.find((type) => words[0]?.endsWith(type))
  if (words[0]?.startsWith('def_')) addDefault(state, words, place)
  else if (words.length > 1) state.entry.prompt = true
}

const addDefault: Handler = (state, words) => {
  const {value, condition} = withCondition(words)
  if (value) state.entry?.defaults.push({value, condition})
}

const addSelect: Handler = (state, words) => {
  const {value, condition} = withCondition(words)
  if (value?.kind === 'symbol') state.entry?.selects.push({symbol: value.name, condition})
}

const addDepends: Handler = (state, words) => {
  if (words[1] !== 'on') return
  const expression = parseKconfigExpression(words, 2)
  if (expression) (state.entry ?? state.scope)?.depends.push(expression)
}

const handlers: Readonly<Record<string, Handler>> = {
  config: openEntry,
  menuconfig: openEntry,
  menu: openScope,
  choice: openScope,
  if(state, words, place) {
    openScope(state, words, place)
    const expression = parseKconfigExpression(words, 1)
    if (expression) state.scope?.depends.push(expression)
  },
  endmenu: closeScope,
  endchoice: closeScope,
  endif: closeScope,
  source: (state, words) => state.sources.push(unquoted(words[1] ?? '')),
  bool: setType,
  tristate: setType,
  int: setType,
  hex: setType,
  string: setType,
  def_bool: setType,
  def_tristate: setType,
  prompt(state) {
    if (state.entry) state.entry.prompt = true
  },
  default: addDefault,
  select: addSelect,
  depends: addDepends,
}

export function parseKconfig(file: string, text: string): Kconfig {
  const state: State = {entries: [], sources: [], scopes: [], entry: undefined, scope: undefined}
  const lines = text.split('\n')
  let offset = 0
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const start = offset
    offset += line.length + 1
    let logical = line
    const number = index + 1
    while (logical.endsWith('\\') && index + 1 < lines.length) {
      const next = lines[++index] ?? ''
      offset += next.length + 1
      logical = `${logical.slice(0, -1)} ${next}`
    }
    const words = kconfigWords(logical)
    const keyword = words[0]
    if (keyword === 'help' || keyword === '---help---') {
      const help = helpEnd(lines, index + 1)
      for (; index + 1 < help; index++) offset += (lines[index + 1] ?? '').length + 1
    } else if (keyword !== undefined && Object.hasOwn(handlers, keyword)) {
      handlers[keyword]?.(state, words, (word) => placeOfWord(file, line, number, start, word))
    }
  }
  return {entries: state.entries, sources: state.sources}
}

/** The index of the first line behind a help text: one that is indented less than the text's first line. */
function helpEnd(lines: readonly string[], start: number): number {
  let indentation: number | undefined
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line.trim() === '') continue
    const own = indentationOf(line)
    if (own === 0 || (indentation !== undefined && own < indentation)) return index
    indentation ??= own
  }
  return lines.length
}

/** Columns; a tab goes to the next multiple of 8. */
function indentationOf(line: string): number {
  let column = 0
  for (const character of line) {
    if (character === '\t') column += 8 - (column % 8)
    else if (character === ' ') column++
    else break
  }
  return column
}

function placeOfWord(file: string, line: string, number: number, start: number, word: string): Place {
  const column = Math.max(0, line.indexOf(word, line.indexOf('config') + 'config'.length))
  return {
    file,
    line: number as Line,
    column: column + 1,
    offset: (start + column) as Offset,
    endLine: number as Line,
    endColumn: column + 1 + word.length,
    endOffset: (start + column + word.length) as Offset,
  }
}
