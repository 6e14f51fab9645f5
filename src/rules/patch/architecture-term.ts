/** What holds on several architectures is not said in the words of one. */

import type {Architecture} from '../../model/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {addedMatches, fieldOf, sectionsOf} from './support/documents.ts'

export const architectureTerm = definePatchRule({
  id: 'architecture-term',
  scope: 'patch',
  severity: 'warning',
  summary: "What a section says for several architectures is not said in one architecture's words.",
  why: 'Readers on the other architectures cannot tell whether the sentence holds for them, and what it would mean there.',
  source: 'Documentation/virt/kvm/api.rst, `:Architectures:`; review of KVM_CAP_MEM_FAULT_NOWAIT, 2023',
  messages: {
    term: (term, architecture, named) =>
      `Unexpected \`${term}\`, a word of ${architecture}, in a section for ${named}, expected words that hold for each`,
  },
  check(input, report) {
    const sections = input.documents.flatMap(sectionsOf)
    for (const {pattern, architecture} of terms) {
      for (const {match, place, block, sentence} of addedMatches(input, pattern, ['prose'])) {
        const section = sections.find((candidate) => candidate.section === block.section)
        const named = section && fieldOf(section, 'architecture')?.text
        if (named === undefined || !severalArchitectures(named)) continue
        // A paragraph that has come to one architecture stays there.
        if (architectureNames.test(sentence) || architectureNames.test(block.text.slice(0, match.index))) continue
        report('term', [match[0].replaceAll(/\s+/g, ' '), architecture, named], {symbol: match[0], place})
      }
    }
  },
  examples: [
    {
      name: 'page tables of x86 in a section for x86 and arm64',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86, arm64
+
+An EPT violation rings the bell.
+
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:6:4: warning: Unexpected `EPT`, a word of x86, in a section for x86, arm64, expected words that hold for each',
      ],
    },
    {
      name: 'a sentence that says where it holds',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86, arm64
+
+On x86, an EPT violation rings the bell. With another EPT, another bell.
+
`,
      },
      expected: [],
    },
  ],
})

interface Term {
  readonly pattern: RegExp
  readonly architecture: Architecture
}

const terms: readonly Term[] = [
  {
    pattern: /\b(?:EPT|NPT|Shadow Page Tables?|shadow page tables?|VMX|VMCS|VMCB|CPUID|MSRs?|XCR0|RIP|EFLAGS)\b/g,
    architecture: 'x86',
  },
  {pattern: /\b[Ss]tage[- ]2\b|\b\w+_EL[12]\b|\b(?:ITS|GICv[23]|PSCI|HSR)\b/g, architecture: 'arm64'},
  {pattern: /\b(?:SIE|PSW|DIAG(?:NOSE)?|SIGP)\b/g, architecture: 's390'},
  {pattern: /\b(?:HPT|SLB|LPCR|HCALL)\b/g, architecture: 'powerpc'},
  {pattern: /\b(?:SBI|HGATP|hgatp)\b/g, architecture: 'riscv'},
]

const architectureNames =
  /\b(?:x86\w*|Intel|AMD|arm(?:64)?|aarch64|s390x?|power(?:pc)?|ppc\w*|mips|risc-?v|loongarch)\b/i

function severalArchitectures(text: string): boolean {
  return /^\s*all\b/i.test(text) || text.split(/[,/]|\band\b/).filter((word) => architectureNames.test(word)).length > 1
}
