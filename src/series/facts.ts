/** A version as a list of facts in words, subject by subject, so that two of them can be held against each other. */

import type {
  Behaviour,
  CapabilitySectionData,
  ConstantData,
  HostMemberData,
  IoctlData,
  IoctlSectionData,
  NumberData,
  SectionData,
  SectionNumber,
  SeriesVersion,
  StructData,
} from '../model/index.ts'
import {memberLines} from '../uapi/index.ts'

/** What is said: `architectures` to `x86, arm64`. */
export type Facts = ReadonlyMap<string, string>

/** By subject: `KVM_CAP_MEM_FAULT_NOWAIT`, `struct kvm_run.memory_fault`. In the order of the data. */
export function factsOf({document, header, host, behaviour, claims}: SeriesVersion): ReadonlyMap<string, Facts> {
  const subjects = new Map<string, Map<string, string>>()
  const add = (subject: string, facts: readonly Fact[]): void => {
    const known = subjects.get(subject) ?? new Map<string, string>()
    subjects.set(subject, known)
    for (const [name, value] of facts) if (value !== undefined && value !== '') known.set(name, value)
  }
  for (const section of document.sections) add(section.name, sectionFacts(section))
  for (const ioctl of header.ioctls) add(ioctl.name, [['number', ioctlText(ioctl)]])
  for (const {name, number} of [...header.capabilities, ...header.exitReasons])
    add(name, [['number', numberText(number)]])
  for (const struct of header.structs) {
    add(`struct ${struct.name}`, [
      ['members', membersText(struct)],
      ['in the document', 'the same'],
    ])
  }
  for (const struct of document.structs ?? []) add(`struct ${struct.name}`, [['in the document', membersText(struct)]])
  for (const constant of header.constants) add(constant.name, constantFacts(constant))
  for (const member of host) add(`${member.struct}.${member.name}`, hostFacts(member))
  if (behaviour) add('behaviour', behaviourFacts(behaviour))
  for (const {id, sentence} of claims) add(`claim ${id}`, [['sentence', sentence]])
  return subjects
}

type Fact = readonly [name: string, value: string | undefined]

function sectionFacts(section: SectionData): readonly Fact[] {
  switch (section.kind) {
    case 'ioctl':
      return ioctlFacts(section)
    case 'capability':
      return capabilityFacts(section)
    case 'exit':
      return [['member', section.member]]
  }
}

function ioctlFacts({number, capability, architectures, descriptors, parameter, returns, errnos}: IoctlSectionData) {
  return [
    ['section', sectionText(number)],
    ['capability', capability],
    ['architectures', listText(architectures)],
    ['type', `${descriptors.join(', ')} ioctl`],
    ['parameter', parameter && [parameter.type, parameter.name, `(${parameter.direction})`].filter(Boolean).join(' ')],
    ['returns', returns],
    ...errnos.map(({name, condition}): Fact => [name, condition]),
  ] satisfies readonly Fact[]
}

function capabilityFacts({number, architectures, target, parameters, returns, errnos}: CapabilitySectionData) {
  return [
    ['section', sectionText(number)],
    ['architectures', listText(architectures)],
    ['target', target],
    ...parameters.map(({name, text}): Fact => [name, text]),
    ['returns', returns],
    ...errnos.map(({name, condition}): Fact => [name, condition]),
  ] satisfies readonly Fact[]
}

const numberText = (number: NumberData): string => (number === 'open' ? 'the next free one' : String(number))

const sectionText = ({chapter, number}: SectionNumber): string =>
  number === 'open' ? `the next free one of ${chapter}` : `${chapter}.${number}`

const listText = (list: string | readonly string[]): string => (typeof list === 'string' ? list : list.join(', '))

function ioctlText({macro, number, argument}: IoctlData): string {
  const hex = number === 'open' ? 'the next free one' : `0x${number.toString(16)}`
  return `${macro}(KVMIO, ${[hex, ...(argument === undefined ? [] : [argument])].join(', ')})`
}

function membersText({members}: StructData): string {
  const lines = memberLines(members, '').map((line) => line.trim())
  return lines.join(' ').slice(0, -1)
}

const constantFacts = ({value, role, member, meaning}: ConstantData): readonly Fact[] => [
  ['value', value],
  ['role', role],
  ['member', member],
  ['meaning', meaning],
]

const hostFacts = ({type, file, guard, lock, synchronisation, comment}: HostMemberData): readonly Fact[] => [
  ['type', type],
  ['file', file],
  ['guard', guard],
  ['lock', lock],
  ['synchronisation', synchronisation],
  ['comment', comment],
]

/** `exit.causes.missing.fault_code`: the parameters by their path. */
function behaviourFacts(behaviour: Behaviour): readonly Fact[] {
  return leaves(behaviour, '')
}

function leaves(value: unknown, path: string): readonly Fact[] {
  if (Array.isArray(value)) return [[path, value.length === 0 ? 'none' : value.join(', ')]]
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`))
}
