/** A section has the fields that its chapter says that every section has. */

import type {FieldList, Section} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {subjectIn} from './field-malformed.ts'
import {exampleFiles, section} from './support/example.ts'
import {numberedSection} from './support/sections.ts'

/** Twenty sections with two fields, the first with more or less. */
function chapter(more: Readonly<Record<string, string>>, less: string | undefined): string {
  const fields = {Architectures: 'x86', Type: 'vm ioctl'}
  const first = Object.fromEntries(Object.entries({...fields, ...more}).filter(([name]) => name !== less))
  const titles = Array.from({length: 20}, (_, index) => `4.${index + 1} KVM_DO_${index + 1}`)
  return `4. Ioctls\n=========\n\n${titles.map((title, index) => section(title, index === 0 ? first : fields)).join('')}`
}

export const fieldMissing = defineRule({
  id: 'field-missing',
  scope: 'tree',
  severity: 'warning',
  summary: 'A section has the fields that nearly all sections of its chapter have.',
  why: 'What is not said is guessed: on which architectures it exists, what it takes, what it returns.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    lacks: (title, field) =>
      `Unexpected absence of \`:${field}:\` in the field list of \`${title}\`, expected it as in the rest of the chapter`,
  },
  check(input, report) {
    for (const sections of sectionsByChapter(input).values()) {
      for (const [key, name] of usualFields(sections)) {
        for (const [section, lists] of sections) {
          const [first] = lists
          const malformed = input.document.malformedFields.some(
            (field) => field.section === section && field.key === key,
          )
          if (!first || malformed || lists.some(({fields}) => fields.some((field) => field.key === key))) continue
          const subject = subjectIn(section.title, input.prefix)
          report('lacks', [subject, name], {symbol: subject, place: first.fields[0]?.place ?? first.place})
        }
      }
    }
  },
  examples: [
    {
      name: 'one of twenty lacks its architectures',
      files: exampleFiles({document: chapter({}, 'Architectures')}),
      expected: [
        'Documentation/virt/kvm/api.rst:7:1: warning: Unexpected absence of `:Architectures:` in the field list of `KVM_DO_1`, expected it as in the rest of the chapter',
      ],
    },
    {
      name: 'a field that few have is not expected of the rest',
      files: exampleFiles({document: chapter({'Extended by': 'KVM_CAP_MORE'}, undefined)}),
      expected: [],
    },
  ],
})

type Sections = ReadonlyMap<Section, readonly FieldList[]>

/** The numbered sections of each chapter that have field lists; lists of sections below them count as theirs. */
function sectionsByChapter({document}: TreeInput): ReadonlyMap<Section, Sections> {
  const chapters = new Map<Section, Map<Section, FieldList[]>>()
  for (const list of document.fieldLists) {
    const section = numberedSection(list.section)
    if (!section?.parent) continue
    const chapter = chapters.get(section.parent) ?? new Map<Section, FieldList[]>()
    chapters.set(section.parent, chapter)
    chapter.set(section, [...(chapter.get(section) ?? []), list])
  }
  return chapters
}

/** The share of a chapter's sections that must have a field before the rest is expected to have it. */
const nearlyAll = 0.95

/** Keys and names of the fields that nearly all sections of a chapter have. */
function usualFields(sections: Sections): Map<string, string> {
  const counts = new Map<string, number>()
  const names = new Map<string, string>()
  for (const lists of sections.values()) {
    const keys = new Map(lists.flatMap(({fields}) => fields.map(({key, name}) => [key, name] as const)))
    for (const [key, name] of keys) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
      names.set(key, name)
    }
  }
  return new Map([...names].filter(([key]) => (counts.get(key) ?? 0) >= nearlyAll * sections.size))
}
