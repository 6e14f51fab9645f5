/** Small versions of series, for tests. */

import type {
  CapabilitySectionData,
  HeaderData,
  HostMemberData,
  IoctlSectionData,
  SectionData,
  SeriesVersion,
} from '../../../src/model/index.ts'

export interface Parts {
  readonly sections?: readonly SectionData[]
  readonly header?: Partial<HeaderData>
  readonly host?: readonly HostMemberData[]
}

export function versionWith({sections = [], header = {}, host = []}: Parts): SeriesVersion {
  return {
    id: 'v1',
    status: 'proposed',
    summary: 'Adds it.',
    document: {sections},
    header: {structs: [], ioctls: [], capabilities: [], exitReasons: [], constants: [], ...header},
    host,
    claims: [],
    reviews: [],
  }
}

export function capabilitySection(name: string, parts: Partial<CapabilitySectionData> = {}): CapabilitySectionData {
  return {
    kind: 'capability',
    name,
    number: {chapter: 7, number: 'open'},
    architectures: ['x86'],
    parameters: [],
    returns: '0 on success',
    errnos: [],
    prose: 'It does.\n',
    ...parts,
  }
}

export function ioctlSection(name: string, parts: Partial<IoctlSectionData> = {}): IoctlSectionData {
  return {
    kind: 'ioctl',
    name,
    number: {chapter: 4, number: 'open'},
    capability: 'basic',
    architectures: ['x86'],
    descriptors: ['vm'],
    returns: '0 on success',
    errnos: [],
    prose: 'It does.\n',
    ...parts,
  }
}
