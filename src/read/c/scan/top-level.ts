/**
 * What a C file holds at its top level, found line by line in the kernel's layout: what begins in column 0 is a definition,
 * its body ends at the next `}` in column 0. Bodies are not looked at, so that a file of 14,000 lines costs little.
 *
 * ```text
 *   static int kvm_vm_ioctl_reinject(struct kvm *kvm,     ┐ header: from the first line in column 0
 *                                    struct kvm_x *x)     ┘
 *   {                                                     ┐ body
 *   …                                                     │
 *   }                                                     ┘
 * ```
 */

export interface FunctionSource {
  readonly name: string
  /** Where storage and type begin. */
  readonly headerStart: number
  /** The name's. */
  readonly start: number
  /** Before the body. */
  readonly headerEnd: number
  /** From the `{` to behind the `}`. */
  readonly bodyStart: number
  readonly bodyEnd: number
  readonly isStatic: boolean
  readonly isWeak: boolean
}

/** `= {…}` at the top level, from its `{` on. */
export interface InitialiserSource {
  /** What stands before the `=`. */
  readonly declaration: string
  readonly bodyStart: number
  readonly bodyEnd: number
}

/** `struct kvm_vcpu {…};`, `enum {…};` */
export interface AggregateSource {
  readonly keyword: 'struct' | 'union' | 'enum'
  readonly tag: string | undefined
  readonly start: number
  readonly bodyStart: number
  readonly bodyEnd: number
}

/** A macro's call at the top level: `module_param(halt_poll_ns, uint, 0644);` */
export interface TopLevelCall {
  readonly name: string
  /** The text of the first argument, and where it stands. */
  readonly argument: string
  readonly start: number
  readonly end: number
}

export interface TopLevel {
  readonly functions: readonly FunctionSource[]
  readonly initialisers: readonly InitialiserSource[]
  readonly aggregates: readonly AggregateSource[]
  readonly calls: readonly TopLevelCall[]
}

interface Found {
  readonly functions: FunctionSource[]
  readonly initialisers: InitialiserSource[]
  readonly aggregates: AggregateSource[]
  readonly calls: TopLevelCall[]
}

export function scanTopLevel(text: string): TopLevel {
  const found: Found = {functions: [], initialisers: [], aggregates: [], calls: []}
  /** Where the declaration that is being read began; -1 between declarations. */
  let start = -1
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at)
    const first = text.charCodeAt(at)
    // Indented, and nothing has begun: part of something that was not understood.
    if (start === -1 && (first === 32 || first === 9)) {
      at = end + 1
      continue
    }
    switch (first) {
      case 10:
        // A blank line ends what had begun, unless a body follows all the same.
        if (text.charCodeAt(at + 1) !== 123) start = -1
        break
      case 35: {
        // A directive may stand inside of a header, between two versions of it: the later one counts.
        at = directiveEnd(text, at) + 1
        start = -1
        continue
      }
      case 47: {
        if (text.startsWith('/*', at)) {
          const close = text.indexOf('*/', at + 2)
          at = close === -1 ? text.length : lineEnd(text, close) + 1
          continue
        }
        break
      }
      case 125:
        start = -1
        break
      case 123:
        at = start === -1 ? end + 1 : lineEnd(text, addBraced(text, found, start, at)) + 1
        start = -1
        continue
      default: {
        if (start === -1) start = at
        const brace = lastCharacter(text, at, end)
        if (brace !== -1 && text.charCodeAt(brace) === 123) {
          at = lineEnd(text, addBraced(text, found, start, brace)) + 1
          start = -1
          continue
        }
        if (brace !== -1 && (text.charCodeAt(brace) === 59 || text.charCodeAt(brace) === 125)) {
          addLine(text, found, start, brace)
          start = -1
        }
      }
    }
    at = end + 1
  }
  return found
}

/** A definition whose `{` ends a line or stands alone; where it ends. */
function addBraced(text: string, found: Found, start: number, brace: number): number {
  const close = text.indexOf('\n}', brace)
  const end = close === -1 ? text.length : close + 2
  addDefinition(text, found, start, brace, end)
  return end
}

/** A declaration that ends on its last line: a call of a macro, or a definition in one line. */
function addLine(text: string, found: Found, start: number, last: number): void {
  const brace = text.charCodeAt(last) === 125 || text.startsWith('};', last - 1) ? text.indexOf('{', start) : -1
  if (brace !== -1 && brace < last) addDefinition(text, found, start, brace, last + 1)
  else if (text.charCodeAt(last) === 59) addCall(text, found, start, last)
}

function addDefinition(text: string, found: Found, start: number, brace: number, end: number): void {
  const header = text.slice(start, brace)
  const equals = header.indexOf('=')
  if (equals !== -1) {
    found.initialisers.push({declaration: header.slice(0, equals).trim(), bodyStart: brace, bodyEnd: end})
    return
  }
  const parenthesis = header.indexOf('(')
  const aggregate = parenthesis === -1 ? aggregateHeader.exec(header) : null
  if (aggregate) {
    const keyword = aggregate[1] === 'struct' ? 'struct' : aggregate[1] === 'union' ? 'union' : 'enum'
    found.aggregates.push({keyword, tag: aggregate[2], start, bodyStart: brace, bodyEnd: end})
  }
  const name = functionName(header, parenthesis)
  if (name === undefined) return
  found.functions.push({
    name: name.text,
    headerStart: start,
    start: start + name.at,
    headerEnd: brace,
    bodyStart: brace,
    bodyEnd: end,
    isStatic: header.includes('static '),
    isWeak: header.includes('__weak') || header.includes('((weak))'),
  })
}

const aggregateHeader = /^(?:typedef )?(?:static )?(?:const )?(struct|union|enum)\b(?:\s+(\w+))?(?:\s+__\w+)*\s*$/

/** Words before a parenthesis that are no function's name. */
const attributes = new Set(['__attribute__', '__printf', '__aligned', '__section', 'asm', '__acquires', '__releases'])

/** The word before the first parenthesis that is no attribute's. */
function functionName(header: string, first: number): {readonly text: string; readonly at: number} | undefined {
  for (let parenthesis = first; parenthesis !== -1; ) {
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

function addCall(text: string, found: Found, start: number, last: number): void {
  const open = text.indexOf('(', start)
  if (open === -1 || open > last) return
  const name = text.slice(start, open)
  if (!isWord(name)) return
  const argumentStart = open + 1
  let argumentEnd = argumentStart
  while (argumentEnd < last && !isArgumentEnd(text.charCodeAt(argumentEnd))) argumentEnd++
  found.calls.push({name, argument: text.slice(argumentStart, argumentEnd), start: argumentStart, end: argumentEnd})
}

function isArgumentEnd(code: number): boolean {
  return code === 44 || code === 41
}

function isWord(text: string): boolean {
  return /^\w+$/.test(text)
}

function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at === -1 ? text.length : at
}

function directiveEnd(text: string, from: number): number {
  let end = lineEnd(text, from)
  while (text.charCodeAt(end - 1) === 92 && end < text.length) end = lineEnd(text, end + 1)
  return end
}

/** The last character of a line that is neither blank nor in a comment; -1 where there is none. */
function lastCharacter(text: string, from: number, to: number): number {
  let end = to
  if (text.startsWith('*/', to - 2)) {
    const open = text.slice(from, to).lastIndexOf('/*')
    if (open !== -1) end = from + open
  }
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--
  return end === from ? -1 : end - 1
}
