/** What KVM_RUN returns with the exit, and what `struct kvm_run` says then. */

import type {SeriesVersion} from '../../model/index.ts'
import {firstByte, pageSize} from '../configuration.ts'
import {addresses, attributes, emulation, everything, hopeless, memslots, undisturbed} from '../configurations/index.ts'
import type {Reference} from '../machine.ts'
import {
  begun,
  exitOf,
  isGuestAsBefore,
  isInRange,
  rangeOf,
  reportableBytes,
  runResult,
  truthOfExit,
} from '../observed.ts'
import {type Event, type Judge, type JudgeOf, judge, type Property} from '../property.ts'
import type {WrittenRun} from '../result.ts'

/** Judges steps in which KVM_RUN returns with the exit. */
const ofExits = (of: (event: Event, exit: WrittenRun) => boolean | undefined): JudgeOf =>
  judge((event) => {
    const exit = exitOf(event)
    return exit && of(event, exit)
  })

const reported = ['EFAULT', 'EHWPOISON']

/** The constant that a sentence speaks of, and the member that it goes into. */
function constantIn({version, kvmRun}: Reference, sentence: string): (exit: WrittenRun) => boolean {
  const constant = version.header.constants.find(({name}) => sentence.includes(name)) ?? onlyFlag(version)
  const member = constant?.member?.split('.').at(-1)
  if (!constant || member === undefined) return () => false
  const value = kvmRun.valueOf(constant.name)
  return ({bytes}) => {
    const held = kvmRun.read(bytes, member) ?? 0n
    return constant.role === 'flag' ? (held & value) !== 0n : held === value
  }
}

const onlyFlag = ({header}: SeriesVersion) => header.constants.find(({role}) => role === 'flag')

/** Everything that the exit says but where it was: two of a kind look alike. */
function lookOf({machine}: Event, {bytes}: WrittenRun): string {
  const {kvmRun} = machine.reference
  const others = kvmRun.members().filter((name) => name !== 'gpa' && name !== 'size')
  return others.map((name) => kvmRun.read(bytes, name)).join()
}

const causesApart: JudgeOf = () => {
  const seen = new Map<string, 'mismatch' | 'unmapped'>()
  return (event) => {
    const [exit, access] = [exitOf(event), begun(event)]
    if (!exit || !access) return undefined
    const kind = truthOfExit(event, exit, access) === 'mismatch' ? 'mismatch' : 'unmapped'
    const look = lookOf(event, exit)
    const known = seen.get(look) ?? kind
    seen.set(look, known)
    return known === kind
  }
}

const ofConstant =
  (means: (event: Event, exit: WrittenRun) => boolean): JudgeOf =>
  (reference, {sentence}) => {
    const isHeld = constantIn(reference, sentence)
    return (event) => {
      const exit = exitOf(event)
      return exit && isHeld(exit) === means(event, exit)
    }
  }

/** While the exits are on, memory that forbids the access is no reason to fail without one. */
const ofConflicts: JudgeOf = (reference, claim) => {
  const judged = ofConstant(isMismatch)(reference, claim)
  return (event) => {
    const access = begun(event)
    const isSilent = runResult(event)?.value === -1 && access?.truth === 'mismatch' && access.setting === 'on'
    return isSilent && !exitOf(event) && !access.access.emulated ? false : judged(event)
  }
}

const isMismatch = (event: Event, exit: WrittenRun): boolean => {
  const access = begun(event)
  return access !== undefined && truthOfExit(event, exit, access) === 'mismatch'
}

const failures =
  (isAbout: (errno: string) => boolean): Judge =>
  (event) => {
    const result = runResult(event)
    return result?.errno !== undefined && isAbout(result.errno) ? result.run === undefined : undefined
  }

export const reports = {
  returnsZeroWithExit: {
    says: 'KVM_RUN returns 0 with the exit',
    check: {kind: 'always', judge: ofExits(({step}) => step.result?.value === 0)},
    configurations: (bound) => [everything(bound)],
  },
  failsWithExit: {
    says: 'KVM_RUN returns -1 with the exit, and errno is EFAULT or EHWPOISON; with other exits it returns 0',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const result = runResult(event)
        if (!result?.run) return undefined
        return exitOf(event) ? result.value === -1 && reported.includes(result.errno ?? '') : result.value === 0
      }),
    },
    configurations: (bound) => [everything(bound), memslots, ...hopeless('always', {})],
  },
  staleWhenFailed: {
    says: 'where KVM_RUN fails, it has written nothing to struct kvm_run',
    check: {kind: 'always', judge: judge(failures(() => true))},
    configurations: (bound) => [everything(bound), emulation, ...hopeless('disabled', {enabled: false})],
  },
  staleWithOtherErrno: {
    says: 'where KVM_RUN fails with an errno other than EFAULT and EHWPOISON, it has written nothing to struct kvm_run',
    check: {kind: 'always', judge: judge(failures((errno) => !reported.includes(errno)))},
    configurations: (bound) => [everything(bound), emulation],
  },
  writtenOnlyWithErrno: {
    says: 'KVM_RUN writes the exit only where it fails with EFAULT or EHWPOISON',
    check: {kind: 'always', judge: ofExits(({step}) => reported.includes(step.result?.errno ?? ''))},
    configurations: (bound) => [everything(bound), ...hopeless('always', {})],
  },
  writtenWhenUnresolved: {
    says: 'where KVM_RUN fails because KVM cannot resolve a fault of the guest, the exit is written',
    check: {
      kind: 'always',
      judge: judge((event) => {
        const {errno} = runResult(event) ?? {}
        if (errno === undefined || errno === 'EINTR' || begun(event)?.access.emulated) return undefined
        return exitOf(event) !== undefined
      }),
    },
    configurations: (bound) => [everything(bound), ...hopeless('always', {})],
  },
  exitOnlyWhenUnresolved: {
    says: 'the exit comes where no page fault of the host can help, or where the attributes of the memory forbid the access',
    check: {
      kind: 'always',
      judge: ofExits((event, exit) => {
        const access = begun(event)
        if (!access) return false
        if (truthOfExit(event, exit, access) === 'mismatch') return true
        const {host, configuration} = event.machine
        const pages = configuration.pages.flatMap((_, page) =>
          isInRange(page * pageSize, rangeOf(event, exit)) ? [page] : [],
        )
        const isWrite = access.access.kind === 'write'
        return pages.some((page) => host.fault(event.before, page, isWrite).outcome !== 'resolved')
      }),
    },
    configurations: () => [attributes, ...hopeless('always', {})],
  },
  gpaIsAligned: {
    says: 'gpa is a multiple of size, and size is not 0',
    check: {
      kind: 'always',
      judge: ofExits((event, exit) => {
        const {gpa, size} = rangeOf(event, exit)
        return size > 0 && gpa % size === 0
      }),
    },
    configurations: (bound) => [addresses, everything(bound)],
  },
  firstByteIsInRange: {
    says: 'the first byte that the access could not reach is in [gpa, gpa + size)',
    check: {
      kind: 'always',
      judge: ofExits((event, exit) => {
        const access = begun(event)
        return access && reportableBytes(event, access).some((byte) => isInRange(byte, rangeOf(event, exit)))
      }),
    },
    configurations: (bound) => [addresses, everything(bound), ...hopeless('always', {})],
  },
  onePageAtATime: {
    says: 'of an access that straddles two pages, the range holds bytes of one of them',
    check: {
      kind: 'always',
      judge: ofExits((event, exit) => {
        const access = begun(event)?.access
        if (!access?.straddles) return undefined
        return [0, 1].filter((part) => isInRange(firstByte(access, part), rangeOf(event, exit))).length === 1
      }),
    },
    configurations: (bound) => [addresses, everything(bound)],
  },
  causesAreApart: {
    says: 'an exit for a conflict about private memory and one for a page that is not mapped differ in more than the address',
    check: {kind: 'always', judge: causesApart},
    configurations: () => [attributes],
  },
  codeMeansNotMapped: {
    says: 'the exit has the code that the sentence names where, and only where, the attributes of the memory allow the access',
    check: {kind: 'always', judge: ofConstant((event, exit) => !isMismatch(event, exit))},
    configurations: (bound) => [attributes, everything(bound)],
  },
  codeMeansConflict: {
    says: 'the exit has the code that the sentence names where, and only where, the attributes of the memory forbid the access',
    check: {kind: 'always', judge: ofConflicts},
    configurations: (bound) => [attributes, everything(bound)],
  },
  flagMeansPrivateAccess: {
    says: 'the exit has the flag where, and only where, the access was to private memory',
    check: {kind: 'always', judge: ofConstant((event) => begun(event)?.access.private === true)},
    configurations: (bound) => [attributes, everything(bound)],
  },
  reservedIsZero: {
    says: 'the members that are kept for later are 0, whatever stood there before',
    check: {
      kind: 'always',
      judge: ofExits(({machine}, {bytes}) => {
        const {kvmRun} = machine.reference
        return kvmRun
          .members()
          .filter((name) => name === 'flags' || name.startsWith('reserved'))
          .every((name) => kvmRun.read(bytes, name) === 0n)
      }),
    },
    configurations: (bound) => [everything(bound)],
  },
  documentReadsSame: {
    says: 'a program that has the struct out of the document finds in each member what one finds that has the header',
    check: {
      kind: 'always',
      judge: ofExits(({machine}, {bytes}) => {
        const {kvmRun} = machine.reference
        return kvmRun
          .members(kvmRun.document)
          .every((name) => kvmRun.read(bytes, name, kvmRun.document) === kvmRun.read(bytes, name))
      }),
    },
    configurations: () => [addresses],
  },
  accessIsNotDone: {
    says: 'the access is still to come when KVM_RUN returns with the exit: memory and the vCPU are as they were',
    check: {kind: 'always', judge: ofExits((event) => isGuestAsBefore(event))},
    configurations: (bound) => [everything(bound), undisturbed],
  },
} as const satisfies Readonly<Record<string, Property>>
