/**
 * Addresses that stand by themselves in text.
 *
 * ```rst
 * > | See https://www.kernel.org/ or write to kvm@vger.kernel.org.
 *         ^^^^^^^^^^^^^^^^^^^^^^^             ^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Standalone Hyperlinks"; `Inliner.standalone_uri`, whose regular expression backtracks too much on noise.
 */

import {isPrefix, isSuffix, NULL} from './characters.ts'
import {unescapeNulls} from './escape.ts'
import type {Scanner} from './scanner.ts'
import {uriSchemes} from './uri-schemes.ts'

const URI = 1
/** An address may end with it; with the others only before a `>`. */
const URI_LAST = 2
const MAIL = 4
const SCHEME = 8

const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const kinds = new Uint8Array(128)
const characters: readonly (readonly [string, number])[] = [
  [`-_.!~*'()[];/:@&=+$,%\0${alphanumeric}`, URI],
  [`_~*/=+${alphanumeric}`, URI_LAST],
  [`-_!~*'{|}/#?^\`&=+$%\0${alphanumeric}`, MAIL],
  [`.+-${alphanumeric}`, SCHEME],
]
for (const [list, kind] of characters) {
  for (const character of list) {
    const code = character.charCodeAt(0)
    kinds[code] = (kinds[code] ?? 0) | kind
  }
}

const COLON = 58
const DOT = 46
const QUESTION = 63
const HASH = 35
const GREATER = 62

interface Address {
  start: number
  end: number
  /** `mailto:` where the text has no scheme. */
  prefix: string
}

/** Adds the text from `start` to `end`, with the addresses in it as references. */
export function standalone(scanner: Scanner, addresses: readonly number[], start: number, end: number): void {
  const {value} = scanner
  let done = start
  for (const at of addresses) {
    if (at >= end) break
    if (at < done) continue
    const text = new Piece(value.slice(0, end), done)
    const found = value.charCodeAt(at) === COLON ? text.uri(at) : text.mail(at)
    if (!found) continue
    // docutils leaves the rest alone as soon as it meets a scheme that it does not know.
    if (found === 'unknown scheme') break
    scanner.addText(done, found.start)
    scanner.nodes.push({
      type: 'reference',
      value: scanner.shown(found.start, found.end),
      uri: found.prefix + unescapeNulls(value.slice(found.start, found.end)),
      position: scanner.position(found.start, found.end),
    })
    done = found.end
  }
  scanner.addText(done, end)
}

/** Text from `from` to its end, in which an address is looked for. */
class Piece {
  readonly #text: string
  readonly #from: number

  constructor(text: string, from: number) {
    this.#text = text
    this.#from = from
  }

  /** The address around the colon of its scheme. */
  uri(colon: number): Address | 'unknown scheme' | undefined {
    let first = colon
    while (first > this.#from && this.#is(first - 1, SCHEME)) first -= 1
    const start = this.#startBetween(first, colon, isLetter)
    if (start === undefined) return undefined
    const end = this.#endOfUri(colon + 1)
    if (end === undefined) return undefined
    if (!uriSchemes.has(this.#text.slice(start, colon).toLowerCase())) return 'unknown scheme'
    return {start, end, prefix: ''}
  }

  /** The address around an at-sign. */
  mail(at: number): Address | undefined {
    const text = this.#text
    if (at <= this.#from || !this.#is(at - 1, MAIL) || text.charCodeAt(at - 1) === NULL || !this.#is(at + 1, MAIL))
      return undefined
    let first = at - 1
    while (first > this.#from) {
      if (this.#is(first - 1, MAIL)) first -= 1
      else if (text.charCodeAt(first - 1) === DOT && first - 1 > this.#from && this.#is(first - 2, MAIL)) first -= 2
      else break
    }
    const start = this.#startBetween(first, at, (code) => code !== DOT)
    if (start === undefined) return undefined
    let run = at + 1
    while (this.#is(run, MAIL) || text.charCodeAt(run) === DOT) run += 1
    for (let end = run + 1; end > at + 2; end -= 1) {
      if (this.#mayEnd(end) && isSuffix(text, end)) return {start, end, prefix: 'mailto:'}
    }
    return undefined
  }

  #startBetween(first: number, end: number, isFirst: (code: number) => boolean): number | undefined {
    for (let at = first; at < end; at += 1) {
      if (isFirst(this.#text.charCodeAt(at)) && (at === this.#from || isPrefix(this.#text, at - 1))) return at
    }
    return undefined
  }

  /** The end of what follows a scheme: as long as possible, but not with punctuation at its end. */
  #endOfUri(start: number): number | undefined {
    const run = this.#runOf(start)
    const marker = this.#text.charCodeAt(run)
    if (run > start && this.#mayEnd(run)) {
      const end =
        marker === QUESTION ? this.#endOfQuery(run + 1) : marker === HASH ? this.#endOfPart(run + 1) : undefined
      if (end !== undefined) return end
    }
    return this.#endOfPart(start)
  }

  #endOfQuery(start: number): number | undefined {
    const run = this.#runOf(start)
    if (run > start && this.#text.charCodeAt(run) === HASH && this.#mayEnd(run)) {
      const end = this.#endOfPart(run + 1)
      if (end !== undefined) return end
    }
    return this.#endOfPart(start)
  }

  #endOfPart(start: number): number | undefined {
    for (let end = this.#runOf(start); end > start; end -= 1) {
      if (this.#mayEnd(end) && isSuffix(this.#text, end)) return end
    }
    return undefined
  }

  #runOf(start: number): number {
    let run = start
    while (this.#is(run, URI)) run += 1
    return run
  }

  /** Whether an address may end before `end`. */
  #mayEnd(end: number): boolean {
    if (this.#is(end - 1, URI_LAST)) return true
    return this.#is(end - 1, URI) && this.#text.charCodeAt(end) === GREATER
  }

  #is(at: number, kind: number): boolean {
    return ((kinds[this.#text.charCodeAt(at)] ?? 0) & kind) !== 0
  }
}

function isLetter(code: number): boolean {
  return (code > 64 && code < 91) || (code > 96 && code < 123)
}
