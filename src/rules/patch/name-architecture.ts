/** What one architecture has alone is named so. */

import {type Architecture, architectures} from '../../model/index.ts'
import {newMacros, type PatchFacts} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'

export const nameArchitecture = defineSeriesRule({
  id: 'name-architecture',
  scope: 'series',
  severity: 'info',
  summary: 'A capability or an exit in the shared header that one architecture has alone is named after it.',
  why: 'The names are shared by all. The next architecture with something similar finds the name taken, and a reader looks for it everywhere.',
  source: 'Documentation/virt/kvm/api.rst: KVM_CAP_X86_…, KVM_CAP_S390_…, KVM_CAP_ARM_…, KVM_CAP_PPC_…',
  messages: {
    shared: (name, architecture, word) =>
      `Is \`${name}\`, which only ${architecture} has here, a name for all: would \`${word}\` in it say so?`,
  },
  check({patches}, report) {
    const code = patches.flatMap(({code: hunks}) => hunks.map(({view}) => view))
    for (const input of patches) {
      for (const {name, place} of newMacros(input)) {
        if (!isNumbered(name, input) || !place.file.startsWith('include/')) continue
        const users = code.filter(({text}) => new RegExp(`\\b${name}\\b`).test(text)).map(({path}) => path)
        const only = architectures.find(
          (architecture) => users.length > 0 && users.every((path) => path.startsWith(`arch/${architecture}/`)),
        )
        const word = only && words[only]
        if (only === undefined || word === undefined || word.test(name)) continue
        report('shared', [name, only, spelling[only] ?? only.toUpperCase()], {symbol: name, place})
      }
    }
  },
  examples: [
    {
      name: 'an exit of x86 alone',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_EXIT_RING 29\n',
        'arch/x86/kvm/x86.c': `@@ static int handle_ring(struct kvm_vcpu *vcpu)
 	int r;
+	vcpu->run->exit_reason = KVM_EXIT_RING;
+	return 0;
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: info: Is `KVM_EXIT_RING`, which only x86 has here, a name for all: would `X86` in it say so?',
      ],
    },
    {
      name: 'a name that says so, and one of all architectures',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_EXIT_X86_RING 29\n+#define KVM_EXIT_BELL 30\n',
        'arch/x86/kvm/x86.c': `@@ static int handle_ring(struct kvm_vcpu *vcpu)
 	int r;
+	vcpu->run->exit_reason = KVM_EXIT_X86_RING;
+	return 0;
`,
        'virt/kvm/kvm_main.c': `@@ static int handle_bell(struct kvm_vcpu *vcpu)
 	int r;
+	vcpu->run->exit_reason = KVM_EXIT_BELL;
+	return 0;
`,
      },
      expected: [],
    },
  ],
})

/** What a name says that is the architecture's own: its name, or that of something only it has. */
const words: Partial<Readonly<Record<Architecture, RegExp>>> = {
  arm64: /ARM|VGIC|GIC|PSCI|SVE|MTE|PTRAUTH/,
  loongarch: /LOONGARCH/,
  mips: /MIPS/,
  powerpc: /PPC|SPAPR|XIVE|XICS|PAPR/,
  riscv: /RISCV|SBI|AIA/,
  s390: /S390/,
  x86: /X86|HYPERV|XEN|SEV|SNP|TDX|SGX|MSR|CPUID|VMX|SVM|APIC|TSC|SMM|XSAVE|SREGS|HV_|AMD|INTEL|PMU|PTP|MCE|SMI|TPR/,
}

const spelling: Partial<Readonly<Record<Architecture, string>>> = {arm64: 'ARM', powerpc: 'PPC'}

const isNumbered = (name: string, {prefix}: PatchFacts): boolean => new RegExp(`^${prefix}_(?:CAP|EXIT)_`).test(name)
