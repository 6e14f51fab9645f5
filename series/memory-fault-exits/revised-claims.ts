/** What `revised` promises, sentence by sentence, and what each is explored as. */

import type {ClaimData} from 'uapidoc/series'

export const revisedClaims = [
  {
    id: 'exit-not-mapped',
    sentence:
      'KVM_EXIT_MEMORY_FAULT says that a vCPU needs a page of guest memory which KVM did not find mapped into the address space of the VMM.',
    property: 'exitWhileEnabled',
  },
  {
    id: 'repeats-access',
    sentence: 'it is up to userspace to provide it and to run the vCPU again, which repeats the access.',
    property: 'accessIsNotDone',
  },
  {
    id: 'ignored',
    sentence: 'it is up to userspace to provide it and to run the vCPU again',
    property: 'ignoringDoesNotHelp',
  },
  {
    id: 'only-while-enabled',
    sentence: 'The exit is generated only for an access of the guest that begins while KVM_CAP_MEM_FAULT_NOWAIT',
    property: 'exitOnlyWhileEnabled',
  },
  {
    id: 'returns-0',
    sentence: 'KVM_RUN returns 0 with it.',
    property: 'returnsZeroWithExit',
  },
  {
    id: 'disabled',
    sentence:
      'While the capability is disabled, KVM resolves the fault by itself, and KVM_RUN fails with EFAULT where it cannot.',
    property: 'kvmResolvesWhileDisabled',
  },
  {
    id: 'disabled-to-the-end',
    sentence: 'While the capability is disabled, KVM resolves the fault by itself',
    property: 'kvmBringsEverything',
  },
  {
    id: 'stale',
    sentence: 'Whenever KVM_RUN fails, kvm_run.exit_reason and kvm_run.memory_fault are stale.',
    property: 'staleWhenFailed',
  },
  {
    id: 'aligned',
    sentence: 'gpa is a multiple of size.',
    property: 'gpaIsAligned',
  },
  {
    id: 'first-byte',
    sentence: 'The first byte that the access could not reach lies in [gpa, gpa + size).',
    property: 'firstByteIsInRange',
  },
  {
    id: 'straddling',
    sentence: 'An access that straddles two pages is reported for one of them at a time.',
    property: 'onePageAtATime',
  },
  {
    id: 'one-cause',
    sentence: 'One cause is reported at a time',
    property: 'causesAreApart',
  },
  {
    id: 'not-mapped',
    sentence: 'KVM_MEMORY_FAULT_CODE_NOT_MAPPED: the page is not mapped, or KVM could not see at once that it is.',
    property: 'codeMeansNotMapped',
  },
  {
    id: 'private',
    sentence:
      'KVM_MEMORY_FAULT_CODE_PRIVATE: the guest accessed memory as private that is shared, or as shared that is private.',
    property: 'codeMeansConflict',
  },
  {
    id: 'reserved',
    sentence: 'flags and every element of reserved are 0.',
    property: 'reservedIsZero',
  },
  {
    id: 'advice',
    sentence: 'What a page that is not mapped needs depends on what userspace has done with it so far',
    property: 'adviceSuffices',
  },
  {
    id: 'no-wake',
    sentence: 'No thread sleeps because of this exit, so that UFFDIO_WAKE is not needed for it.',
    property: 'nobodySleeps',
  },
  {
    id: 'arrived-meanwhile',
    sentence: 'EEXIST says that the page has arrived meanwhile, for instance because another vCPU touched it, too.',
    property: 'existsSaysArrived',
  },
  {
    id: 'race',
    sentence: 'EEXIST says that the page has arrived meanwhile',
    property: 'raceEnds',
  },
  {
    id: 'given',
    sentence:
      'It has given the page to the guest: MADV_POPULATE_WRITE, or MADV_POPULATE_READ where the mapping is read-only.',
    property: 'adviceSuffices',
  },
  {
    id: 'swapped-back',
    sentence: 'That maps the page again when it has been swapped out',
    property: 'swappedComesBack',
  },
  {
    id: 'copied-again',
    sentence: 'That maps the page again when it has been swapped out',
    property: 'copyingAgainDoesNotHelp',
  },
  {
    id: 'may-fail',
    sentence:
      'Nor does the exit prove that the page is absent: KVM looks it up without waiting, and such a lookup may fail for a page that is mapped.',
    property: 'lookupMayFail',
  },
  {
    id: 'harmless',
    sentence: 'Neither answer harms a page that is there.',
    property: 'answersHarmNothing',
  },
  {
    id: 'populating',
    sentence: 'That has the effect which KVM has while the capability is disabled',
    property: 'sameMemoryAsDisabled',
  },
  {
    id: 'populating-suffices',
    sentence: 'A VMM may also answer every exit by populating the page.',
    property: 'populatingSuffices',
  },
  {
    id: 'populating-waits',
    sentence: 'the thread waits for the userfaultfd as the vCPU would have done.',
    property: 'populatingWaits',
  },
  {
    id: 'populating-fails',
    sentence:
      'Populating does not help where the address is not mapped at all, where the mapping does not allow the access, and for a page that is poisoned: there, MADV_POPULATE_WRITE fails.',
    property: 'populatingFails',
  },
  {
    id: 'without-end',
    sentence: 'KVM_RUN would exit again without end, unless userspace changes the mapping first.',
    property: 'exitsWithoutEnd',
  },
  {
    id: 'progress',
    sentence: 'Otherwise running the vCPU again makes progress',
    property: 'adviceSuffices',
  },
  {
    id: 'goes-on',
    sentence: 'the page that was reported is mapped by then, and the access goes on.',
    property: 'accessOnlyIfMapped',
  },
  {
    id: 'once-more',
    sentence:
      'The same exit comes once more only if the page was taken away in between or the lookup happened to fail, and the same answer holds.',
    property: 'exitOnlyIfTakenAway',
  },
  {
    id: 'arguments',
    sentence: '1 enables the exits, 0 disables them',
    property: 'argumentsAreTaken',
  },
  {
    id: 'other-arguments',
    sentence: 'args[1..3] must be 0',
    property: 'otherArgumentsAreRefused',
  },
  {
    id: 'returns',
    sentence: '0 on success, -1 on error',
    property: 'returnsZeroOrMinusOne',
  },
  {
    id: 'unsupported',
    sentence: 'EINVAL: The capability is not supported',
    property: 'unsupportedIsRefused',
  },
  {
    id: 'bad-arguments',
    sentence: 'args[0] is neither 0 nor 1, or flags or another argument is not 0.',
    property: 'badArgumentsAreRefused',
  },
  {
    id: 'unchanged',
    sentence: 'Nothing has changed.',
    property: 'nothingChangesOnError',
  },
  {
    id: 'while-enabled',
    sentence:
      'While this capability is enabled, a guest access to a page that is not mapped into the address space of the VMM makes KVM_RUN return with the exit reason KVM_EXIT_MEMORY_FAULT.',
    property: 'exitWhileEnabled',
  },
  {
    id: 'new-vm',
    sentence:
      'While it is disabled, as it is in a new VM, the vCPU waits inside of KVM_RUN until the page has been mapped.',
    property: 'waitsWhileDisabled',
  },
  {
    id: 'supported',
    sentence: 'KVM_CHECK_EXTENSION returns 1 where the capability is supported.',
    property: 'checkExtensionSaysOne',
  },
  {
    id: 'queue',
    sentence: 'every vCPU that touches a page which has not arrived waits in the queue of that userfaultfd.',
    property: 'queueIsShared',
  },
  {
    id: 'thread',
    sentence: 'the thread that runs the vCPU learns of the page and can fetch it by itself.',
    property: 'threadLearnsOfPage',
  },
  {
    id: 'guest-only',
    sentence: 'Only accesses of the guest are reported.',
    property: 'onlyGuestIsReported',
  },
  {
    id: 'async',
    sentence: 'Asynchronous page faults are off while this capability is enabled',
    property: 'noAsyncWhileEnabled',
  },
  {
    id: 'any-time',
    sentence: 'It can be enabled and disabled at any time, while vCPUs run and from several threads.',
    property: 'callsReturn',
  },
  {
    id: 'last-decides',
    sentence: 'Of calls at the same time, one is the last and decides.',
    property: 'oneCallDecides',
  },
  {
    id: 'new-setting',
    sentence: 'When KVM_ENABLE_CAP has returned, every access that begins later meets the new setting',
    property: 'settingIsMet',
  },
  {
    id: 'on-its-way',
    sentence: 'The exit of an access that began earlier may still be on its way.',
    property: 'lateExit',
  },
] satisfies ClaimData[]
