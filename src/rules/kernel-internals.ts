/** The document speaks of what userspace sees, not of functions and locks of the kernel. */

import {defineRule} from './define-rule.ts'
import {capabilitySection, version} from './support/addition-example.ts'
import {placeIn, proseOf} from './support/texts.ts'

const capabilities = [{name: 'KVM_CAP_DO', number: 1}] as const

export const kernelInternals = defineRule({
  id: 'kernel-internals',
  scope: 'addition',
  severity: 'warning',
  summary: 'The document speaks of what userspace sees, not of functions and locks of the kernel.',
  why: 'Who writes a VMM does not know them and cannot see them; and they change, while what the document promises does not.',
  source: 'https://lore.kernel.org/kvm/87mt5fz5g6.wl-maz@kernel.org',
  messages: {
    internal: (term) => `Unexpected \`${term}\` in text for userspace, expected what userspace sees of it`,
  },
  check(addition, report) {
    const seen = new Set<string>()
    for (const text of proseOf(addition)) {
      for (const match of text.text.matchAll(internals)) {
        const [term] = match
        const key = `${term} ${text.section?.place.offset ?? -1}`
        if (seen.has(key)) continue
        seen.add(key)
        report('internal', [term], {symbol: term, place: placeIn(text, match.index, match.index + term.length)})
      }
    }
  },
  examples: [
    {
      name: 'a function and a lock',
      version: version({
        sections: [capabilitySection({prose: 'KVM calls get_user_pages_fast without mmu_lock.\n'})],
        capabilities,
      }),
      expected: [
        'example@v1/api.rst:12:11: warning: Unexpected `get_user_pages_fast` in text for userspace, expected what userspace sees of it',
        'example@v1/api.rst:12:39: warning: Unexpected `mmu_lock` in text for userspace, expected what userspace sees of it',
      ],
    },
    {
      name: 'what userspace sees of them',
      version: version({
        sections: [
          capabilitySection({prose: 'KVM looks the page up without waiting, and takes no lock of the user.\n'}),
        ],
        capabilities,
      }),
      expected: [],
    },
  ],
})

/** Functions, locks and shorthands of the kernel's memory management; a new one is a new line. */
const internals = new RegExp(
  [
    'get_user_pages\\w*',
    'pin_user_pages\\w*',
    'GUP(?:[_-]fast)?',
    'hva_to_pfn\\w*',
    'mmu_lock',
    'mmap_lock',
    'slots_lock',
    'kvm->\\w+',
    'vcpu->\\w+',
    '[sS][pP][tT][eE]s?',
    'rmaps?',
    'mmu_notifiers?',
    'synchronize_s?rcu',
  ]
    .map((term) => `(?<![\\w])${term}(?![\\w])`)
    .join('|'),
  'g',
)
