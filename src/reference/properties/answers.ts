/** What userspace can do about the exit, and what comes of it. */

import {pagesOf} from '../configuration.ts'
import {
  addresses,
  answering,
  attributes,
  everything,
  hopeless,
  outcomes,
  race,
  stuck,
  swapping,
  undisturbed,
} from '../configurations/index.ts'
import {exitOf, isDone, runResult} from '../observed.ts'
import {type Event, judge, type Property} from '../property.ts'
import {contentOf, hostPages, sameState, vcpuOf} from '../state.ts'

const isExit = (event: Event): true | undefined => (exitOf(event) ? true : undefined)

/** The vCPU has come to the end of its stream. */
const isAtEnd = (event: Event): boolean => runResult(event)?.run?.reason === 'KVM_EXIT_HLT'

const endless = (event: Event): boolean | undefined => (isAtEnd(event) ? false : isExit(event))

export const answers = {
  adviceSuffices: {
    says: 'userspace that copies what it has not given and populates the rest brings every vCPU to its end',
    check: {kind: 'progress', premise: judge(isExit)},
    configurations: () => answering('advised', 'advised'),
  },
  populatingSuffices: {
    says: 'userspace that always populates brings every vCPU to its end, where a page fault could do the same',
    check: {kind: 'progress', premise: judge(isExit)},
    configurations: () => answering('always populated', 'populate'),
  },
  populatingAlwaysSuffices: {
    says: 'userspace that always populates brings every vCPU to its end, whatever the mapping',
    check: {kind: 'progress', premise: judge(isExit)},
    configurations: () => [
      ...answering('always populated', 'populate'),
      ...hopeless('populated', {userspace: 'populate'}),
    ],
  },
  populatingFails: {
    says: 'MADV_POPULATE_WRITE fails without a VMA, against its permissions, and on a poisoned page',
    check: {
      kind: 'always',
      judge: judge(({step: {result}}) => (result?.call === 'MADV_POPULATE_WRITE' ? result.value === -1 : undefined)),
    },
    subjects: ['memory'],
    configurations: () => hopeless('populated', {disturbances: [{name: 'MADV_POPULATE_WRITE', pages: [0]}]}),
  },
  accessOnlyIfMapped: {
    says: 'an access goes on only where all of its pages are mapped at that moment, and their attributes allow it',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const {machine, action, before} = event
        const {run} = machine
        const access = run.accessOf(action.vcpu ?? 0, vcpuOf(before, action.vcpu ?? 0))
        if (!access || !isDone(event)) return undefined
        return pagesOf(access).every(
          (page) => !run.conflicts(before, page, access) && run.isBacked(before, page, access),
        )
      }),
    },
    subjects: ['access'],
    configurations: (bound) => [everything(bound), addresses, attributes],
  },
  kvmBringsEverything: {
    says: 'while the exits are off, every vCPU comes to its end, given a thread that reads the userfaultfd',
    check: {
      kind: 'progress',
      premise: judge((event) => (event.step.result?.call === 'userfaultfd' ? true : undefined)),
    },
    configurations: () => answering('disabled', 'nothing', {enabled: false}),
  },
  exitsWithoutEnd: {
    says: 'where populating fails, KVM_RUN exits again each time, and the vCPU never gets on',
    check: {kind: 'always', judge: judge(endless)},
    configurations: () => hopeless('populated', {userspace: 'populate'}),
  },
  ignoringDoesNotHelp: {
    says: 'userspace that only runs the vCPU again gets the same exit, and the vCPU never gets on',
    check: {kind: 'always', judge: judge(endless)},
    configurations: () => [stuck.nothing],
  },
  copyingAgainDoesNotHelp: {
    says: 'copying a page that was given and then swapped out fails, and the vCPU never gets on',
    check: {kind: 'always', judge: judge(endless)},
    configurations: () => [stuck.copy],
  },
  populatingWaits: {
    says: 'the thread that populates a page which has not arrived waits as long as nobody brings it',
    check: {
      kind: 'always',
      judge: judge((event) => (event.action.kind === 'answer' || isAtEnd(event) ? false : isExit(event))),
    },
    subjects: ['vcpu', 'memory'],
    configurations: () => [stuck.populate],
  },
  swappedComesBack: {
    says: 'a page that was swapped out is read as it was when it was given',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const {machine, action, before} = event
        const access = machine.run.accessOf(action.vcpu ?? 0, vcpuOf(before, action.vcpu ?? 0))
        if (access?.kind !== 'read' || !isDone(event)) return undefined
        return contentOf(before, access.page) === contentOf(machine.initial, access.page)
      }),
    },
    subjects: ['access'],
    configurations: () => [swapping],
  },
  answersHarmNothing: {
    says: 'copying, continuing or populating a page that is there leaves it as it is',
    check: {
      kind: 'always',
      judge: judge(({machine, action, before, step}) => {
        const {call} = step.result ?? {}
        if (action.kind !== 'disturb' || action.page === undefined || !/^UFFDIO_CO|^MADV_POP/.test(call ?? ''))
          return undefined
        if (machine.host.pageState(before, action.page) !== hostPages.present) return undefined
        return sameState(before, step.state)
      }),
    },
    subjects: ['memory'],
    configurations: (bound) => [everything(bound)],
  },
  nobodySleeps: {
    says: 'no vCPU enters the queue of a userfaultfd, and all of them come to their end without UFFDIO_WAKE',
    check: {
      kind: 'always',
      judge: judge((event) => (event.step.result?.call === 'userfaultfd' ? false : isExit(event))),
    },
    configurations: () => [undisturbed, race],
  },
  raceEnds: {
    says: 'two vCPUs that exit for one page both come to their end, though only one of them brings it',
    check: {kind: 'progress', premise: judge(isExit)},
    configurations: () => [race],
  },
  sameMemoryAsDisabled: {
    says: 'what the guest reads and leaves in memory is what it may read and leave while the capability is disabled',
    check: {kind: 'same-outcomes'},
    configurations: () => [outcomes.populating, outcomes.disabled],
  },
} as const satisfies Readonly<Record<string, Property>>
