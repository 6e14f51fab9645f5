/** What a document claims holds in the reference implementation of the same version. */

import {plainText, refutedClaims, sentencesOf} from '../reference/index.ts'
import {defineRule} from './define-rule.ts'
import {exitBehaviour, exitVersion} from './support/addition-example.ts'
import {sectionPlace} from './support/section-place.ts'

const prose = 'KVM_EXIT_DO says that KVM did. :member[flags] is 0. KVM_RUN returns 0 with it.\n'
const claims = [{id: 'returns-0', sentence: 'KVM_RUN returns 0 with it.', property: 'returnsZeroWithExit'}] as const

export const claimRefuted = defineRule({
  id: 'claim-refuted',
  scope: 'addition',
  severity: 'error',
  summary: 'What a document claims holds in the reference implementation of the same version.',
  why: 'A program that relies on the sentence fails in the one interleaving that its author did not think of.',
  source: 'docs/reference.md',
  messages: {
    refuted: (sentence, steps, property) =>
      `Unexpected claim "${sentence}", refuted in ${steps}, expected that ${property}`,
  },
  check(addition, report) {
    const {name, version} = addition
    if (!version?.behaviour) return
    const [series = name] = name.split('@')
    for (const {claim, property, trace} of refutedClaims({name: series}, version)) {
      const sentence = plainText(claim.sentence)
      const section = sentencesOf(version).find(({text}) => text.includes(sentence))?.section
      const place = section === undefined ? undefined : sectionPlace(addition, section)
      if (section === undefined || !place) continue
      const {length} = trace.steps
      report('refuted', [sentence, length === 1 ? '1 step' : `${length} steps`, property.says], {
        symbol: section,
        place,
        note: `\`uapidoc simulate ${name} ${claim.id}\` shows them.`,
      })
    }
  },
  examples: [
    {
      name: 'a call that fails and is said to succeed',
      version: exitVersion(prose, {
        behaviour: exitBehaviour({exit: {...exitBehaviour().exit, errnos: ['EFAULT']}}),
        claims,
      }),
      expected: [
        'example@v1/api.rst:17:1: error: Unexpected claim "KVM_RUN returns 0 with it.", refuted in 6 steps, expected that KVM_RUN returns 0 with the exit',
      ],
    },
    {
      name: 'a call that succeeds',
      version: exitVersion(prose, {behaviour: exitBehaviour(), claims}),
      expected: [],
    },
  ],
})
