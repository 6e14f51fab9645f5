/** What a header defined it goes on defining. */

import {kvmHeader} from '../uapi/index.ts'
import {defineReleasedRule} from './define-released-rule.ts'
import {namesText, onArchitectures} from './support/released/index.ts'

export const symbolRemoved = defineReleasedRule({
  id: 'symbol-removed',
  scope: 'patch',
  severity: 'error',
  summary: 'A name that a released header defines is not removed, nor is the header.',
  why: 'Programs that use it no longer compile with the next headers, also where the kernel behind it has been gone for long.',
  source: 'scripts/check-uapi.sh',
  messages: {
    name: (name, where = '') => `Unexpected removal of \`${name}\`${where}, expected what was released to stay`,
    header: (path) => `Unexpected removal of \`${path}\`, expected programs that include it to compile`,
    moved: (name, where = '') =>
      `Unexpected move of \`${name}\`${where} to another header, expected the old one to include it`,
  },
  judge(change, report) {
    const {kind, symbol, also} = change
    const where = onArchitectures(change)
    const note = also.length > 0 ? `${namesText(also)} went with it.` : undefined
    if (kind === 'removed') report('name', [symbol, where], {note})
    else if (kind === 'header-removed') report('header', [symbol])
    else if (kind === 'moved') report('moved', [symbol, where], {severity: 'warning'})
  },
  examples: [
    {
      name: 'constants that nothing in the kernel uses any more',
      before: {[kvmHeader]: '#define KVM_OLD 1\n#define KVM_OLDER 2\n#define KVM_NEW 3\n'},
      files: {[kvmHeader]: '#define KVM_NEW 3\n'},
      expected: [
        'include/uapi/linux/kvm.h:1:9: error: Unexpected removal of `KVM_OLD`, expected what was released to stay',
      ],
    },
    {
      name: 'a struct that moves to a header which the old one includes',
      before: {
        [kvmHeader]: '#include <asm/kvm.h>\nstruct kvm_do {\n\t__u64 addr;\n};\n',
        'arch/x86/include/uapi/asm/kvm.h': '',
      },
      files: {
        [kvmHeader]: '#include <asm/kvm.h>\n',
        'arch/x86/include/uapi/asm/kvm.h': 'struct kvm_do {\n\t__u64 addr;\n};\n',
      },
      expected: [],
    },
    {
      name: 'a macro that becomes an enumerator',
      before: {[kvmHeader]: '#define KVM_A 1\n'},
      files: {[kvmHeader]: 'enum {\n\tKVM_A = 1,\n};\n'},
      expected: [],
    },
  ],
})
