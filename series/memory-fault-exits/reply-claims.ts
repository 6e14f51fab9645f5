/** What the answer says, and what it would have to mean: refuted where it is wrong. */

import type {ClaimData} from 'uapidoc/series'

export const replyClaims = [
  {
    id: 'only-while-enabled',
    sentence: 'It is generated only while KVM_CAP_MEM_FAULT_NOWAIT is enabled.',
    property: 'exitOnlyWhileEnabled',
  },
  {
    id: 'otherwise',
    sentence:
      'Otherwise KVM tries to resolve the fault without an exit, and KVM_RUN returns -1 with errno EFAULT when it cannot.',
    property: 'kvmResolvesWhileDisabled',
  },
  {
    id: 'aligned',
    sentence: 'gpa is the guest physical address of the page, rounded down to a multiple of size',
    property: 'gpaIsAligned',
  },
  {
    id: 'reserved',
    sentence: 'reserved is kept for flags.',
    property: 'reservedIsZero',
  },
  {
    id: 'exactly',
    sentence:
      "A vCPU exits exactly where userspace itself would take a page fault on the memory behind the guest's address.",
    property: 'exactlyWherePageFault',
  },
  {
    id: 'advice',
    sentence: 'Userspace decides by what it knows of the guest',
    property: 'adviceSuffices',
  },
  {
    id: 'populating',
    sentence: 'Populating each time gives the behaviour that KVM has without the capability',
    property: 'populatingAlwaysSuffices',
  },
  {
    id: 'same-memory',
    sentence: 'Populating each time gives the behaviour that KVM has without the capability',
    property: 'sameMemoryAsDisabled',
  },
  {
    id: 'arguments',
    sentence: '1 enables the exits, 0 disables them',
    property: 'argumentsAreTaken',
  },
  {
    id: 'bad-arguments',
    sentence: 'EINVAL: The arguments make no sense.',
    property: 'badArgumentsAreRefused',
  },
  {
    id: 'while-enabled',
    sentence:
      'While this capability is enabled, a vCPU that takes a fault on memory without a present mapping exits with KVM_EXIT_MEMORY_FAULT, and KVM does not resolve the fault by itself.',
    property: 'exitWhileEnabled',
  },
  {
    id: 'async',
    sentence: 'Asynchronous page faults are off meanwhile.',
    property: 'noAsyncWhileEnabled',
  },
] satisfies ClaimData[]
