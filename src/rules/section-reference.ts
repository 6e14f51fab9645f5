/** "See section N" leads to a section that is there and speaks of what the sentence is about. */

import type {Section} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'

export const sectionReference = defineRule({
  id: 'section-reference',
  scope: 'tree',
  severity: 'error',
  summary: '"See section N" leads to a section that is there and speaks of what the sentence is about.',
  why: 'Sections move and numbers do not follow by themselves; a reader who is sent to the wrong one finds another interface.',
  source: 'Documentation/doc-guide/sphinx.rst, "Cross-referencing"',
  messages: {
    absent: (number) =>
      `Unexpected reference to section ${number}, which is not there, expected the number of a section`,
    other: (number, title, name, expected) =>
      `Unexpected reference to section ${number}, \`${title}\`, for \`${name}\`, expected section ${expected}`,
  },
  check(input, report) {
    const numbered = new Map<string, Section>()
    for (const section of input.document.sections) {
      if (section.number !== undefined && !numbered.has(section.number)) numbered.set(section.number, section)
    }
    for (const {number, names, place, section} of input.document.sectionReferences) {
      const target = numbered.get(number)
      if (!target) {
        report('absent', [number], {symbol: `section ${number}`, place})
        continue
      }
      // Within the section itself a name is mentioned by the sentence that refers: only its title tells.
      const about = (name: string): boolean =>
        isWithin(section, target) ? titled(input, name) === target : speaksOf(input, target, name)
      const stray = names.find((name) => titled(input, name))
      if (stray === undefined || names.some(about)) continue
      const expected = titled(input, stray)
      report('other', [number, target.title, stray, expected?.number ?? ''], {
        symbol: stray,
        place,
        related: [
          {place: target.place, message: `section ${number}`},
          ...(expected ? [{place: expected.place, message: `the section on \`${stray}\``}] : []),
        ],
      })
    }
  },
  examples: [
    {
      name: 'to itself, and to nothing',
      files: exampleFiles({
        document:
          section('8.1 KVM_CAP_DO', {}, 'What it does.') +
          section('8.2 KVM_CAP_UNDO', {}, 'For more on KVM_CAP_DO, see section 8.2. See section 8.9.'),
        header: '',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:9:37: error: Unexpected reference to section 8.2, `8.2 KVM_CAP_UNDO`, for `KVM_CAP_DO`, expected section 8.1',
        'Documentation/virt/kvm/api.rst:9:54: error: Unexpected reference to section 8.9, which is not there, expected the number of a section',
      ],
    },
    {
      name: 'to the right one, and to another book',
      files: exampleFiles({
        document:
          section('8.1 KVM_CAP_DO', {}, 'What it does.') +
          section(
            '8.2 KVM_CAP_UNDO',
            {},
            'For more on KVM_CAP_DO, see section 8.1. It follows the manual, section 12.',
          ),
        header: '',
      }),
      expected: [],
    },
  ],
})

/** The section whose title has the name. */
function titled(input: TreeInput, name: string): Section | undefined {
  return [...input.document.ioctls.named(name), ...input.document.capabilities.named(name)][0]?.section
}

/** Whether the name stands in the section, or in one below it. */
function speaksOf(input: TreeInput, target: Section, name: string): boolean {
  return input.document.mentions.some((mention) => mention.name === name && isWithin(mention.section, target))
}

function isWithin(section: Section | undefined, ancestor: Section): boolean {
  for (let at = section; at; at = at.parent) if (at === ancestor) return true
  return false
}
