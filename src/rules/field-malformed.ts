/** A field is written as one: a colon before and behind its name, on a line of its field list. */

import {type DocumentField, placeBetween} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'

export const fieldMalformed = defineRule({
  id: 'field-malformed',
  scope: 'tree',
  severity: 'warning',
  summary: 'A field is written as one: a colon before and behind its name, on a line of its field list.',
  why: 'A line that is no field is set as running text, the lines of several fields in one paragraph.',
  source: 'docutils, reStructuredText Markup Specification, "Field Lists"',
  messages: {
    field: (names, fields) => `Unexpected ${names} in a paragraph, expected ${fields} in the field list`,
    parenthesis: (name, text) => `Unexpected parenthesis in \`:${name}: ${text}\`, expected balanced ones`,
  },
  check(input, report) {
    // A document may write such lines throughout, and have no field lists at all.
    const usual = new Set(input.document.fieldLists.flatMap(({fields}) => fields.map(({key}) => key)))
    for (const fields of paragraphsOf(input.document.malformedFields.filter(({key}) => usual.has(key)))) {
      const [first] = fields
      const names = fields.map(({name}) => `\`${name}\``).join(', ')
      report('field', [names, fields.map(({name}) => `\`:${name}:\``).join(', ')], {
        symbol: subjectIn(first.section?.title ?? '', input.prefix),
        place: placeBetween(first.place, fields.at(-1)?.place ?? first.place),
      })
    }
    for (const {fields, section} of input.document.fieldLists) {
      for (const {name, text, place} of fields) {
        if (isBalanced(text)) continue
        report('parenthesis', [name, text], {symbol: subjectIn(section.title, input.prefix), place})
      }
    }
  },
  examples: [
    {
      name: 'colons forgotten',
      files: exampleFiles({
        document:
          section('4.1 KVM_DO', {}, 'Architectures: x86\nType: vm ioctl') +
          section('4.2 KVM_UNDO', {Architectures: 'x86', Type: 'vm ioctl'}),
        header: '',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `Architectures`, `Type` in a paragraph, expected `:Architectures:`, `:Type:` in the field list',
      ],
    },
    {
      name: 'a field list, and a sentence with a colon',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86', Parameters: 'a mask (bits [0, 4) of it)'},
          'Architectures: these differ, as the note says.',
        ),
        header: '',
      }),
      expected: [],
    },
  ],
})

/** Lines that follow each other are one mistake: a colon that is missing in one makes a paragraph of all. */
function paragraphsOf(fields: readonly DocumentField[]): [DocumentField, ...DocumentField[]][] {
  const paragraphs: [DocumentField, ...DocumentField[]][] = []
  for (const field of fields) {
    const paragraph = paragraphs.at(-1)
    if (paragraph && field.place.line === (paragraph.at(-1)?.place.endLine ?? 0) + 1) paragraph.push(field)
    else paragraphs.push([field])
  }
  return paragraphs
}

/** The first name of a title, else the title. */
export function subjectIn(title: string, prefix: string): string {
  return new RegExp(`${prefix}_\\w+`).exec(title)?.[0] ?? title
}

/** Intervals such as `[base, base + nmsrs)` and `a)` at the beginning of a text are no parentheses. */
function isBalanced(text: string): boolean {
  const plain = text.replace(/[[(][^[\]()]*,[^[\]()]*[\])]/g, '').replace(/(?:^|\s)[a-z]\)\s/g, '')
  let depth = 0
  for (const character of plain) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (depth < 0) return false
  }
  return depth === 0
}
