/** A made-up disagreement for the formats to show, with places that are looked up instead of counted. */

import {type IdentifiedFinding, identify, inOrder} from '../../src/findings/index.ts'
import {type Finding, type Place, placeOf} from '../../src/model/index.ts'
import type {Results} from '../../src/report/index.ts'

type Files = Readonly<Record<string, string>>

/** Where `text` stands in a file, the first time. */
export function placeOfText(files: Files, file: string, text: string): Place {
  const source = files[file] ?? ''
  const offset = source.indexOf(text)
  if (offset < 0) throw new Error(`${file} has no ${text}`)
  const at = (offset: number) => {
    const before = source.slice(0, offset)
    const line = before.split('\n').length
    return {line, column: offset - before.lastIndexOf('\n'), offset}
  }
  return placeOf(file, {start: at(offset), end: at(offset + text.length)})
}

export function resultsOf(files: Files, findings: readonly Finding[]): Results {
  const linesOf = (file: string) => files[file]?.split('\n') ?? []
  return {findings: identify(inOrder(findings), linesOf), linesOf: () => linesOf, rules: [], version: '1.2.3'}
}

export const files: Files = {
  'doc/lamp.rst': '::\n\n  struct lamp {\n\t__u32 colour;\n\t__u32 späre[];\n  };\n',
  'include/lamp.h': 'struct lamp {\n\t__u32 color;\n};\n#define LAMP_OFF 0\n',
}

export const findings: readonly Finding[] = [
  {
    rule: 'struct-field-name',
    severity: 'error',
    symbol: 'struct lamp.color',
    message:
      'Unexpected member `colour` in `struct lamp`, expected `color`, as the header has it and userspace compiles',
    place: placeOfText(files, 'doc/lamp.rst', 'colour'),
    related: [{place: placeOfText(files, 'include/lamp.h', 'color'), message: 'the member in the header'}],
    note: 'The layout is the same, so a program that was written from the document does not compile.',
  },
  {
    rule: 'struct-field-extra',
    severity: 'warning',
    symbol: 'struct lamp.späre',
    message: 'Unexpected member `späre`, expected {no} more: 100%',
    place: placeOfText(files, 'doc/lamp.rst', 'späre'),
    related: [{place: placeOfText(files, 'include/lamp.h', 'struct lamp {\n\t__u32 color;\n};')}],
  },
  {
    rule: 'constant-undocumented',
    severity: 'info',
    symbol: 'LAMP_OFF',
    message: '`LAMP_OFF` is nowhere in the document',
    place: placeOfText(files, 'include/lamp.h', 'LAMP_OFF'),
    related: [],
  },
]

export const results = resultsOf(files, findings)

/** A finding in a file whose name, line and message want to talk to the terminal. */
export function hostile(): Results {
  const file = 'doc/\u001B[2Jlamp\u202E.rst'
  const files = {[file]: 'a \u001B[31mred\u009B0m\u0007 line\n'}
  const finding: Finding = {
    rule: 'struct-field-name',
    severity: 'error',
    symbol: 'struct \u001Blamp',
    message: 'Unexpected `\u001B]0;title\u0007`\r\n::error::, expected `a%,:b`\u2028',
    place: placeOfText(files, file, 'red'),
    related: [{place: placeOfText(files, file, 'line'), message: 'the \u001B[1mother'}],
    note: 'A \u009B31m note',
  }
  return resultsOf(files, [finding])
}

export function only(results: Results, rule: string): Results {
  return {...results, findings: results.findings.filter((finding: IdentifiedFinding) => finding.rule === rule)}
}
