/**
 * A reference of several words, which may hold its target.
 *
 * ```rst
 * > | `a phrase`_
 *     ^^^^^^^^^^^
 * > | `text <https://www.kernel.org/>`_, `text <name_>`_
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Embedded URIs and Aliases"; `Inliner.phrase_ref`.
 */

import {normalizeName} from '../names.ts'
import type {Reference} from '../types-inline.ts'
import {isSpace, NULL} from './characters.ts'
import {restoreBackslashes, unescapeNulls} from './escape.ts'
import type {Scanner} from './scanner.ts'

export interface Phrase {
  start: number
  from: number
  to: number
  end: number
  anonymous: boolean
}

export function phraseReference(scanner: Scanner, {start, from, to, end, anonymous}: Phrase): number {
  const escaped = scanner.value.slice(from, to)
  const position = scanner.position(start, end)
  const embedded = embeddedLink(escaped)
  if (!embedded) {
    const value = unescapeNulls(escaped)
    const target = anonymous ? {anonymous: true} : {referenceName: normalizeName(value)}
    return scanner.add({type: 'reference', value, ...target, position}, end, start)
  }
  const target = targetOf(embedded.alias)
  const shown = escaped.slice(0, embedded.textEnd)
  const value = unescapeNulls(shown === '' ? (target.uri ?? target.referenceName) : shown)
  const name = normalizeName(value)
  const node: Reference = {type: 'reference', value, ...target, ...(!anonymous && {targetName: name}), position}
  scanner.add(node, end, start)
  // docutils notes no target of its own for a name that stands for another one.
  if (!anonymous && target.uri !== undefined) {
    scanner.parser.noteTarget(name, position.start.line, position, target.uri)
  }
  return end
}

/** `… <alias>` at the end of the text; angle brackets in it are escaped. */
function embeddedLink(escaped: string): {textEnd: number; alias: string} | undefined {
  const closing = escaped.length - 1
  if (!escaped.endsWith('>') || closing < 2) return undefined
  if (escaped.charCodeAt(closing - 1) === NULL || isSpace(escaped, closing - 1)) return undefined
  let opening = closing - 1
  while (opening >= 0) {
    const character = escaped.charAt(opening)
    if ((character === '<' || character === '>') && escaped.charCodeAt(opening - 1) !== NULL) break
    opening -= 1
  }
  if (escaped.charAt(opening) !== '<' || isSpace(escaped, opening + 1)) return undefined
  let textEnd = opening
  while (escaped.charAt(textEnd - 1) === ' ' || escaped.charAt(textEnd - 1) === '\n') textEnd -= 1
  if (textEnd === opening && opening > 0) return undefined
  return {textEnd, alias: escaped.slice(opening + 1, closing)}
}

type EmbeddedTarget = {uri: string; referenceName?: never} | {referenceName: string; uri?: never}

/** A name where the alias ends in an underscore and is no address; otherwise an address. */
function targetOf(alias: string): EmbeddedTarget {
  const raw = restoreBackslashes(alias)
  if (alias.endsWith('_') && !raw.endsWith('\\_') && !/^[a-zA-Z][a-zA-Z0-9.+-]*:/.test(alias)) {
    return {referenceName: normalizeName(unescapeNulls(alias.slice(0, -1)))}
  }
  const uri = mailUri(uriOf(alias))
  return {uri: uri.endsWith('\\_') ? `${uri.slice(0, -2)}_` : uri}
}

/** docutils: white space in an address is dropped, unless it is escaped. */
export function uriOf(escaped: string): string {
  const parts = escaped.split(/\0[ \n]/).map((part) => part.replace(/\s+/g, ''))
  return unescapeNulls(parts.join(' '))
}

/** The address with its scheme, where it is one for mail. */
export function mailUri(uri: string): string {
  return isMail(uri) ? `mailto:${uri}` : uri
}

const mail = /^[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]+(?:\.[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]+)*@[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9.]+$/

function isMail(uri: string): boolean {
  return uri.includes('@') && mail.test(uri) && /[_~*/=+a-zA-Z0-9]$/.test(uri)
}
