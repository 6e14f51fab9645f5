/** A list that is presented as complete has every constant of its family. */

import type {Constant, ConstantList, Section} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'
import {familyOf} from './support/family.ts'
import {numberedSection} from './support/sections.ts'

export const listIncomplete = defineRule({
  id: 'list-incomplete',
  scope: 'tree',
  severity: 'warning',
  summary: 'A list that is presented as complete has every constant of its family.',
  why: 'A reader takes "valid values are" for all there are, and rejects or never sets what is missing.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    lacks: (names, introduction) =>
      `Unexpected absence of ${names} in the list "${introduction}", expected every constant of the header`,
  },
  check(input, report) {
    for (const list of input.document.constantLists) {
      const missing = missingFrom(input, list)
      const [first] = missing
      const last = list.names.at(-1)
      if (!first || !last) continue
      report('lacks', [missing.map(({name}) => `\`${name}\``).join(', '), list.introduction], {
        symbol: first.name,
        place: last.place,
        related: missing.map(({place, name}) => ({place, message: `\`${name}\` in the header`})),
      })
    }
  },
  examples: [
    {
      name: 'one value less than the header',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {},
          'Valid values are:\n\n- KVM_DO_MODE_FAST -- at once\n- KVM_DO_MODE_SLOW -- later',
        ),
        header:
          '#define KVM_DO_MODE_FAST 0\n#define KVM_DO_MODE_SLOW 1\n#define KVM_DO_MODE_NEVER 2\n#define KVM_DO_MODE_MASK 3\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:7:3: warning: Unexpected absence of `KVM_DO_MODE_NEVER` in the list "Valid values are:", expected every constant of the header',
      ],
    },
    {
      name: 'the section names it elsewhere; a mask is no value',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {},
          'Valid values are:\n\n- KVM_DO_MODE_FAST -- at once\n- KVM_DO_MODE_SLOW -- later\n\nKVM_DO_MODE_NEVER is for tests.',
        ),
        header:
          '#define KVM_DO_MODE_FAST 0\n#define KVM_DO_MODE_SLOW 1\n#define KVM_DO_MODE_NEVER 2\n#define KVM_DO_MODE_MASK 3\n',
      }),
      expected: [],
    },
  ],
})

/** What the header has beside the listed names, and the same section does not mention at all. */
function missingFrom(input: TreeInput, list: ConstantList): readonly Constant[] {
  const listed = new Set(list.names.map(({name}) => name))
  const mentioned = new Set(
    input.document.mentions.filter(({section}) => sameTopic(section, list.section)).map(({name}) => name),
  )
  // What another list has is left out on purpose: two ioctls that take different parts of one family.
  const others = new Set(
    input.document.constantLists.filter((other) => other !== list).flatMap(({names}) => names.map(({name}) => name)),
  )
  return familyOf(input, [...listed]).filter(({name}) => !listed.has(name) && !mentioned.has(name) && !others.has(name))
}

/** Below the same numbered title. */
function sameTopic(left: Section | undefined, right: Section | undefined): boolean {
  return numberedSection(left) === numberedSection(right)
}
