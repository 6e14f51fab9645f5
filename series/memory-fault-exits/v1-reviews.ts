/** What was said of `v1` on the list, in words of our own, and what became of it in `revised`. */

import type {ReviewComment} from 'uapidoc/series'

const document = 'Documentation/virt/kvm/api.rst'
const header = 'include/uapi/linux/kvm.h'
const hostHeader = 'include/linux/kvm_host.h'
const generic = 'virt/kvm/kvm_main.c'
const selftest = 'tools/testing/selftests/kvm/demand_paging_test.c'

/** The author's answer to the comments on patch 5. */
const answer = 'CAF7b7mr3iDBYWvX+ZPA1JeZgezX-BDo8VArwnjuzHUeWJmO32Q@mail.gmail.com'

const oliver = {
  who: 'Oliver Upton',
  messageId: 'Y+ye5yV2/ifCkxYJ@linux.dev',
  date: '2023-02-15T08:59:19+00:00',
} as const

const marc = {
  who: 'Marc Zyngier',
  messageId: '87mt5fz5g6.wl-maz@kernel.org',
  date: '2023-02-15T08:41:00+00:00',
} as const

const sean = {who: 'Sean Christopherson'} as const

export const v1Reviews = [
  {
    who: 'James Houghton',
    messageId: 'CADrL8HX09z+NoVEUQQb1KpPEqcj6zfXHEm8f_qJt+LD2nb1yEA@mail.gmail.com',
    date: '2023-02-14T17:46:00-08:00',
    place: {patch: 0},
    category: 'rationale',
    what: 'The cover letter does not say why UFFD_FEATURE_SIGBUS is not enough and KVM needs a capability of its own.',
    resolution: {status: 'adopted', how: 'The cover letter says it: what KVM itself reads and writes would fail.'},
  },
  {
    who: 'Oliver Upton',
    messageId: 'Y+yJU2pE4IyuIwOQ@linux.dev',
    date: '2023-02-15T07:27:15+00:00',
    place: {patch: 1, file: selftest, hunk: 'computing the paging rate'},
    category: 'magic-number',
    what: 'The number of nanoseconds in a second has a name, NSEC_PER_SEC.',
    resolution: {
      status: 'superseded',
      by: 'Y+0L/x2YgiEgm9bt@google.com',
      why: 'The patch is no part of this series any more.',
    },
  },
  {
    ...sean,
    messageId: 'Y+0L/x2YgiEgm9bt@google.com',
    date: '2023-02-15T08:44:47-08:00',
    place: {patch: 1, file: selftest},
    category: 'patch-splitting',
    what: 'A fix that stands for itself is posted by itself, so that it can go in earlier.',
    resolution: {status: 'adopted', how: 'The series is the interface; fixes of self tests are not in it.'},
  },
  {
    who: 'Oliver Upton',
    messageId: 'Y+yfhELf/TbsosO9@linux.dev',
    date: '2023-02-15T09:01:56+00:00',
    place: {patch: 4, file: generic, hunk: 'hva_to_pfn_fast'},
    category: 'style',
    what: 'A local variable for the flags makes the change smaller and easier to read.',
    resolution: {status: 'declined', why: 'The fast lookup is not part of the interface that is modelled here.'},
  },
  {
    ...sean,
    messageId: 'Y+0QRsZ4yWyUdpnc@google.com',
    date: '2023-02-15T09:03:02-08:00',
    place: {patch: 4},
    category: 'changelog',
    what: 'A change log tells the code what to do, in the imperative, and does not speak of itself.',
    resolution: {status: 'adopted', how: 'The commit messages are imperative.'},
  },
  {
    ...sean,
    messageId: 'Y+0QRsZ4yWyUdpnc@google.com',
    date: '2023-02-15T09:03:02-08:00',
    place: {patch: 4, file: generic, hunk: 'hva_to_pfn_fast'},
    category: 'style',
    what: 'The arguments of a call are not broken the way the coding style of the kernel asks for.',
    resolution: {status: 'declined', why: 'The fast lookup is not part of the interface that is modelled here.'},
  },
  {
    ...oliver,
    place: {patch: 5, file: document, hunk: 'section 4.137'},
    category: 'api-design',
    what: 'KVM_ENABLE_CAP is there for turning behaviour on and off; no new ioctl is needed.',
    resolution: {status: 'adopted', how: 'KVM_ENABLE_CAP turns it on and off with args[0]; there is no ioctl.'},
  },
  {
    ...oliver,
    place: {patch: 5, file: document, hunk: 'kvm_run.memory_fault'},
    category: 'api-design',
    what: 'Userspace cannot tell this exit from one for private memory; causes that exclude each other want a code, and flags can follow later.',
    resolution: {
      status: 'adopted',
      how: '`fault_code` holds one cause at a time, and `flags` is there for more, zero for now.',
    },
  },
  {
    ...marc,
    place: {patch: 5, file: document, hunk: 'section 4.137, :Returns:'},
    category: 'errno',
    what: 'The error is a bare -1, which reads as EPERM; it should be a code that means something, such as EINVAL.',
    resolution: {status: 'adopted', how: 'The ioctl is gone; nonsensical arguments of KVM_ENABLE_CAP give EINVAL.'},
  },
  {
    ...marc,
    place: {patch: 5, file: document, hunk: 'KVM_EXIT_MEMORY_FAULT'},
    category: 'doc-accuracy',
    what: 'The vCPU met no memory error: the hypervisor took a page fault, and KVM could have handled it.',
    resolution: {status: 'adopted', how: 'The text speaks of a page that KVM did not find mapped, never of an error.'},
  },
  {
    ...marc,
    place: {patch: 5, file: document, hunk: 'KVM_EXIT_MEMORY_FAULT'},
    category: 'missing-doc',
    what: 'The text does not say that userspace has to ask for these exits, nor when they come.',
    resolution: {status: 'adopted', how: 'The section of the exit begins with both.'},
  },
  {
    ...marc,
    place: {patch: 5, file: document, hunk: 'kvm_run.memory_fault'},
    category: 'units',
    what: 'What gpa and size are, and in which unit, is left open.',
    resolution: {status: 'adopted', how: 'Both are bytes; gpa is a guest physical address and a multiple of size.'},
  },
  {
    ...marc,
    place: {patch: 5, file: document, hunk: 'KVM_EXIT_MEMORY_FAULT'},
    category: 'missing-doc',
    what: 'Nothing says how userspace is to handle the fault, nor why repeating the access gets anywhere.',
    resolution: {status: 'adopted', how: 'The text lists what userspace can do, and when a repeated access ends.'},
  },
  {
    ...marc,
    place: {patch: 5, file: header, hunk: 'kvm_run.memory_fault'},
    category: 'extensibility',
    what: 'The kind of the fault, such as read or write, permission or translation, is not told.',
    resolution: {
      status: 'declined',
      why: 'What userspace has to do does not depend on it; `flags` and `reserved` leave room for when it does.',
    },
  },
  {
    ...marc,
    place: {patch: 5, file: document, hunk: 'section 7.34'},
    category: 'jargon',
    what: 'Who writes a VMM does not know what get_user_pages is; the text is for them.',
    resolution: {
      status: 'adopted',
      how: 'The text names what userspace sees and can do, and no function of the kernel.',
    },
  },
  {
    ...marc,
    place: {patch: 5, file: document, hunk: 'section 7.34'},
    category: 'jargon',
    what: 'EPT and shadow page tables are words of x86 in a section that also describes arm64.',
    resolution: {status: 'adopted', how: 'No term of one architecture is left.'},
  },
  {
    ...marc,
    place: {patch: 5, file: hostHeader, hunk: 'struct kvm'},
    category: 'locking',
    what: 'A reader-writer lock around a single bool is too much; an atomic access or a bit operation would do.',
    resolution: {
      status: 'superseded',
      by: 'Y+6iX6a22+GEuH1b@google.com',
      why: 'Neither makes a running vCPU see the new value: waiting for SRCU readers does.',
    },
  },
  {
    ...marc,
    place: {patch: 5, file: header, hunk: 'kvm_run.memory_fault'},
    category: 'doc-struct-mismatch',
    what: 'The struct in the header has a member that the one in the document lacks.',
    resolution: {status: 'adopted', how: 'The struct in the document is written out of the one in the header.'},
  },
  {
    ...marc,
    place: {patch: 5, file: header, hunk: 'the comment above KVM_S390_NORMAL_RESET'},
    category: 'whitespace-noise',
    what: 'The blank that is removed from a comment has nothing to do with the patch.',
    resolution: {status: 'adopted', how: 'Nothing is touched but what the interface needs.'},
  },
  {
    ...marc,
    place: {patch: 5, file: generic, hunk: 'case KVM_SET_MEM_FAULT_NOWAIT'},
    category: 'api-design',
    what: 'A bool need not be copied from userspace: the argument itself can be the value.',
    resolution: {status: 'superseded', by: answer, why: 'The ioctl is gone.'},
  },
  {
    ...marc,
    place: {patch: 5, file: header, hunk: 'KVM_SET_MEM_FAULT_NOWAIT'},
    category: 'extensibility',
    what: 'An interface whose whole argument is a bool can never grow.',
    resolution: {
      status: 'adopted',
      how: 'struct kvm_enable_cap has three more arguments and flags, all checked to be zero.',
    },
  },
  {
    ...marc,
    place: {patch: 5},
    category: 'missing-user',
    what: 'It is not said whether any VMM makes use of this.',
    resolution: {status: 'declined', why: 'There was none: the answer of the author names the self test alone.'},
  },
  {
    ...sean,
    messageId: 'Y+0RYMfw6pHrSLX4@google.com',
    date: '2023-02-15T09:07:44-08:00',
    place: {patch: 5, file: hostHeader, hunk: 'struct kvm'},
    category: 'locking',
    what: 'Only vCPUs read the flag: refusing the capability once there are vCPUs makes any lock needless.',
    resolution: {
      status: 'superseded',
      by: answer,
      why: 'It must be possible to turn the exits off while vCPUs run, when post-copy is over.',
    },
  },
  {
    ...sean,
    messageId: 'Y+0VK6vZpMqAQ2Dc@google.com',
    date: '2023-02-15T09:23:55-08:00',
    place: {patch: 6},
    category: 'changelog',
    what: 'This change log describes what will happen, too, where it should say what to do.',
    resolution: {status: 'adopted', how: 'The commit messages are imperative.'},
  },
  {
    ...sean,
    messageId: 'Y+0VK6vZpMqAQ2Dc@google.com',
    date: '2023-02-15T09:23:55-08:00',
    place: {patch: 6, file: 'arch/x86/kvm/mmu/mmu.c', hunk: '__kvm_faultin_pfn'},
    category: 'api-design',
    what: 'The row of bool parameters should become flags first, since not waiting and waiting asynchronously exclude each other.',
    resolution: {
      status: 'declined',
      why: 'It is about a function inside the kernel, not about the interface modelled here.',
    },
  },
  {
    ...sean,
    messageId: 'Y+0VK6vZpMqAQ2Dc@google.com',
    date: '2023-02-15T09:23:55-08:00',
    place: {patch: 6, file: 'arch/x86/kvm/mmu/mmu.c', hunk: '__kvm_faultin_pfn'},
    category: 'style',
    what: 'Here, too, the arguments are not laid out in the style of the kernel.',
    resolution: {
      status: 'declined',
      why: 'It is about a function inside the kernel, not about the interface modelled here.',
    },
  },
  {
    ...sean,
    messageId: 'Y+0VK6vZpMqAQ2Dc@google.com',
    date: '2023-02-15T09:23:55-08:00',
    place: {patch: 6, file: 'arch/x86/kvm/mmu/mmu.c', hunk: '__kvm_faultin_pfn'},
    category: 'patch-splitting',
    what: 'Filling in the exit belongs into a patch of its own, in the function that handles failed lookups.',
    resolution: {
      status: 'superseded',
      by: 'Y/fIVp5GUS35vCH1@google.com',
      why: 'The later mail says what was meant: an exit that does not depend on the capability.',
    },
  },
  {
    who: 'Peter Xu',
    messageId: 'Y+60dIGWIXEuHpwW@x1n',
    date: '2023-02-16T17:55:48-05:00',
    place: {patch: 6, file: 'arch/x86/kvm/mmu/mmu.c', hunk: '__kvm_faultin_pfn'},
    category: 'api-design',
    what: 'How to merge the bool parameters was never agreed on; with flags, a struct may not be needed.',
    resolution: {
      status: 'declined',
      why: 'It is about a function inside the kernel, not about the interface modelled here.',
    },
  },
  {
    who: 'Oliver Upton',
    messageId: 'Y+0jcC/Em/cnYe9t@linux.dev',
    date: '2023-02-15T18:24:48+00:00',
    place: {patch: 7},
    category: 'changelog',
    what: 'What was said of the other change logs holds for this one.',
    resolution: {status: 'adopted', how: 'The commit messages are imperative.'},
  },
  {
    who: 'Oliver Upton',
    messageId: 'Y+0jcC/Em/cnYe9t@linux.dev',
    date: '2023-02-15T18:24:48+00:00',
    place: {patch: 7, file: 'arch/arm64/kvm/mmu.c', hunk: 'user_mem_abort'},
    category: 'errno',
    what: 'An exit that userspace expects returns 0 from KVM_RUN, not EFAULT.',
    resolution: {status: 'adopted', how: 'KVM_RUN returns 0 with this exit, and the text says so.'},
  },
] satisfies readonly ReviewComment[]
