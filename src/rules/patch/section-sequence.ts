/** A new section has the number that follows on that of the section above it in the hunk. */

import type {Section} from '../../model/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {newSections, sectionsOf} from './support/documents.ts'

export const sectionSequence = definePatchRule({
  id: 'section-sequence',
  scope: 'patch',
  severity: 'warning',
  summary: 'A new section has the next number of its chapter.',
  why: 'Sections are referred to by number; one that is left out or given twice shows that the patch was rebased and its document was not.',
  source: 'Documentation/virt/kvm/api.rst, whose sections are numbered',
  messages: {
    next: (number, title, above, previous) =>
      `Unexpected section number ${number} of \`${title}\` behind \`${above}\`, expected the one after ${previous}`,
    taken: (number, title, below) =>
      `Unexpected section number ${number} of \`${title}\`, expected another: \`${below}\` has it, or one before it`,
  },
  check(input, report) {
    const added = new Set(newSections(input).map(({section}) => section))
    for (const hunk of input.documents) {
      const numbered = sectionsOf(hunk).filter(({section}) => partsOf(section) !== undefined)
      for (const [index, {section, names}] of numbered.entries()) {
        if (!added.has(section)) continue
        const above = numbered[index - 1]?.section
        const below = numbered[index + 1]?.section
        const title = names[0] ?? section.title
        const {number = ''} = section
        const detail = {symbol: title, place: section.place}
        if (above && distance(above, section) !== undefined && distance(above, section) !== 1) {
          report('next', [number, title, above.title, above.number ?? ''], {...detail, related: [{place: above.place}]})
        } else if (below && !added.has(below) && (distance(section, below) ?? 1) < 1) {
          report('taken', [number, title, below.title], {...detail, related: [{place: below.place}]})
        }
      }
    }
  },
  examples: [
    {
      name: 'a number that the section above has, and one too far',
      files: {
        'Documentation/virt/kvm/api.rst': `@@ -5000,5 +5000,18 @@
 4.143 KVM_PULL_ROPE
 -------------------
 
 Pulls the rope.
 
+4.143 KVM_RING_BELL
+-------------------
+
+Rings the bell.
+
+4.147 KVM_STOP_BELL
+-------------------
+
+Stops the bell.
+
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5005:1: warning: Unexpected section number 4.143 of `KVM_RING_BELL` behind `4.143 KVM_PULL_ROPE`, expected the one after 4.143',
        'Documentation/virt/kvm/api.rst:5010:1: warning: Unexpected section number 4.147 of `KVM_STOP_BELL` behind `4.143 KVM_RING_BELL`, expected the one after 4.143',
      ],
    },
    {
      name: 'the next number, and the first of another chapter',
      files: {
        'Documentation/virt/kvm/api.rst': `@@ -5000,5 +5000,10 @@
 4.143 KVM_PULL_ROPE
 -------------------
 
 Pulls the rope.
 
+4.144 KVM_RING_BELL
+-------------------
+
+Rings the bell.
+
`,
      },
      expected: [],
    },
  ],
})

/** `4.143` as chapter and number in it. */
function partsOf({number}: Section): readonly [string, number] | undefined {
  const [, chapter, within] = /^(\d+)\.(\d+)$/.exec(number ?? '') ?? []
  return chapter === undefined || within === undefined ? undefined : [chapter, Number(within)]
}

/** How many numbers lie between two sections of one chapter. */
function distance(above: Section, below: Section): number | undefined {
  const [one, other] = [partsOf(above), partsOf(below)]
  return one && other && one[0] === other[0] ? other[1] - one[1] : undefined
}
