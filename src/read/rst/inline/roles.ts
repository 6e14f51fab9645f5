/** What a role makes of interpreted text. (docutils: "Interpreted Text Roles".) */

import type {Inline} from '../types-inline.ts'
import type {Scanner} from './scanner.ts'

/** Where the text and its markup stand. */
export interface Interpreted {
  start: number
  from: number
  to: number
  end: number
  /** Empty where there is none. */
  role: string
}

type Simple = 'abbreviation' | 'acronym' | 'emphasis' | 'strong' | 'subscript' | 'superscript' | 'title_reference'

/** docutils' roles that wrap their text in a node of their own; names in lower case, with their short forms. */
const simple: ReadonlyMap<string, Simple> = new Map([
  ['', 'title_reference'],
  ['title-reference', 'title_reference'],
  ['title', 'title_reference'],
  ['t', 'title_reference'],
  ['abbreviation', 'abbreviation'],
  ['ab', 'abbreviation'],
  ['acronym', 'acronym'],
  ['ac', 'acronym'],
  ['emphasis', 'emphasis'],
  ['strong', 'strong'],
  ['subscript', 'subscript'],
  ['sub', 'subscript'],
  ['superscript', 'superscript'],
  ['sup', 'superscript'],
])

/** A node, or docutils' message about the text. */
type RoleReader = (scanner: Scanner, text: Interpreted) => Inline | string

const special: ReadonlyMap<string, RoleReader> = new Map<string, RoleReader>([
  [
    'literal',
    (scanner, text) => ({type: 'literal', value: shown(scanner, text), role: 'literal', ...at(scanner, text)}),
  ],
  ['code', (scanner, text) => ({type: 'literal', value: raw(scanner, text), role: 'code', ...at(scanner, text)})],
  ['math', (scanner, text) => ({type: 'math', value: raw(scanner, text), ...at(scanner, text)})],
  ['pep-reference', pep],
  ['pep', pep],
  ['rfc-reference', rfc],
  ['rfc', rfc],
])

/** Adds the node of interpreted text. A role that docutils does not know is Sphinx's or the kernel's: a `role`. */
export function interpretedText(scanner: Scanner, text: Interpreted): number {
  const role = text.role.toLowerCase()
  const type = simple.get(role)
  if (type) return scanner.add({type, value: shown(scanner, text), ...at(scanner, text)}, text.end, text.start)
  const node = special.get(role)?.(scanner, text)
  if (typeof node === 'string') return scanner.problem(text.start, text.end, node, 3)
  if (node) return scanner.add(node, text.end, text.start)
  const value = shown(scanner, text)
  return scanner.add({type: 'role', name: text.role, value, ...at(scanner, text)}, text.end, text.start)
}

function shown(scanner: Scanner, {from, to}: Interpreted): string {
  return scanner.shown(from, to)
}

function raw(scanner: Scanner, {from, to}: Interpreted): string {
  return scanner.raw(from, to)
}

function at(scanner: Scanner, {start, end}: Interpreted) {
  return {position: scanner.position(start, end)}
}

function pep(scanner: Scanner, text: Interpreted): Inline | string {
  const value = shown(scanner, text)
  if (!/^\d{1,4}$/.test(value)) return `PEP number must be a number from 0 to 9999; "${value}" is invalid.`
  const uri = `https://peps.python.org/pep-${value.padStart(4, '0')}`
  return {type: 'reference', value: `PEP ${value}`, uri, ...at(scanner, text)}
}

function rfc(scanner: Scanner, text: Interpreted): Inline | string {
  const value = shown(scanner, text)
  const [, number, section = ''] = /^(\d+)(#.*)?$/s.exec(value) ?? []
  if (!number || Number(number) < 1) {
    return `RFC number must be a number greater than or equal to 1; "${value}" is invalid.`
  }
  const uri = `https://tools.ietf.org/html/rfc${Number(number)}.html${section}`
  return {type: 'reference', value: `RFC ${Number(number)}`, uri, ...at(scanner, text)}
}
