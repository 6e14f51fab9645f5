/** What follows from the answer of 2023-02-16 when it is thought through: text for a userspace reader, no hole, no lock. */

import type {SeriesVersion} from 'uapidoc/series'
import {revisedClaims} from './revised-claims.ts'

const exitProse = `KVM_EXIT_MEMORY_FAULT says that a vCPU needs a page of guest memory which KVM did not find mapped into the address space
of the VMM. KVM did not wait for the page: it is up to userspace to provide it and to run the vCPU again, which repeats
the access. Nothing has gone wrong, and the state of the vCPU is as it was before the access.

The exit is generated only for an access of the guest that begins while KVM_CAP_MEM_FAULT_NOWAIT, see section
:section[KVM_CAP_MEM_FAULT_NOWAIT], is enabled. KVM_RUN returns 0 with it. While the capability is disabled, KVM resolves
the fault by itself, and KVM_RUN fails with EFAULT where it cannot. Whenever KVM_RUN fails, \`kvm_run.exit_reason\` and
\`kvm_run.memory_fault\` are stale.

:member[gpa] is a guest physical address and :member[size] a number of bytes; :member[gpa] is a multiple of
:member[size]. The first byte that the access could not reach lies in \`[gpa, gpa + size)\`. An access that straddles two
pages is reported for one of them at a time.

:member[fault_code] says what kept the access from going on. One cause is reported at a time:

- \`KVM_MEMORY_FAULT_CODE_NOT_MAPPED\`: the page is not mapped, or KVM could not see at once that it is.
- \`KVM_MEMORY_FAULT_CODE_PRIVATE\`: the guest accessed memory as private that is shared, or as shared that is private.
  Userspace changes the attributes of the memory, or ends the guest.

:member[flags] and every element of :member[reserved] are 0. They are room for what a later capability may tell.

What a page that is not mapped needs depends on what userspace has done with it so far:

- It has not given the page to the guest yet: \`UFFDIO_COPY\`, or \`UFFDIO_CONTINUE\` where the userfaultfd is registered
  for minor faults. No thread sleeps because of this exit, so that \`UFFDIO_WAKE\` is not needed for it. \`EEXIST\` says
  that the page has arrived meanwhile, for instance because another vCPU touched it, too.
- It has given the page to the guest: \`MADV_POPULATE_WRITE\`, or \`MADV_POPULATE_READ\` where the mapping is read-only. That
  maps the page again when it has been swapped out, for instance.

KVM does not say which of the two it is. To find out it would have to look at the registrations of the userfaultfd and
into the page cache each time, while userspace keeps track of what it has copied anyway. Nor does the exit prove that the
page is absent: KVM looks it up without waiting, and such a lookup may fail for a page that is mapped. Neither answer
harms a page that is there.

A VMM may also answer every exit by populating the page. That has the effect which KVM has while the capability is
disabled, only slower: an exit and a system call more for each fault, and the thread waits for the userfaultfd as the
vCPU would have done.

Populating does not help where the address is not mapped at all, where the mapping does not allow the access, and for a
page that is poisoned: there, \`MADV_POPULATE_WRITE\` fails. KVM_RUN would exit again without end, unless userspace changes
the mapping first.

Otherwise running the vCPU again makes progress: the page that was reported is mapped by then, and the access goes on.
The same exit comes once more only if the page was taken away in between or the lookup happened to fail, and the same
answer holds.
`

const capabilityProse = `While this capability is enabled, a guest access to a page that is not mapped into the address space of the VMM makes
KVM_RUN return with the exit reason KVM_EXIT_MEMORY_FAULT. While it is disabled, as it is in a new VM, the vCPU waits
inside of KVM_RUN until the page has been mapped. KVM_CHECK_EXTENSION returns 1 where the capability is supported.

It is meant for post-copy migration. With userfaultfd alone, every vCPU that touches a page which has not arrived waits
in the queue of that userfaultfd. With this capability, the thread that runs the vCPU learns of the page and can fetch it
by itself. Section 5 says under KVM_EXIT_MEMORY_FAULT what it has to do.

Only accesses of the guest are reported. Where KVM itself reads or writes guest memory, to emulate an instruction for
instance, it waits for the page as ever. A VMM therefore goes on serving its userfaultfd.

Asynchronous page faults are off while this capability is enabled: a vCPU whose page has been swapped out exits instead
of letting the guest run something else meanwhile. A VMM should disable the capability when post-copy ends.

It can be enabled and disabled at any time, while vCPUs run and from several threads. Of calls at the same time, one is
the last and decides. When KVM_ENABLE_CAP has returned, every access that begins later meets the new setting: a vCPU that
had already seen the old one is waited for. The exit of an access that began earlier may still be on its way.
`

export const revised = {
  id: 'revised',
  status: 'proposed',
  summary: `A vCPU that touches guest memory which has not arrived yet waits in the kernel, in one queue with all others.

Add \`KVM_EXIT_MEMORY_FAULT\`, which returns to userspace instead, and \`KVM_CAP_MEM_FAULT_NOWAIT\`, which turns it on
and off with \`KVM_ENABLE_CAP\` while vCPUs run. Tell causes apart by a code, leave room in the struct, and wait with
\`synchronize_srcu()\` for vCPUs that have loaded the old setting.`,
  document: {
    sections: [
      {kind: 'exit', name: 'KVM_EXIT_MEMORY_FAULT', member: 'memory_fault', prose: exitProse},
      {
        kind: 'capability',
        name: 'KVM_CAP_MEM_FAULT_NOWAIT',
        number: {chapter: 7, number: 'open'},
        architectures: ['x86', 'arm64'],
        target: 'vm',
        parameters: [
          {name: 'args[0]', text: '1 enables the exits, 0 disables them'},
          {name: 'args[1..3]', text: 'must be 0'},
        ],
        returns: '0 on success, -1 on error',
        errnos: [
          {
            name: 'EINVAL',
            condition:
              'The capability is not supported, `args[0]` is neither 0 nor 1, or `flags` or another argument is not 0. Nothing has changed.',
          },
        ],
        prose: capabilityProse,
      },
    ],
  },
  header: {
    structs: [
      {
        name: 'kvm_run.memory_fault',
        members: [
          {name: 'fault_code', type: '__u32'},
          {name: 'flags', type: '__u32'},
          {name: 'gpa', type: '__u64'},
          {name: 'size', type: '__u64'},
          {name: 'reserved', type: '__u64', length: 4},
        ],
      },
    ],
    ioctls: [],
    capabilities: [{name: 'KVM_CAP_MEM_FAULT_NOWAIT', number: 'open'}],
    exitReasons: [{name: 'KVM_EXIT_MEMORY_FAULT', number: 'open'}],
    // No code is 0, which userspace may have put there itself.
    constants: [
      {
        name: 'KVM_MEMORY_FAULT_CODE_NOT_MAPPED',
        value: '1',
        role: 'code',
        member: 'kvm_run.memory_fault.fault_code',
        meaning: 'The page is not mapped, or KVM could not see at once that it is.',
      },
      {
        name: 'KVM_MEMORY_FAULT_CODE_PRIVATE',
        value: '2',
        role: 'code',
        member: 'kvm_run.memory_fault.fault_code',
        meaning: 'Memory was accessed as private that is shared, or as shared that is private.',
      },
    ],
  },
  host: [
    {
      struct: 'kvm',
      name: 'mem_fault_nowait',
      type: 'bool',
      file: 'include/linux/kvm_host.h',
      synchronisation: 'srcu',
      comment: 'Read inside of kvm->srcu; who writes it calls synchronize_srcu().',
      after: 'vm_dead',
    },
  ],
  behaviour: {
    checkExtension: 1,
    enableCap: {effect: 'toggle', on: 1, off: 0, otherArguments: 'EINVAL', flags: 'EINVAL'},
    exit: {
      condition: 'while-enabled',
      trigger: 'lookup-failed',
      errnos: [],
      unresolved: 'EFAULT',
      gpa: 'aligned-to-size',
      size: 'page',
      causes: {
        missing: {fault_code: 'KVM_MEMORY_FAULT_CODE_NOT_MAPPED'},
        private: {fault_code: 'KVM_MEMORY_FAULT_CODE_PRIVATE'},
      },
      privateMeans: 'conflict',
      unwritten: 'zero',
    },
    synchronisation: 'srcu',
    asyncPageFaults: 'off-while-enabled',
  },
  claims: revisedClaims,
  reviews: [],
} satisfies SeriesVersion
