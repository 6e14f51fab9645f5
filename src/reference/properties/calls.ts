/** What the calls on a VM return, with good arguments and with bad ones. */

import type {Action} from '../action.ts'
import {contest, enabling, everything, race, toggling, unsupported} from '../configurations/index.ts'
import {type Event, judge, type Property} from '../property.ts'
import {sameState} from '../state.ts'

const toggles = ['toggle', 'KVM_ENABLE_CAP']

/** Whether a call that turns it on or off has the argument that is wanted. */
const isGiven = ({kind, argument, given}: Action, wanted: Readonly<Record<string, string | undefined>>): boolean =>
  kind !== 'begin' || String(given?.args[0]) === wanted[argument ?? '']

const isUnchanged = ({before, step}: Event): boolean => sameState(before, step.state)

/** A call of KVM_ENABLE_CAP that has to be refused. */
const refused = (event: Event, errno: string): boolean => {
  const {result} = event.step
  return result?.value === -1 && result.errno === errno && isUnchanged(event)
}

export const callsOnVm = {
  checkExtensionSaysOne: {
    says: 'KVM_CHECK_EXTENSION returns 1, and 0 where the kernel does not have the capability',
    check: {
      kind: 'always',
      judge: judge(({machine, step: {result}}) =>
        result?.call === 'KVM_CHECK_EXTENSION' ? result.value === Number(machine.configuration.supported) : undefined,
      ),
    },
    subjects: ['call'],
    configurations: (bound) => [everything(bound), unsupported],
  },
  badArgumentsAreRefused: {
    says: 'KVM_ENABLE_CAP with an args[0] that is none, with another argument or with flags fails with EINVAL',
    check: {
      kind: 'always',
      judge: judge((event) => (event.action.kind === 'invalid' ? refused(event, 'EINVAL') : undefined)),
    },
    subjects: ['call'],
    configurations: () => [enabling],
  },
  otherArgumentsAreRefused: {
    says: 'KVM_ENABLE_CAP with an args[1] that is not 0 fails with EINVAL',
    check: {
      kind: 'always',
      judge: judge((event) => (event.action.argument === 'args[1]' ? refused(event, 'EINVAL') : undefined)),
    },
    subjects: ['call'],
    configurations: () => [enabling],
  },
  argumentsAreTaken: {
    says: 'the calls that turn it on and off have the args[0] that the sentence gives, and return 0',
    check: {
      kind: 'always',
      judge: (_, {sentence}) => {
        const [, on, off] = /(\d+) enables\b.*?(\d+) disables\b/.exec(sentence) ?? []
        return ({machine, action: {kind}, step: {result}}) => {
          if ((kind !== 'begin' && kind !== 'return') || !result) return undefined
          const wanted = {on, off}
          return result.value === 0 && machine.actions.every((action) => isGiven(action, wanted))
        }
      },
    },
    subjects: ['call'],
    configurations: () => [enabling],
  },
  nothingChangesOnError: {
    says: 'where a call on the VM fails, nothing has changed',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const {result} = event.step
        return result && result.call !== 'KVM_RUN' && result.value === -1 && !event.machine.configuration.memory
          ? event.action.kind === 'answer' || isUnchanged(event)
          : undefined
      }),
    },
    subjects: ['call', 'memory'],
    configurations: (bound) => [everything(bound), enabling, unsupported],
  },
  unsupportedIsRefused: {
    says: 'a kernel without the capability refuses KVM_ENABLE_CAP with EINVAL',
    check: {
      kind: 'always',
      judge: judge((event) => (event.step.result?.call === 'KVM_ENABLE_CAP' ? refused(event, 'EINVAL') : undefined)),
    },
    subjects: ['call'],
    configurations: () => [unsupported],
  },
  absenceIsNoLackOfPermission: {
    says: 'where the capability is absent, errno does not say that the caller lacks a permission',
    check: {
      kind: 'always',
      judge: judge(({step: {result}}) =>
        result?.call === 'toggle' && result.value === -1 ? result.errno !== 'EPERM' : undefined,
      ),
    },
    subjects: ['call'],
    configurations: () => [unsupported],
  },
  enablingIsRefused: {
    says: 'KVM_ENABLE_CAP fails with EINVAL, whatever its arguments',
    check: {
      kind: 'always',
      judge: judge((event) => (event.step.result?.call === 'KVM_ENABLE_CAP' ? refused(event, 'EINVAL') : undefined)),
    },
    subjects: ['call'],
    configurations: () => [enabling],
  },
  returnsZeroOrMinusOne: {
    says: 'KVM_ENABLE_CAP returns 0, or -1 with an errno',
    check: {
      kind: 'always',
      judge: judge(({step: {result}}) => {
        if (result?.call !== 'KVM_ENABLE_CAP') return undefined
        return result.value === 0 ? result.errno === undefined : result.value === -1 && result.errno !== undefined
      }),
    },
    subjects: ['call'],
    configurations: () => [enabling, unsupported],
  },
  callsReturn: {
    says: 'calls from several threads while vCPUs run come to their end, and so do the vCPUs',
    check: {
      kind: 'progress',
      premise: judge(({action, step}) =>
        action.kind === 'return' && toggles.includes(step.result?.call ?? '') ? true : undefined,
      ),
    },
    subjects: ['call'],
    configurations: () => [toggling, {...contest, userspace: 'advised', disturbances: [{name: 'serve', pages: [0]}]}],
  },
  existsSaysArrived: {
    says: 'UFFDIO_COPY fails with EEXIST only where the page is there',
    check: {
      kind: 'always',
      judge: judge(({machine, action, before, step: {result}}) => {
        if (result?.call !== 'UFFDIO_COPY' || result.errno !== 'EEXIST') return undefined
        return machine.host.reaches(before, action.page ?? 0, false)
      }),
    },
    subjects: ['memory'],
    configurations: () => [race],
  },
} as const satisfies Readonly<Record<string, Property>>
