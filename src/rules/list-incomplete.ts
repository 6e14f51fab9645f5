/** A list that is presented as complete has every constant of its family. */

import type {Constant, ConstantList, Section} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
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
      `Unexpected end of the list "${introduction}" without ${names}, expected every constant of the header`,
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
  examples: [],
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
