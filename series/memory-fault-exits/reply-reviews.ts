/** What was said of `reply`, in words of our own. It contradicts earlier mails: it is recorded, and mostly not adopted. */

import type {ReviewComment} from 'uapidoc/series'

const sean = {who: 'Sean Christopherson'} as const
const hostHeader = 'include/linux/kvm_host.h'
const header = 'include/uapi/linux/kvm.h'

const second = {...sean, messageId: 'Y+6iX6a22+GEuH1b@google.com', date: '2023-02-16T13:38:39-08:00'} as const
const third = {...sean, messageId: 'Y+/kgMxQPOswAz/2@google.com', date: '2023-02-17T12:33:04-08:00'} as const
const fifth = {...sean, messageId: 'Y/fS0eab7GG0NVKS@google.com', date: '2023-02-23T12:55:45-08:00'} as const

export const replyReviews = [
  {
    ...second,
    place: {patch: 5, file: hostHeader, hunk: 'struct kvm'},
    category: 'locking',
    what: 'Two calls that toggle the flag at once break nothing, so that no exclusion between writers is needed.',
    resolution: {
      status: 'adopted',
      how: 'There is no lock; the flag is written once, and one of the writers is the last.',
    },
  },
  {
    ...second,
    place: {patch: 5, file: hostHeader, hunk: 'struct kvm'},
    category: 'locking',
    what: 'An atomic does not make vCPUs see the new value; readers inside of kvm->srcu and synchronize_srcu() do.',
    resolution: {
      status: 'adopted',
      how: 'KVM_ENABLE_CAP waits with synchronize_srcu() for every vCPU that may have loaded the old value.',
    },
  },
  {
    ...second,
    place: {patch: 5, file: header, hunk: 'KVM_CAP_MEM_FAULT_NOWAIT'},
    category: 'api-design',
    what: 'As a flag of a memslot it could be turned off for each slot that is complete, with the machinery that memslots have.',
    resolution: {
      status: 'declined',
      why: '`revised` follows the answer of 2023-02-16, where the whole VM has one switch.',
    },
  },
  {
    who: 'Anish Moorthy',
    messageId: 'CAF7b7mqeXcHdFHewX3enn-vxf6y7CUWjXjB3TXithZ_PnzVLQQ@mail.gmail.com',
    date: '2023-02-17T11:14:37-08:00',
    place: {patch: 5, file: header, hunk: 'KVM_EXIT_MEMORY_FAULT'},
    category: 'api-design',
    what: 'Exits for private memory are something else and want another exit reason; then no code is needed.',
    resolution: {
      status: 'superseded',
      by: 'Y+/kgMxQPOswAz/2@google.com',
      why: 'A second exit reason was refused.',
    },
  },
  {
    ...third,
    place: {patch: 5, file: header, hunk: 'KVM_EXIT_MEMORY_FAULT'},
    category: 'api-design',
    what: 'Without a compelling argument there is no second exit reason for memory faults.',
    resolution: {status: 'adopted', how: 'There is one exit, and `fault_code` tells the causes apart.'},
  },
  {
    ...third,
    place: {patch: 5, file: header, hunk: 'kvm_run.memory_fault'},
    category: 'api-design',
    what: 'KVM should describe the access and not guess why it failed; even NOWAIT promises that waiting would have helped.',
    resolution: {
      status: 'declined',
      why: '`revised` follows the answer of 2023-02-16; its text says what the code does not promise.',
    },
  },
  {
    ...third,
    place: {patch: 5, file: header, hunk: 'kvm_run.memory_fault'},
    category: 'api-design',
    what: 'A page can be of the wrong kind and absent at once, so that flags are right and a code is not.',
    resolution: {
      status: 'declined',
      why: 'An exit reports the one cause that KVM met; when that is resolved, the repeated access meets the other.',
    },
  },
  {
    ...sean,
    messageId: 'Y+/n5X8+fGitI8FE@google.com',
    date: '2023-02-17T12:47:33-08:00',
    place: {patch: 5, file: hostHeader, hunk: 'struct kvm'},
    category: 'locking',
    what: 'Which of two writers wins is for userspace to settle; a reader sees one of the two values and never anything else.',
    resolution: {status: 'adopted', how: 'The flag is a bool that is written and read once each, without a lock.'},
  },
  {
    ...fifth,
    place: {patch: 5, file: header, hunk: 'kvm_run.memory_fault'},
    category: 'api-design',
    what: 'A flag for an absent page has false positives, and userspace that can live with those does not need the flag.',
    resolution: {
      status: 'declined',
      why: 'The code tells the exit from one for private memory; that the page may be mapped after all stands in the text.',
    },
  },
  {
    ...fifth,
    place: {patch: 5, file: header, hunk: 'KVM_CAP_MEM_FAULT_NOWAIT'},
    category: 'api-design',
    what: 'The exit should replace every EFAULT of KVM_RUN on guest memory, and the switch should only build on that.',
    resolution: {status: 'declined', why: 'That is the interface that was merged: the series `memory-fault-info`.'},
  },
  {
    ...sean,
    messageId: 'Y/fIVp5GUS35vCH1@google.com',
    date: '2023-02-23T12:11:02-08:00',
    place: {patch: 6, file: 'arch/x86/kvm/mmu/mmu.c', hunk: '__kvm_faultin_pfn'},
    category: 'patch-splitting',
    what: 'Exiting instead of EFAULT and exiting where the fast lookup fails are two features with a capability each.',
    resolution: {status: 'declined', why: 'That is the interface that was merged: the series `memory-fault-info`.'},
  },
  {
    ...sean,
    messageId: 'Y/f+cFe2uyaO5qCY@google.com',
    date: '2023-02-23T16:01:52-08:00',
    place: {patch: 5, file: 'Documentation/virt/kvm/api.rst', hunk: 'section 7.34'},
    category: 'missing-doc',
    what: 'The document has to say that KVM_RUN may still fail with a bare EFAULT.',
    resolution: {
      status: 'adopted',
      how: 'The section of the exit says when KVM_RUN fails with EFAULT and that nothing was filled in then.',
    },
  },
] satisfies readonly ReviewComment[]
