/** The document says who does what: userspace, KVM or the guest. */

import {definePatchRule} from '../define-patch-rule.ts'
import {addedMatches} from './support/documents.ts'

export const firstPerson = definePatchRule({
  id: 'first-person',
  scope: 'patch',
  severity: 'info',
  summary: 'The document names who acts, and says nothing of "we" or of the patch.',
  why: '"We" is KVM to who wrote the patch and the program to who reads the document; and there is no patch any more once it is merged.',
  source: 'Documentation/process/maintainer-tip.rst, "Changelog"; Documentation/process/maintainer-kvm-x86.rst',
  messages: {
    we: (word) => `Unexpected \`${word}\`, expected who it is: userspace, KVM or the guest`,
    patch: (words) => `Unexpected "${words}", expected the name of what is described: the document outlives the patch`,
  },
  check(input, report) {
    const said = new Set<string>()
    for (const {match, place, block} of addedMatches(input, /(?<![\w'"])(?:we|our|us)(?![\w-])/gi)) {
      const [word] = match
      // Abbreviations; and once a paragraph is enough.
      if (/^(?:US|WE)$/.test(word) || /\d\s*$/.test(block.text.slice(0, match.index)) || said.has(block.text)) continue
      said.add(block.text)
      report('we', [word], {symbol: 'we', place})
    }
    for (const {match, place} of addedMatches(
      input,
      /\b(?:this|the|these)\s+(?:patch(?:es)?|patch\s*set|commit)\b/gi,
    )) {
      report('patch', [match[0].replace(/\s+/g, ' ')], {symbol: 'patch', place})
    }
  },
  examples: [
    {
      name: 'who is it?',
      files: {
        'Documentation/virt/kvm/api.rst': `+When the guest rings, we exit to userspace. This patch adds the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:23: info: Unexpected `we`, expected who it is: userspace, KVM or the guest',
        'Documentation/virt/kvm/api.rst:1:45: info: Unexpected "This patch", expected the name of what is described: the document outlives the patch',
      ],
    },
    {
      name: 'KVM does',
      files: {
        'Documentation/virt/kvm/api.rst': `+When the guest rings, KVM exits to userspace after 10 us. Guests may patch the bell.
`,
      },
      expected: [],
    },
  ],
})
