/** The interface as it stands in Linux 6.12: document, header, virt/kvm and arch/x86/kvm/mmu. */

import type {SeriesVersion} from 'uapidoc/series'
import {mergedClaims} from './merged-claims.ts'

const exitProse = `KVM_EXIT_MEMORY_FAULT says that a vCPU accessed guest memory and KVM could not resolve the fault. KVM_RUN returns -1 with
this exit, not 0 as with every other, and errno is EFAULT or EHWPOISON. With any other errno, \`kvm_run.exit_reason\` is
stale and must not be read.

:member[gpa] and :member[size], both in bytes, are the range \`[gpa, gpa + size)\` of guest physical addresses that the
fault is in. :member[flags] tells more of the access:

- \`KVM_MEMORY_EXIT_FLAG_PRIVATE\`: the access was to private memory. Where the flag is clear, it was to shared memory.
`

const capabilityProse = `Where this capability is present, KVM_RUN fills in \`kvm_run.memory_fault\` when a fault of the guest is one that KVM cannot
resolve, for instance because a memslot covers the address while nothing is mapped behind it in the VMM.

What stands there holds only if KVM_RUN failed with EFAULT or EHWPOISON and \`kvm_run.exit_reason\` is
KVM_EXIT_MEMORY_FAULT; section 5 describes that exit.

Userspace that resolves the fault and calls KVM_RUN again should be prepared to meet the same fault once more, and stop
after some attempts.
`

export const merged = {
  id: 'merged',
  status: 'merged',
  summary: `Tell userspace which guest memory KVM_RUN could not access, where it only failed with \`EFAULT\` before.`,
  document: {
    sections: [
      {kind: 'exit', name: 'KVM_EXIT_MEMORY_FAULT', member: 'memory_fault', prose: exitProse},
      {
        kind: 'capability',
        name: 'KVM_CAP_MEMORY_FAULT_INFO',
        number: {chapter: 7, number: 34},
        architectures: ['x86'],
        parameters: [],
        returns: 'Informational only, -EINVAL on KVM_ENABLE_CAP',
        errnos: [],
        prose: capabilityProse,
      },
    ],
  },
  header: {
    structs: [
      {
        name: 'kvm_run.memory_fault',
        members: [
          {name: 'flags', type: '__u64'},
          {name: 'gpa', type: '__u64'},
          {name: 'size', type: '__u64'},
        ],
      },
    ],
    ioctls: [],
    capabilities: [{name: 'KVM_CAP_MEMORY_FAULT_INFO', number: 232}],
    exitReasons: [{name: 'KVM_EXIT_MEMORY_FAULT', number: 39}],
    constants: [
      {
        name: 'KVM_MEMORY_EXIT_FLAG_PRIVATE',
        value: '1ULL << 3',
        role: 'flag',
        member: 'kvm_run.memory_fault.flags',
        meaning: 'The access was to private memory.',
      },
    ],
  },
  host: [],
  behaviour: {
    checkExtension: 1,
    enableCap: {effect: 'refused', errno: 'EINVAL'},
    exit: {
      condition: 'always',
      trigger: 'resolution-failed',
      errnos: ['EFAULT', 'EHWPOISON'],
      unresolved: 'EFAULT',
      gpa: 'aligned-to-size',
      size: 'page',
      causes: {missing: {flags: 0}, private: {flags: 'KVM_MEMORY_EXIT_FLAG_PRIVATE'}},
      privateMeans: 'private-access',
      unwritten: 'zero',
    },
    synchronisation: 'none',
    asyncPageFaults: 'unaffected',
  },
  claims: mergedClaims,
  reviews: [],
} satisfies SeriesVersion
