/** When the exit comes, and when it does not. */

import type {Configuration} from '../configuration.ts'
import {
  addresses,
  attributes,
  contest,
  emulation,
  enabling,
  everything,
  fresh,
  hopeless,
  switching,
  undisturbed,
} from '../configurations/index.ts'
import {begun, exitOf, isAnotherAsleep, isHopeless, isResolvedByKvm, runResult, settingNow} from '../observed.ts'
import {type Event, judge, type Property} from '../property.ts'
import {hostPages} from '../state.ts'

/** What happened to an access in this step: an exit, or something that KVM does by itself. */
function outcomeOf(event: Event): 'exit' | 'waits' | 'deferred' | 'resolved' | 'failed' | 'other' | undefined {
  if (exitOf(event)) return 'exit'
  const call = event.step.result?.call
  if (call === 'userfaultfd') return 'waits'
  if (call === 'async-page-fault') return 'deferred'
  if (isResolvedByKvm(event)) return 'resolved'
  const result = runResult(event)
  if (!result || result.errno === 'EINTR') return undefined
  if (result.value !== 0) return 'failed'
  return begun(event) ? 'other' : undefined
}

/** KVM has filled in by itself what a userfaultfd is registered for. */
function isFilledIn({machine, before, step}: Event): boolean {
  const {host, configuration} = machine
  return configuration.pages.some(
    ({userfaultfd}, page) =>
      userfaultfd !== undefined &&
      host.pageState(before, page) === hostPages.absent &&
      host.pageState(step.state, page) !== hostPages.absent,
  )
}

/** An access of the guest to a page that was not there when it began. */
function missed(event: Event) {
  const access = begun(event)
  return access && !access.access.emulated && access.truth !== 'mismatch' ? access : undefined
}

const neverWhileOff = (event: Event): boolean | undefined => {
  const access = begun(event)
  return exitOf(event) && access ? access.setting !== 'off' : undefined
}

const alwaysWhileOn = (event: Event): boolean | undefined => {
  const access = missed(event)
  const outcome = outcomeOf(event)
  return access?.setting === 'on' && outcome ? outcome === 'exit' : undefined
}

export const exits = {
  exitOnlyWhileEnabled: {
    says: 'no exit of an access that began after the call which disables it had returned',
    check: {kind: 'always', judge: judge(neverWhileOff)},
    configurations: (bound): readonly Configuration[] => [everything(bound), fresh, enabling],
  },
  settingIsMet: {
    says: 'an access that begins after a call has returned meets what that call has set, in both directions',
    check: {
      kind: 'always',
      judge: judge((event) => neverWhileOff(event) ?? alwaysWhileOn(event)),
    },
    configurations: (bound) => [everything(bound)],
  },
  exitWhileEnabled: {
    says: 'of an access to a page that is not mapped, KVM_RUN returns with the exit; KVM resolves nothing, and nobody waits',
    check: {kind: 'always', judge: judge(alwaysWhileOn)},
    configurations: (bound) => [everything(bound), addresses],
  },
  enableCapHasEffect: {
    says: 'after KVM_ENABLE_CAP has returned 0, accesses meet what it has set',
    check: {kind: 'always', judge: judge((event) => neverWhileOff(event) ?? alwaysWhileOn(event))},
    configurations: () => [enabling],
  },
  lateExit: {
    says: 'KVM_RUN returns with the exit of an access that began earlier, after the call which disables it has returned',
    check: {
      kind: 'sometimes',
      judge: judge((event) =>
        exitOf(event) ? settingNow(event) === 'off' && begun(event)?.setting !== 'off' : undefined,
      ),
    },
    configurations: () => [switching],
  },
  oneCallDecides: {
    says: 'of two calls at the same time, all accesses that begin later meet the same one',
    check: {kind: 'always', judge: judge((event) => neverWhileOff(event) ?? alwaysWhileOn(event))},
    configurations: () => [contest],
  },
  kvmResolvesWhileDisabled: {
    says: 'KVM waits for the page or brings it; where it can do neither, KVM_RUN fails with EFAULT and without an exit',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const access = begun(event)
        const outcome = outcomeOf(event)
        if (access?.setting !== 'off' || !outcome || access.access.emulated) return undefined
        if (outcome !== 'failed') return outcome !== 'exit' && outcome !== 'other'
        const isBeyond = access.truth === 'mismatch' || isHopeless(event, access)
        return isBeyond && runResult(event)?.errno === 'EFAULT'
      }),
    },
    configurations: (bound) => [everything(bound), fresh, ...hopeless('disabled', {enabled: false})],
  },
  waitsWhileDisabled: {
    says: 'in a VM where nobody has enabled it, an access to a page that has not arrived waits in KVM_RUN',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const outcome = outcomeOf(event)
        if (outcome === 'exit' || outcome === 'failed' || isFilledIn(event)) return false
        return outcome === 'waits' ? true : undefined
      }),
    },
    configurations: () => [fresh],
  },
  queueIsShared: {
    says: 'two vCPUs wait in the queue of the userfaultfd at the same time',
    check: {
      kind: 'sometimes',
      judge: judge((event) => (event.step.result?.call === 'userfaultfd' ? isAnotherAsleep(event) : undefined)),
    },
    configurations: () => [fresh],
  },
  threadLearnsOfPage: {
    says: 'KVM_RUN returns in the thread of the vCPU, with the page that it needs, and no other thread is asked',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const outcome = outcomeOf(event)
        if (outcome === 'waits') return false
        return outcome === 'exit' ? true : undefined
      }),
    },
    configurations: () => [undisturbed],
  },
  onlyGuestIsReported: {
    says: 'where KVM itself accesses the memory, it waits for the page, and there is no exit',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const outcome = outcomeOf(event)
        return begun(event)?.access.emulated && outcome ? outcome !== 'exit' : undefined
      }),
    },
    configurations: () => [emulation],
  },
  noAsyncWhileEnabled: {
    says: 'the guest is never told to go on without a page that was swapped out; KVM_RUN returns with the exit',
    check: {
      kind: 'always',
      judge: judge((event) => {
        if (begun(event)?.setting !== 'on') return undefined
        if (event.step.result?.call === 'async-page-fault') return false
        return exitOf(event) ? true : undefined
      }),
    },
    configurations: (bound) => [everything(bound)],
  },
  exactlyWherePageFault: {
    says: 'the exit comes only where userspace itself would take a page fault',
    check: {
      kind: 'always',
      judge: judge((event) => (exitOf(event) ? begun(event)?.truth === 'missing' : undefined)),
    },
    configurations: () => [attributes],
  },
  lookupMayFail: {
    says: 'an exit for a page that is mapped',
    check: {
      kind: 'sometimes',
      judge: judge((event) => (exitOf(event) ? begun(event)?.truth === 'reached' : undefined)),
    },
    configurations: (bound) => [everything(bound)],
  },
  exitOnlyIfTakenAway: {
    says: 'where nothing is taken away and lookups are sure, there is no exit for a page that has been given',
    check: {
      kind: 'always',
      judge: judge((event) => (exitOf(event) ? begun(event)?.truth !== 'reached' : undefined)),
    },
    configurations: () => [undisturbed],
  },
} as const satisfies Readonly<Record<string, Property>>
