/**
 * References: `name_` where the name is simple, else in backquotes; an address by itself where docutils finds it there.
 *
 * What is shown, and the name that docutils compares, decide between `` `text`_ ``, `` `text <name_>`_ `` and the
 * anonymous forms. (docutils: "Hyperlink References".)
 */

import {isSimpleName, normalizeName} from '../../../read/rst/index.ts'
import type {RstInline} from '../types.ts'
import {escapeAll} from './escape.ts'
import {type Markup, unbroken} from './markup.ts'

type Reference = Extract<RstInline, {type: 'reference'}>
type Substitution = Extract<RstInline, {type: 'substitution_reference'}>

export function referenceMarkup(node: Reference, substitution: (node: Substitution) => Markup): Markup {
  const {uri, referenceName, anonymous = false, targetName} = node
  const value = unbroken(node.value)
  const suffix = anonymous ? '__' : '_'
  const [inner] = node.children ?? []
  if (inner) return {...substitution(inner), source: `${substitution(inner).source}${suffix}`}
  if (uri !== undefined) {
    if (targetName === undefined && isAddress(value, uri)) return {source: value, isAddress: true, start: 0}
    return embedded(value, escapeAddress(uri), targetName === undefined ? '__' : '_')
  }
  const isOwnName = anonymous || referenceName === normalizeName(value)
  if (targetName !== undefined || !isOwnName) {
    return embedded(value, `${escapeAll(referenceName ?? '', '\\`<>:')}_`, targetName === undefined ? '__' : '_')
  }
  if (isSimpleName(value)) return {source: `${value}${suffix}`, isName: true, start: 0}
  return {source: `\`${escapeAll(value, '\\`<>')}\`${suffix}`, breaks: true, start: 1}
}

function embedded(value: string, target: string, suffix: string): Markup {
  return {source: `\`${escapeAll(value, '\\`<>')} <${target}>\`${suffix}`, start: 1}
}

/** An address in angle brackets, or behind a target's name: white space is dropped there, and `_` at its end is a name's. */
export function escapeAddress(uri: string): string {
  return escapeAll(uri, '\\`<> ').replace(/_$/, '\\_')
}

const address = /^(?:https?|ftp|git):\/\/[\w.~/+=%&;,@:-]*[\w/](?:\?[\w.~/+=%&;,-]*[\w/])?(?:#[\w.~/+=%-]*[\w/])?$/
const mail = /^[a-zA-Z0-9][\w+-]*(?:\.[\w+-]+)*@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*[a-zA-Z0-9]$/

/** Whether docutils finds the whole address where it stands by itself; by far not all that it does. */
export function isAddress(value: string, uri: string): boolean {
  // What ends in an underscore is a reference.
  if (/_(?![A-Za-z0-9])/.test(value)) return false
  return value === uri ? address.test(value) : uri === `mailto:${value}` && mail.test(value)
}
