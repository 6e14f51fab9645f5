/** Every section has a number of its own, and the numbers ascend. */

import type {Section} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'

export const sectionNumber = defineRule({
  id: 'section-number',
  scope: 'tree',
  severity: 'error',
  summary: 'Every section has a number of its own, and the numbers ascend.',
  why: 'The document and the mails about it refer to sections by number; of two with one number a reader finds the first.',
  source: 'Documentation/doc-guide/sphinx.rst, "Specific guidelines for the kernel documentation"',
  messages: {
    taken: (title, number, first) =>
      `Unexpected section number ${number} of \`${title}\`, expected another: \`${first}\` has it`,
    descending: (title, number, previous) =>
      `Unexpected section number ${number} of \`${title}\` behind ${previous}, expected a higher one`,
    jump: (title, number, previous) =>
      `Unexpected section number ${number} of \`${title}\` behind ${previous}, expected the next one`,
  },
  check(input, report) {
    const byNumber = new Map<string, Section>()
    let previous: Section | undefined
    for (const section of input.document.sections) {
      const {number} = section
      if (number === undefined) continue
      const first = byNumber.get(number)
      const detail = {symbol: subjectOf(section), place: section.place}
      if (first) {
        report('taken', [subjectOf(section), number, subjectOf(first)], {
          ...detail,
          related: [{place: first.place, message: `${number} stands here first`}],
        })
      } else if (previous && sameChapter(previous, section) && lastPart(number) < lastPart(previous.number)) {
        report('descending', [subjectOf(section), number, previous.number ?? ''], {
          ...detail,
          severity: 'warning',
          related: [{place: previous.place}],
        })
      } else if (
        previous &&
        sameChapter(previous, section) &&
        lastPart(number) > lastPart(previous.number) + largestGap
      ) {
        report('jump', [subjectOf(section), number, previous.number ?? ''], {
          ...detail,
          severity: 'info',
          related: [{place: previous.place}],
        })
      }
      byNumber.set(number, first ?? section)
      previous = section
    }
  },
  examples: [
    {
      name: 'two sections with one number',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {}) + section('4.1 KVM_UNDO', {}),
        header: '',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: error: Unexpected section number 4.1 of `KVM_UNDO`, expected another: `KVM_DO` has it',
      ],
    },
    {
      name: 'a gap that a removed section left',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {}) + section('4.3 KVM_UNDO', {}),
        header: '',
      }),
      expected: [],
    },
  ],
})

/** Sections are removed and their numbers are not given out again: gaps of a few are what that leaves. */
const largestGap = 10

const lastPart = (number: string | undefined): number => Number(number?.split('.').at(-1) ?? 0)

function sameChapter(left: Section, right: Section): boolean {
  return left.number?.split('.').slice(0, -1).join('.') === right.number?.split('.').slice(0, -1).join('.')
}

/** The title without its number. */
function subjectOf({title, number}: Section): string {
  return title.slice(number?.length ?? 0).replace(/^\.?\s+/, '')
}
