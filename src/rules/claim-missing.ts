/** What a document promises or demands can be put to the test. */

import {sentencesWithoutClaim} from '../reference/index.ts'
import {defineRule} from './define-rule.ts'
import {exitBehaviour, exitVersion} from './support/addition-example.ts'
import {sectionPlace} from './support/section-place.ts'

const prose = 'KVM_EXIT_DO says that KVM did. :member[flags] is 0. KVM_RUN returns 0 with it.\n'

export const claimMissing = defineRule({
  id: 'claim-missing',
  scope: 'addition',
  severity: 'warning',
  summary: 'A sentence that promises or demands something is a claim that the reference implementation explores.',
  why: 'What nobody has tried may be false: that an exit comes exactly where userspace takes a page fault was, and so was that populating fails where the mapping does not allow the access.',
  source: 'docs/reference.md',
  messages: {
    unclaimed: (sentence, section) =>
      `Unexpected sentence "${sentence}" of \`${section}\` without a claim, expected one in \`claims\` with the property that it is explored as`,
  },
  check(addition, report) {
    const {version} = addition
    // Without behaviour there is nothing to explore.
    if (!version?.behaviour) return
    for (const {section, text} of sentencesWithoutClaim(version)) {
      const place = sectionPlace(addition, section)
      if (place) report('unclaimed', [text, section], {symbol: section, place})
    }
  },
  examples: [
    {
      name: 'a promise that nobody has tried',
      version: exitVersion(prose, {behaviour: exitBehaviour()}),
      expected: [
        'example@v1/api.rst:17:1: warning: Unexpected sentence "KVM_RUN returns 0 with it." of `KVM_EXIT_DO` without a claim, expected one in `claims` with the property that it is explored as',
      ],
    },
    {
      name: 'a promise that is explored',
      version: exitVersion(prose, {
        behaviour: exitBehaviour(),
        claims: [{id: 'returns-0', sentence: 'KVM_RUN returns 0 with it.', property: 'returnsZeroWithExit'}],
      }),
      expected: [],
    },
    {name: 'a promise of what is not modelled', version: exitVersion(prose), expected: []},
  ],
})
