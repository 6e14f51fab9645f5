/** Versions of a series for examples: what is not given is empty, so that an example shows what it is about. */

import type {
  Behaviour,
  CapabilitySectionData,
  ClaimData,
  ExitSectionData,
  HeaderData,
  HostMemberData,
  IoctlSectionData,
  SectionData,
  SeriesVersion,
  StructData,
} from '../../model/index.ts'

export interface VersionParts extends Partial<HeaderData> {
  readonly sections?: readonly SectionData[]
  /** What the document shows otherwise than the header. */
  readonly shown?: readonly StructData[]
  readonly host?: readonly HostMemberData[]
  readonly behaviour?: Behaviour
  readonly claims?: readonly ClaimData[]
}

export function version({
  sections = [],
  shown,
  host = [],
  behaviour,
  claims = [],
  ...header
}: VersionParts): SeriesVersion {
  return {
    id: 'v1',
    status: 'posted',
    summary: 'An example.',
    document: {sections, ...(shown && {structs: shown})},
    header: {structs: [], ioctls: [], capabilities: [], exitReasons: [], constants: [], ...header},
    host,
    ...(behaviour && {behaviour}),
    claims,
    reviews: [],
  }
}

export function ioctlSection(parts: Partial<IoctlSectionData> = {}): IoctlSectionData {
  return {
    kind: 'ioctl',
    name: 'KVM_DO',
    number: {chapter: 4, number: 1},
    capability: 'KVM_CAP_DO',
    architectures: ['x86', 'arm64'],
    descriptors: ['vm'],
    returns: '0 on success, -1 on error',
    errnos: [],
    prose: 'It does.\n',
    ...parts,
  }
}

export function capabilitySection(parts: Partial<CapabilitySectionData> = {}): CapabilitySectionData {
  return {
    kind: 'capability',
    name: 'KVM_CAP_DO',
    number: {chapter: 7, number: 1},
    architectures: ['x86', 'arm64'],
    target: 'vm',
    parameters: [],
    returns: '0 on success, -1 on error',
    errnos: [],
    prose: 'With it, KVM does.\n',
    ...parts,
  }
}

export function exitSection(prose: string): ExitSectionData {
  return {kind: 'exit', name: 'KVM_EXIT_DO', member: 'did', prose}
}

/** An exit that has to be asked for; its struct is `kvm_run.did`. */
export function exitBehaviour(parts: Partial<Behaviour> = {}): Behaviour {
  return {
    checkExtension: 1,
    enableCap: {effect: 'toggle', on: 1, off: 0, otherArguments: 'EINVAL', flags: 'EINVAL'},
    exit: {
      condition: 'while-enabled',
      trigger: 'lookup-failed',
      errnos: [],
      unresolved: 'EFAULT',
      gpa: 'aligned-to-size',
      size: 'page',
      causes: {missing: {}},
      unwritten: 'zero',
    },
    synchronisation: 'none',
    asyncPageFaults: 'unaffected',
    ...parts,
  }
}

/** A series with one exit, whose struct has these members. */
export function exitVersion(prose: string, parts: VersionParts = {}): SeriesVersion {
  return version({
    sections: [exitSection(prose)],
    exitReasons: [{name: 'KVM_EXIT_DO', number: 1}],
    structs: [{name: 'kvm_run.did', members: [{name: 'flags', type: '__u64'}]}],
    ...parts,
  })
}
