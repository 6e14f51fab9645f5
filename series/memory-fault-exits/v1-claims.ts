/** What `v1` says, and what it would have to mean: refuted where it is wrong. */

import type {ClaimData} from 'uapidoc/series'

export const v1Claims = [
  {
    id: 'while-on',
    sentence:
      'While they are on, a violation of EPT or of the shadow page table for which fast get_user_pages fails makes the vCPU exit with KVM_EXIT_MEMORY_FAULT; slow get_user_pages is not tried.',
    property: 'exitWhileEnabled',
  },
  {
    id: 'enable-cap',
    sentence: '0 on success, -EINVAL if the capability is not supported',
    property: 'enableCapHasEffect',
  },
  {
    id: 'absent',
    sentence: '0 on success, -1 if KVM_CAP_MEM_FAULT_NOWAIT is absent',
    property: 'absenceIsNoLackOfPermission',
  },
  {
    id: 'range',
    sentence: 'The error lies in the range of memory that gpa and size give.',
    property: 'documentReadsSame',
  },
  {
    id: 'range-in-header',
    sentence: 'The error lies in the range of memory that gpa and size give.',
    property: 'firstByteIsInRange',
  },
  {
    id: 'range-aligned',
    sentence: 'the range of memory that gpa and size give.',
    property: 'gpaIsAligned',
  },
  {
    id: 'toggles',
    sentence: 'the ioctl KVM_SET_MEM_FAULT_NOWAIT can turn waitless memory faults on and off.',
    property: 'settingIsMet',
  },
  {
    id: 'repeats-access',
    sentence: 'userspace may run the vCPU again, which repeats the access.',
    property: 'accessIsNotDone',
  },
] satisfies ClaimData[]
