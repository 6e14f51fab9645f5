/** A guest has several kinds of addresses. */

import {membersWithin, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {addedProse, sentencesOf, shownStructs} from './support/documents.ts'

export const addressKindUndocumented = definePatchRule({
  id: 'address-kind-undocumented',
  scope: 'patch',
  severity: 'info',
  summary: 'An address is said to be physical or virtual, and whose it is.',
  why: "A guest's virtual, physical and (on s390) absolute addresses and the host's virtual ones all fit into a `__u64`, and each is right in some ioctl.",
  source: 'Review of KVM_S390_ZPCI_OP, 2022',
  messages: {
    kind: (member) => `What kind of address is \`${member}\`: guest physical, guest virtual, or one of userspace?`,
  },
  check(input, report) {
    const said = sentencesOf(addedProse(input.series.patches))
    const seen = new Set<string>()
    for (const {name, type} of [...shownStructs(input), ...newStructs(input)]) {
      for (const {field, path} of membersWithin(type)) {
        const {name: member = '', comment = ''} = field
        const isAddress = /(?:^|_)addr(?:ess)?$/.test(member) || /\baddr(?:ess)?\b/i.test(comment)
        if (!isAddress || field.type.kind !== 'integer' || seen.has(member) || !input.view.isAdded(field.place))
          continue
        seen.add(member)
        const about = said.filter(({text}) => new RegExp(`\\b${member}\\b`).test(text)).map(({text}) => text)
        if (kinds.test(`${member} ${comment} ${about.join(' ')}`)) continue
        report('kind', [path.join('.')], {symbol: `${name}.${path.join('.')}`, place: field.place})
      }
    }
  },
  examples: [
    {
      name: 'an address of some kind',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 rope;	/* Guest addr of the rope */
+};
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:2:8: info: What kind of address is `rope`: guest physical, guest virtual, or one of userspace?',
      ],
    },
    {
      name: 'a physical address',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 rope;	/* Guest physical address of the rope */
+};
`,
      },
      expected: [],
    },
  ],
})

const kinds =
  /physical|virtual|absolute|logical|\breal\b|\b[ghi]pa\b|\b[gh]va\b|userspace_addr|user(?:space| space)? (?:address|pointer|buffer)|\b(?:pio|mmio|port|bus|register|io)\b|linear/i
