/** An ioctl that was released keeps its number. */

import {kvmHeader} from '../uapi/index.ts'
import {defineReleasedRule} from './define-released-rule.ts'
import {onArchitectures} from './support/released/index.ts'

export const ioctlChanged = defineReleasedRule({
  id: 'ioctl-changed',
  scope: 'patch',
  severity: 'error',
  summary: 'An ioctl that was released keeps its number: direction, letter, command and size.',
  why: 'All four are in the 32 bits that a program passes. With any of them changed, the kernel no longer knows the ioctl that the program asks for.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions"',
  messages: {
    number: (name, is, was, where = '') =>
      `Unexpected \`${is}\` of \`${name}\`${where}, expected \`${was}\` as released`,
  },
  judge(change, report) {
    const {kind, symbol, before, after} = change
    if (kind === 'ioctl' && after) report('number', [symbol, after.text, before.text, onArchitectures(change)])
  },
  examples: [
    {
      name: 'a direction that is put right',
      before: {[kvmHeader]: 'struct kvm_do {\n\t__u64 addr;\n};\n#define KVM_DO _IOR(0xae, 0x01, struct kvm_do)\n'},
      files: {[kvmHeader]: 'struct kvm_do {\n\t__u64 addr;\n};\n#define KVM_DO _IOW(0xae, 0x01, struct kvm_do)\n'},
      expected: [
        'include/uapi/linux/kvm.h:4:9: error: Unexpected `_IOW(0xae, 0x01, 8 bytes)` of `KVM_DO`, expected `_IOR(0xae, 0x01, 8 bytes)` as released',
      ],
    },
    {
      name: 'another name for the same argument',
      before: {[kvmHeader]: 'struct kvm_do {\n\t__u64 addr;\n};\n#define KVM_DO _IOW(0xae, 0x01, struct kvm_do)\n'},
      files: {
        [kvmHeader]:
          '#define KVMIO 0xae\nstruct kvm_do {\n\t__u64 gpa;\n};\n#define KVM_DO _IOW(KVMIO, 0x01, struct kvm_do)\n',
      },
      expected: [],
    },
  ],
})
