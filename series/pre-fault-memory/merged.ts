/** The interface as it stands in Linux 6.12: document, header, virt/kvm/kvm_main.c and arch/x86/kvm/mmu/mmu.c. */

import type {SeriesVersion} from 'uapidoc/series'

const prose = `Maps guest memory before the guest asks for it: the pages of the range :member[gpa], :member[size] become part of the
stage-2 page tables that the vCPU uses in its present state. Each page is brought in as it would be for a read by the
guest. A page that is shared copy-on-write stays shared, and no new entry is marked as accessed.

:member[gpa] and :member[size] are bytes and multiples of the page size. :member[flags] must be 0, and :member[padding]
should be.

On return, :member[gpa] and :member[size] are what is left of the range. While :member[size] is not 0, userspace may issue
the ioctl again with the same struct; that is also how it goes on after a signal.

Several vCPUs may share page tables. The ioctl can be issued on all of them at the same time.

Private memory of a confidential VM has to be set up completely before: the ioctl keeps to what is said here only once
the guest is final.

Shadow page tables are indexed by other addresses than guest physical ones and cannot be filled like this. While a vCPU
uses them, for instance because it runs a nested guest, the ioctl fails with EOPNOTSUPP, whatever KVM_CHECK_EXTENSION
says.
`

export const merged = {
  id: 'merged',
  status: 'merged',
  summary: `Let userspace fill the stage-2 page tables of a vCPU ahead of the accesses of the guest.`,
  document: {
    sections: [
      {
        kind: 'ioctl',
        name: 'KVM_PRE_FAULT_MEMORY',
        number: {chapter: 4, number: 143},
        capability: 'KVM_CAP_PRE_FAULT_MEMORY',
        // The document of 6.12 says "none"; Kconfig selects it for x86.
        architectures: ['x86'],
        descriptors: ['vcpu'],
        parameter: {type: 'struct kvm_pre_fault_memory', direction: 'in/out'},
        returns: '0 if at least one page was mapped, < 0 on error',
        errnos: [
          {
            name: 'EINVAL',
            condition:
              '`gpa` or `size` is not a multiple of the page size, `size` is 0, the range ends beyond the last address, or `flags` is not 0.',
          },
          {name: 'ENOENT', condition: 'No memslot covers `gpa`.'},
          {name: 'EINTR', condition: 'A signal is pending, and no page has been mapped.'},
          {name: 'EFAULT', condition: 'The struct cannot be read or written.'},
          {
            name: 'EOPNOTSUPP',
            condition:
              'The hypervisor cannot map by guest physical address, or not in the present state of the vCPU or the VM.',
          },
          {name: 'EIO', condition: 'Something went wrong that should not; the kernel warns, too.'},
        ],
        prose,
      },
    ],
  },
  header: {
    structs: [
      {
        name: 'kvm_pre_fault_memory',
        members: [
          {name: 'gpa', type: '__u64', comment: 'in/out'},
          {name: 'size', type: '__u64', comment: 'in/out'},
          {name: 'flags', type: '__u64', comment: 'in'},
          {name: 'padding', type: '__u64', length: 5},
        ],
      },
    ],
    ioctls: [{name: 'KVM_PRE_FAULT_MEMORY', macro: '_IOWR', number: 0xd5, argument: 'struct kvm_pre_fault_memory'}],
    capabilities: [{name: 'KVM_CAP_PRE_FAULT_MEMORY', number: 236}],
    exitReasons: [],
    constants: [],
  },
  host: [],
  claims: [],
  reviews: [],
} satisfies SeriesVersion
