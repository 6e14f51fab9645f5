/** What the author offered on 2023-02-16 in answer to the comments on `v1`; the prose says it in other words. */

import type {SeriesVersion} from 'uapidoc/series'
import {replyClaims} from './reply-claims.ts'
import {replyReviews} from './reply-reviews.ts'

export const reply = {
  id: 'reply',
  status: 'offered',
  messageId: 'CAF7b7mr3iDBYWvX+ZPA1JeZgezX-BDo8VArwnjuzHUeWJmO32Q@mail.gmail.com',
  summary: `Turn the exits on and off with \`KVM_ENABLE_CAP\`, drop the ioctl, and tell causes apart by a code. Replace the lock
with an atomic.`,
  document: {
    sections: [
      {
        kind: 'exit',
        name: 'KVM_EXIT_MEMORY_FAULT',
        member: 'memory_fault',
        prose: `The exit reason KVM_EXIT_MEMORY_FAULT says that the vCPU took a fault on memory for which the page tables of userspace
have no present mapping. It is generated only while KVM_CAP_MEM_FAULT_NOWAIT is enabled. Otherwise KVM tries to resolve
the fault without an exit, and KVM_RUN returns -1 with errno EFAULT when it cannot.

:member[gpa] is the guest physical address of the page, rounded down to a multiple of :member[size], which is the size
of the page in bytes. :member[fault_code] says why the exit was made; :member[reserved] is kept for flags.

A vCPU exits exactly where userspace itself would take a page fault on the memory behind the guest's address. Userspace
decides by what it knows of the guest:

- a page that it has not given to the guest yet needs \`UFFDIO_COPY\` or \`UFFDIO_CONTINUE\`;
- one that it has given needs \`MADV_POPULATE_READ\` or \`MADV_POPULATE_WRITE\`.

Populating each time gives the behaviour that KVM has without the capability, with more steps, slower, and without
asynchronous page faults.
`,
      },
      {
        kind: 'capability',
        name: 'KVM_CAP_MEM_FAULT_NOWAIT',
        number: {chapter: 7, number: 34},
        architectures: ['x86', 'arm64'],
        target: 'vm',
        parameters: [{name: 'args[0]', text: '1 enables the exits, 0 disables them'}],
        returns: '0 on success, -1 on error',
        errnos: [{name: 'EINVAL', condition: 'The arguments make no sense.'}],
        prose: `While this capability is enabled, a vCPU that takes a fault on memory without a present mapping exits with
KVM_EXIT_MEMORY_FAULT, and KVM does not resolve the fault by itself. Asynchronous page faults are off meanwhile.
`,
      },
    ],
  },
  header: {
    structs: [
      {
        // As offered: `reserved` is aligned to 8 bytes on x86-64 and to 4 on i386.
        name: 'kvm_run.memory_fault',
        members: [
          {name: 'fault_code', type: '__u32'},
          {name: 'reserved', type: '__u64'},
          {name: 'gpa', type: '__u64'},
          {name: 'size', type: '__u64'},
        ],
      },
    ],
    ioctls: [],
    capabilities: [{name: 'KVM_CAP_MEM_FAULT_NOWAIT', number: 226}],
    exitReasons: [{name: 'KVM_EXIT_MEMORY_FAULT', number: 38}],
    constants: [
      {
        // The mail gives the name; the number is ours.
        name: 'MEM_FAULT_NOWAIT',
        value: '1',
        role: 'code',
        member: 'kvm_run.memory_fault.fault_code',
        meaning: 'The page is not mapped, and KVM did not wait for it.',
      },
    ],
  },
  host: [
    {
      struct: 'kvm',
      name: 'mem_fault_nowait',
      type: 'atomic_t',
      file: 'include/linux/kvm_host.h',
      synchronisation: 'atomic',
      after: 'vm_dead',
    },
  ],
  behaviour: {
    checkExtension: 1,
    enableCap: {effect: 'toggle', on: 1, off: 0, otherArguments: 'EINVAL', flags: 'ignored'},
    exit: {
      condition: 'while-enabled',
      trigger: 'lookup-failed',
      // Agreed to for arm64 the day before: CAF7b7mpbAdQtvXCQCk5kLrSn0bN=fLYVzEWXVW34OgBSxzHA_g@mail.gmail.com.
      errnos: [],
      unresolved: 'EFAULT',
      gpa: 'aligned-to-size',
      size: 'page',
      causes: {missing: {fault_code: 'MEM_FAULT_NOWAIT', reserved: 0}},
      unwritten: 'zero',
    },
    synchronisation: 'atomic',
    asyncPageFaults: 'off-while-enabled',
  },
  claims: replyClaims,
  reviews: replyReviews,
} satisfies SeriesVersion
