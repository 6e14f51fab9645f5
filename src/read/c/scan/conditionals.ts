/**
 * A file's directives without its tokens: where conditionals hold, and what is defined where.
 *
 * ```text
 *   #ifdef CONFIG_A         ┐ `CONFIG_A`
 *   #define KVM_X 1         │ ← a definition
 *   #else                   ┤ `!CONFIG_A`
 *   #endif                  ┘
 * ```
 */

import {isWordCharacter} from './characters.ts'

/** One branch of a conditional. Its offsets are those behind its directive and before the next. */
export interface DirectiveBranch {
  readonly start: number
  end: number
  /** Directives without `#`: those of the branches before it, which did not hold, and its own. */
  readonly failed: readonly string[]
  readonly directive: string
  readonly parent: DirectiveBranch | undefined
}

export interface Definition {
  readonly name: string
  readonly start: number
  readonly end: number
  /** Behind the name, comments and continuation lines left as they are. */
  readonly bodyStart: number
  readonly bodyEnd: number
  readonly parameters: boolean
}

/** The branches of all conditionals, in order of their starts. */
export function scanConditionals(text: string): readonly DirectiveBranch[] {
  const branches: DirectiveBranch[] = []
  const open: DirectiveBranch[] = []
  const comments = new CommentCursor(text)
  for (let hash = nextHash(text, -1); hash !== -1; hash = nextHash(text, hash)) {
    const word = conditionalWord(text, skipBlanks(text, hash + 1))
    if (word === '' || comments.covers(hash)) continue
    const last = word === 'if' ? undefined : open.pop()
    if (last) last.end = hash
    if (word === 'endif' || (word !== 'if' && !last)) continue
    const start = directiveEnd(text, hash)
    const directive = directiveText(text, hash + 1, start)
    const branch = {
      start,
      end: text.length,
      failed: last ? [...last.failed, last.directive] : [],
      directive: directive.startsWith('else') ? 'else' : directive,
      parent: last ? last.parent : open.at(-1),
    }
    open.push(branch)
    branches.push(branch)
  }
  return branches
}

/** `if` (also `ifdef`, `ifndef`), `el` (`elif`, `else`) or `endif`; nothing where it is another directive. */
function conditionalWord(text: string, at: number): 'if' | 'el' | 'endif' | '' {
  const first = text.charCodeAt(at)
  if (first === 105 && text.charCodeAt(at + 1) === 102) return 'if'
  if (first !== 101) return ''
  if (text.charCodeAt(at + 1) === 108) return 'el'
  return text.startsWith('endif', at) ? 'endif' : ''
}

export function scanDefinitions(text: string): readonly Definition[] {
  const definitions: Definition[] = []
  const comments = new CommentCursor(text)
  for (let hash = nextHash(text, -1); hash !== -1; hash = nextHash(text, hash)) {
    if (!text.startsWith('define', skipBlanks(text, hash + 1)) || comments.covers(hash)) continue
    const definition = readDefinition(text, hash)
    if (definition) definitions.push(definition)
  }
  return definitions
}

/** The innermost branch around an offset. */
export function branchAt(branches: readonly DirectiveBranch[], offset: number): DirectiveBranch | undefined {
  let low = 0
  let high = branches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((branches[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  let branch = branches[low - 1]
  while (branch !== undefined && branch.end <= offset) branch = branch.parent
  return branch
}

/** Whether offsets, asked for in rising order, lie in a comment. */
class CommentCursor {
  readonly #text: string
  #start: number
  #end = 0

  constructor(text: string) {
    this.#text = text
    this.#start = text.indexOf('/*')
    this.#end = this.#close()
  }

  covers(offset: number): boolean {
    while (this.#start !== -1 && this.#end <= offset) {
      this.#start = this.#text.indexOf('/*', this.#end)
      this.#end = this.#close()
    }
    return this.#start !== -1 && this.#start < offset
  }

  #close(): number {
    if (this.#start === -1) return this.#text.length
    const end = this.#text.indexOf('*/', this.#start + 2)
    return end === -1 ? this.#text.length : end + 2
  }
}

/** The next `#` that is the first character of its line, blanks apart. */
function nextHash(text: string, after: number): number {
  let at = after
  for (;;) {
    at = text.indexOf('#', at + 1)
    if (at === -1) return -1
    let before = at - 1
    while (before >= 0 && (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9)) before--
    if (before < 0 || text.charCodeAt(before) === 10) return at
  }
}

/** Where the directive's line ends: at its line feed, continuation lines included. */
function directiveEnd(text: string, from: number): number {
  let at = text.indexOf('\n', from)
  while (at !== -1 && text.charCodeAt(at - 1) === 92) at = text.indexOf('\n', at + 1)
  return at === -1 ? text.length : at
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at
}

function wordAt(text: string, from: number): string {
  let at = from
  while (isWordCharacter(text.charCodeAt(at))) at++
  return text.slice(from, at)
}

/** One line, without comments. */
function directiveText(text: string, from: number, to: number): string {
  const line = text.slice(from, to)
  let result = ''
  let at = 0
  for (;;) {
    const slash = line.indexOf('/', at)
    const next = slash === -1 ? '' : line[slash + 1]
    if (next === '*' || next === '/') {
      result += `${line.slice(at, slash)} `
      const close = next === '*' ? line.indexOf('*/', slash + 2) : -1
      at = close === -1 ? line.length : close + 2
    } else {
      const end = slash === -1 ? line.length : slash + 1
      result += line.slice(at, end)
      at = end
      if (slash === -1) break
    }
  }
  return result
    .replaceAll('\\\n', ' ')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
}

function readDefinition(text: string, hash: number): Definition | undefined {
  const start = skipBlanks(text, skipBlanks(text, hash + 1) + 'define'.length)
  const name = wordAt(text, start)
  if (name === '') return undefined
  const end = start + name.length
  const parameters = text[end] === '('
  const last = directiveEnd(text, hash)
  let bodyStart = end
  if (parameters) {
    while (bodyStart < last && text.charCodeAt(bodyStart) !== 41) bodyStart++
    bodyStart = Math.min(bodyStart + 1, last)
  }
  return {name, start, end, bodyStart, bodyEnd: last, parameters}
}
