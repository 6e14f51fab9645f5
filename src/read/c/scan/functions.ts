/**
 * Where a file's functions are, without looking into them. In the kernel's layout a body's brace stands in column 0 below
 * its header, and so does the one that ends it; both are looked for as text, so that 14,000 lines cost next to nothing.
 *
 * ```text
 *   static int kvm_vm_ioctl_reinject(struct kvm *kvm,     ┐ header: upwards to a line that begins in column 0
 *                                    struct kvm_x *x)     ┘
 *   {                                                     ┐ body
 *   …                                                     │
 *   }                                                     ┘
 *   static inline int kvm_irqfd(void) { return -EINVAL; }   between two bodies, a brace behind a parenthesis
 * ```
 */

import {isBlank, isWordCharacter, lineEnd, lineStart} from './characters.ts'

export interface FunctionSource {
  readonly name: string
  /** Where storage and type begin. */
  readonly headerStart: number
  /** The name's. */
  readonly start: number
  /** From the `{`, which ends the header, to behind the `}`. */
  readonly bodyStart: number
  readonly bodyEnd: number
  readonly isStatic: boolean
  readonly isWeak: boolean
}

export function scanFunctions(text: string): readonly FunctionSource[] {
  const functions: FunctionSource[] = []
  let done = 0
  for (let at = text.indexOf('\n{'); at !== -1; at = text.indexOf('\n{', Math.max(at + 1, done - 1))) {
    const start = headerStart(text, at, done)
    if (start === -1) continue
    const end = bodyEnd(text, at)
    const source = functionOf(text, start, at + 1, end)
    if (source === undefined) continue
    addBetween(text, functions, done, start)
    functions.push(source)
    done = end
  }
  addBetween(text, functions, done, text.length)
  return functions
}

function bodyEnd(text: string, from: number): number {
  const close = text.indexOf('\n}', from)
  return close === -1 ? text.length : close + 2
}

/** Functions whose brace stands behind their header. There are few, and few braces behind parentheses outside of bodies. */
function addBetween(text: string, functions: FunctionSource[], from: number, to: number): void {
  const between = text.slice(from, to)
  for (let found = between.indexOf(') {'); found !== -1; found = between.indexOf(') {', found + 1)) {
    const brace = from + found + 2
    if (brace < (functions.at(-1)?.bodyEnd ?? 0)) continue
    const start = headerStart(text, lineEnd(text, brace), from)
    if (start === -1 || start >= brace) continue
    const last = lastOfLine(text, lineEnd(text, brace))
    // A line of a macro.
    if (text.charCodeAt(last) === 92) continue
    const end = text.charCodeAt(last) === 125 ? last + 1 : bodyEnd(text, brace)
    const source = functionOf(text, start, brace, end)
    if (source !== undefined) functions.push(source)
  }
}

function lastOfLine(text: string, end: number): number {
  let at = end - 1
  while (at > 0 && isBlank(text.charCodeAt(at))) at--
  return at
}

/** Longer headers are none. */
const maximumLines = 40

/** The start of the line in column 0 that a header begins with, going up from the line that ends at `end`; -1: none. */
function headerStart(text: string, end: number, limit: number): number {
  let at = end
  for (let line = 0; line < maximumLines && at >= limit; line++) {
    const start = lineStart(text, at)
    const first = text.charCodeAt(start)
    if (start < limit) return -1
    if (isWordCharacter(first)) return withType(text, start, limit)
    // One blank line between a header and its body is bad style, but there are some.
    const goesOn = first === 32 || first === 9 || first === 41 || (first === 10 && line === 0)
    if (!goesOn) return -1
    at = start - 1
  }
  return -1
}

/** `static int` may stand on a line of its own. */
function withType(text: string, start: number, limit: number): number {
  const above = lineStart(text, start - 1)
  if (start === 0 || above < limit || !isWordCharacter(text.charCodeAt(above))) return start
  const last = text.charCodeAt(lastOfLine(text, start - 1))
  return isWordCharacter(last) || last === 42 ? above : start
}

function functionOf(text: string, start: number, brace: number, end: number): FunctionSource | undefined {
  const header = text.slice(start, brace)
  if (header.includes('=') || header.includes(';') || header.includes('\\')) return undefined
  const name = functionName(header)
  if (name === undefined) return undefined
  return {
    name: name.text,
    headerStart: start,
    start: start + name.at,
    bodyStart: brace,
    bodyEnd: end,
    isStatic: header.includes('static '),
    isWeak: header.includes('__weak') || header.includes('((weak))'),
  }
}

/** Words before a parenthesis that are no function's name. */
const attributes = new Set(['__attribute__', '__printf', '__aligned', '__section', 'asm', '__acquires', '__releases'])

/** The word before the first parenthesis that is no attribute's. */
function functionName(header: string): {readonly text: string; readonly at: number} | undefined {
  for (let parenthesis = header.indexOf('('); parenthesis !== -1; ) {
    let end = parenthesis
    while (end > 0 && isBlank(header.charCodeAt(end - 1))) end--
    let start = end
    while (start > 0 && isWordCharacter(header.charCodeAt(start - 1))) start--
    const text = header.slice(start, end)
    if (text !== '' && !attributes.has(text)) return {text, at: start}
    parenthesis = header.indexOf('(', closingParenthesis(header, parenthesis))
  }
  return undefined
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 40) depth++
    else if (code === 41 && --depth === 0) return at + 1
  }
  return text.length
}
