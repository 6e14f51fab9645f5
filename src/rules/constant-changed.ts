/** A constant that was released keeps its value. */

import {kvmHeader} from '../uapi/index.ts'
import {defineReleasedRule} from './define-released-rule.ts'
import {namesText, onArchitectures} from './support/released/index.ts'

export const constantChanged = defineReleasedRule({
  id: 'constant-changed',
  scope: 'patch',
  severity: 'error',
  summary: 'A constant or enumerator that was released keeps its value.',
  why: 'The number, not the name, is what a compiled program passes and compares with. Counts that grow with what they count, masks that gain bits and versions are no part of that promise.',
  source: 'scripts/check-uapi.sh',
  messages: {
    value: (name, is, was, where = '') => `Unexpected value ${is} of \`${name}\`${where}, expected ${was} as released`,
  },
  judge(change, report) {
    const {kind, symbol, before, after, also} = change
    if (kind !== 'value' || !after) return
    const note =
      also.length > 0 ? `With it, ${namesText(also)} changed; new names belong behind the last one.` : undefined
    report('value', [symbol, after.text, before.text, onArchitectures(change)], {note})
  },
  examples: [
    {
      name: 'an enumerator between others',
      before: {[kvmHeader]: 'enum kvm_kind {\n\tKVM_KIND_A,\n\tKVM_KIND_B,\n\tKVM_KIND_MAX,\n};\n'},
      files: {[kvmHeader]: 'enum kvm_kind {\n\tKVM_KIND_A,\n\tKVM_KIND_NEW,\n\tKVM_KIND_B,\n\tKVM_KIND_MAX,\n};\n'},
      expected: ['include/uapi/linux/kvm.h:4:2: error: Unexpected value 2 of `KVM_KIND_B`, expected 1 as released'],
    },
    {
      name: 'a count that grows, a mask that gains a bit, another spelling of a flag',
      before: {
        [kvmHeader]:
          'enum kvm_kind {\n\tKVM_KIND_A,\n\tKVM_KIND_MAX,\n};\n#define KVM_FLAG (1 << 31)\n#define KVM_VALID_MASK 0x1\n',
      },
      files: {
        [kvmHeader]:
          'enum kvm_kind {\n\tKVM_KIND_A,\n\tKVM_KIND_B,\n\tKVM_KIND_MAX,\n};\n#define KVM_FLAG (1U << 31)\n#define KVM_VALID_MASK 0x3\n',
      },
      expected: [],
    },
  ],
})
