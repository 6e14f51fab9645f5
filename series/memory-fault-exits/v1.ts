/** As posted on 2023-02-15: the facts of the patches, wrong ones included; the prose says in other words what theirs says. */

import type {SeriesVersion} from 'uapidoc/series'
import {v1Claims} from './v1-claims.ts'
import {v1Reviews} from './v1-reviews.ts'

export const v1 = {
  id: 'v1',
  status: 'posted',
  messageId: '20230215011614.725983-6-amoorthy@google.com',
  summary: `Exit to userspace with \`KVM_EXIT_MEMORY_FAULT\` where the fast lookup of a page fails, instead of waiting for the
host to map it. An ioctl of its own turns this on and off.`,
  document: {
    sections: [
      {
        kind: 'ioctl',
        name: 'KVM_SET_MEM_FAULT_NOWAIT',
        number: {chapter: 4, number: 137},
        capability: 'KVM_CAP_MEM_FAULT_NOWAIT',
        architectures: ['x86', 'arm64'],
        descriptors: ['vm'],
        parameter: {type: 'bool', name: 'state', direction: 'in'},
        returns: '0 on success, -1 if KVM_CAP_MEM_FAULT_NOWAIT is absent',
        errnos: [],
        prose: `Turns waitless memory faults on, with \`state\` true, or off. KVM_CAP_MEM_FAULT_NOWAIT says what they are.
`,
      },
      {
        kind: 'exit',
        name: 'KVM_EXIT_MEMORY_FAULT',
        member: 'memory_fault',
        prose: `The exit reason KVM_EXIT_MEMORY_FAULT says that the vCPU ran into a memory error that KVM does not handle.
Userspace may want to.

The error lies in the range of memory that :member[gpa] and :member[size] give. After it has dealt with the error,
userspace may run the vCPU again, which repeats the access.
`,
      },
      {
        kind: 'capability',
        name: 'KVM_CAP_MEM_FAULT_NOWAIT',
        number: {chapter: 7, number: 34},
        architectures: ['x86', 'arm64'],
        target: 'vm',
        parameters: [],
        returns: '0 on success, -EINVAL if the capability is not supported',
        errnos: [],
        prose: `Where this capability is present, the ioctl KVM_SET_MEM_FAULT_NOWAIT can turn waitless memory faults on and off.

While they are on, a violation of EPT or of the shadow page table for which fast get_user_pages fails makes the vCPU exit
with KVM_EXIT_MEMORY_FAULT; slow get_user_pages is not tried.
`,
      },
    ],
    // The header's has `flags`, too.
    structs: [
      {
        name: 'kvm_run.memory_fault',
        members: [
          {name: 'gpa', type: '__u64'},
          {name: 'size', type: '__u64'},
        ],
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
    // `_IOWR` of a parameter that is only read.
    ioctls: [{name: 'KVM_SET_MEM_FAULT_NOWAIT', macro: '_IOWR', number: 0xd2, argument: 'bool'}],
    capabilities: [{name: 'KVM_CAP_MEM_FAULT_NOWAIT', number: 226}],
    exitReasons: [{name: 'KVM_EXIT_MEMORY_FAULT', number: 38}],
    constants: [],
  },
  host: [
    {
      struct: 'kvm',
      name: 'mem_fault_nowait_lock',
      type: 'rwlock_t',
      file: 'include/linux/kvm_host.h',
      after: 'vm_dead',
    },
    {
      struct: 'kvm',
      name: 'mem_fault_nowait',
      type: 'bool',
      file: 'include/linux/kvm_host.h',
      lock: 'mem_fault_nowait_lock',
      synchronisation: 'rwlock',
      after: 'mem_fault_nowait_lock',
    },
  ],
  behaviour: {
    checkExtension: 1,
    enableCap: {effect: 'nothing'},
    // `kvm_vm_ioctl_set_mem_fault_nowait` returns -1, which reaches userspace as EPERM.
    toggleIoctl: {name: 'KVM_SET_MEM_FAULT_NOWAIT', unsupported: 'EPERM', badAddress: 'EFAULT'},
    exit: {
      condition: 'while-enabled',
      trigger: 'lookup-failed',
      errnos: ['EFAULT'],
      unresolved: 'EFAULT',
      // arm64 gives the size of the mapping with the address of the page.
      gpa: 'aligned-to-page',
      size: 'mapping',
      causes: {missing: {}},
      unwritten: 'stale',
    },
    synchronisation: 'rwlock',
    asyncPageFaults: 'off-while-enabled',
  },
  claims: v1Claims,
  reviews: v1Reviews,
} satisfies SeriesVersion
