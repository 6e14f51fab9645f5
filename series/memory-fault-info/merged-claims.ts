/** What the merged interface says, sentence by sentence, and what each is explored as. */

import type {ClaimData} from 'uapidoc/series'

export const mergedClaims = [
  {
    id: 'unresolved',
    sentence: 'KVM_EXIT_MEMORY_FAULT says that a vCPU accessed guest memory and KVM could not resolve the fault.',
    property: 'exitOnlyWhenUnresolved',
  },
  {
    id: 'returns',
    sentence: 'KVM_RUN returns -1 with this exit, not 0 as with every other, and errno is EFAULT or EHWPOISON.',
    property: 'failsWithExit',
  },
  {
    id: 'stale',
    sentence: 'With any other errno, kvm_run.exit_reason is stale and must not be read.',
    property: 'staleWithOtherErrno',
  },
  {
    id: 'range',
    sentence:
      'gpa and size, both in bytes, are the range [gpa, gpa + size) of guest physical addresses that the fault is in.',
    property: 'firstByteIsInRange',
  },
  {
    id: 'private',
    sentence: 'KVM_MEMORY_EXIT_FLAG_PRIVATE: the access was to private memory.',
    property: 'flagMeansPrivateAccess',
  },
  {
    id: 'shared',
    sentence: 'Where the flag is clear, it was to shared memory.',
    property: 'flagMeansPrivateAccess',
  },
  {
    id: 'enabling',
    sentence: 'Informational only, -EINVAL on KVM_ENABLE_CAP',
    property: 'enablingIsRefused',
  },
  {
    id: 'filled',
    sentence:
      'Where this capability is present, KVM_RUN fills in kvm_run.memory_fault when a fault of the guest is one that KVM cannot resolve',
    property: 'writtenWhenUnresolved',
  },
  {
    id: 'holds-only-if',
    sentence:
      'What stands there holds only if KVM_RUN failed with EFAULT or EHWPOISON and kvm_run.exit_reason is KVM_EXIT_MEMORY_FAULT',
    property: 'writtenOnlyWithErrno',
  },
] satisfies ClaimData[]
