/** A list that is presented as complete has every constant of its family. */

import type {Constant, ConstantList, Section} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'
import {familyOf} from './support/family.ts'
import {isDefined, nearestInHeaders} from './support/headers.ts'
import {numberedSection} from './support/sections.ts'

export const listIncomplete = defineRule({
  id: 'list-incomplete',
  scope: 'tree',
  severity: 'warning',
  summary: 'A list that is presented as complete has every constant of its family.',
  why: 'A reader takes "valid values are" for all there are, and rejects or never sets what is missing.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    copy: (names) =>
      `Unexpected absence of ${names} among \`#define\`s that are copied from the header, expected all of that run`,
    lacks: (names, introduction) =>
      `Unexpected absence of ${names} in the list "${introduction}", expected every constant of the header`,
  },
  check(input, report) {
    for (const list of input.document.constantLists) {
      if (list.introduction === undefined && isIntroduced(input, list)) continue
      const missing = missingFrom(input, list)
      const [first] = missing
      const last = list.names.at(-1)
      if (!first || !last) continue
      const names = missing.map(({name}) => `\`${name}\``).join(', ')
      report(list.introduction === undefined ? 'copy' : 'lacks', [names, list.introduction ?? ''], {
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

/** The same lines stand below a sentence that presents them. */
function isIntroduced({document}: TreeInput, {names}: ConstantList): boolean {
  const offsets = new Set(names.map(({place}) => place.offset))
  return document.constantLists.some(
    (other) => other.introduction !== undefined && other.names.some(({place}) => offsets.has(place.offset)),
  )
}

/** What the header has beside the listed names, and nothing says that it was left out on purpose. */
function missingFrom(input: TreeInput, list: ConstantList): readonly Constant[] {
  const {mentions, constantLists} = input.document
  const listed = new Set(list.names.map(({name}) => name))
  const unlisted = familyOf(input, [...listed]).filter(({name}) => !listed.has(name))
  if (unlisted.length === 0) return []
  // A sentence speaks for its section; lines that are copied are missed only where the document is silent everywhere.
  const near = mentions.filter(({section}) => list.introduction === undefined || sameTopic(section, list.section))
  const mentioned = new Set(near.map(({name}) => name))
  // What another list has is left out on purpose: two ioctls that take different parts of one family.
  const others = new Set(
    constantLists.filter((other) => other !== list).flatMap(({names}) => names.map(({name}) => name)),
  )
  // A name that nobody defines was meant as its nearest.
  const meant = new Set(
    [...listed].flatMap((name) => (isDefined(input, name) ? [] : [nearestInHeaders(input, 'constants', name)])),
  )
  return unlisted.filter(({name}) => ![mentioned, others, meant].some((set) => set.has(name)))
}

/** Below the same numbered title. */
function sameTopic(left: Section | undefined, right: Section | undefined): boolean {
  return numberedSection(left) === numberedSection(right)
}
