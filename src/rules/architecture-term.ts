/** Words of one architecture stand in sections of that architecture. */

import type {Architecture, DocumentText, Occurrence, Section} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {capabilitySection, version} from './support/addition-example.ts'
import {isInside, placeIn, proseOf} from './support/texts.ts'

const capabilities = [{name: 'KVM_CAP_DO', number: 1}] as const

export const architectureTerm = defineRule({
  id: 'architecture-term',
  scope: 'addition',
  severity: 'warning',
  summary: 'Words of one architecture stand in sections of that architecture, or behind a sentence that names it.',
  why: 'The section says that it holds for others, too: their readers do not know what the word stands for on theirs.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 8',
  messages: {
    term: (term, architectures) =>
      `Unexpected \`${term}\` in a section for ${architectures}, expected a word that all of them have`,
  },
  check(addition, report) {
    const {ioctls, capabilities, fieldLists} = addition.own.document
    const nouns: readonly Occurrence[] = [...ioctls, ...capabilities]
    const isField = ({place}: DocumentText) => fieldLists.some((list) => isInside(place, list.place))
    // "On arm64, …" often stands in front of what is about arm64.
    const decided = new Set<Section>()
    for (const text of proseOf(addition).filter((one) => !isField(one))) {
      const {section} = text
      const noun = nouns.find((one) => one.section === section)
      const named = noun?.architectures ?? []
      if (section && architectureNames.test(text.text)) decided.add(section)
      if (!section || named.length < 2 || decided.has(section)) continue
      for (const {at, term, owners} of termsIn(text)) {
        if (named.every((name) => owners.includes(name))) continue
        report('term', [term, named.join(', ')], {
          symbol: noun?.name ?? term,
          place: placeIn(text, at, at + term.length),
        })
      }
    }
  },
  examples: [
    {
      name: 'page tables of x86 in a section for arm64, too',
      version: version({
        sections: [capabilitySection({prose: 'A violation of EPT becomes an exit.\n'})],
        capabilities,
      }),
      expected: [
        'example@v1/api.rst:12:16: warning: Unexpected `EPT` in a section for x86, arm64, expected a word that all of them have',
      ],
    },
    {
      name: 'in a section for x86, and where the text says so',
      version: version({
        sections: [
          capabilitySection({architectures: ['x86'], prose: 'A violation of EPT becomes an exit.\n'}),
          capabilitySection({
            name: 'KVM_CAP_UNDO',
            number: {chapter: 7, number: 2},
            prose: 'On x86, a violation of EPT becomes an exit.\n',
          }),
        ],
        capabilities: [...capabilities, {name: 'KVM_CAP_UNDO', number: 2}],
      }),
      expected: [],
    },
  ],
})

/** Whose word it is. A new one is a new line. */
const terms: readonly (readonly [RegExp, readonly Architecture[]])[] = [
  [/\b(?:EPT|NPT|VMX|VMCS|VMCB|SVM|CR[034]|CPUID|MSRs?)\b/g, ['x86']],
  [/\b[Ss]hadow page tables?\b/g, ['x86']],
  [/\b[Ss]tage[- ]2\b/g, ['arm64', 'riscv']],
  [/\b(?:GICv?[234]?|ITS|VHE|PSCI|SMCCC|ESR|HPFAR|FAR_EL[12])\b/g, ['arm64']],
  [/\b(?:SBI|HGATP|VSATP|AIA)\b/g, ['riscv']],
  [/\b(?:SIE|SIGP|gmap|PSW)\b/g, ['s390']],
]

/** The names that make a text one about an architecture. */
const architectureNames = /\b(?:x86(?:[-_]64)?|Intel|AMD|arm(?:64)?|Arm|ARM|RISC-V|riscv|s390x?|PowerPC|powerpc|PPC)\b/

function termsIn({text}: DocumentText) {
  return terms.flatMap(([pattern, owners]) =>
    Array.from(text.matchAll(pattern), ({index, 0: term}) => ({at: index, term, owners})),
  )
}
