/** Where a series contradicts itself: each side says what it likes of the other, but none of what is not there. */

import type {Behaviour, HostMemberData, SectionData, Series, SeriesVersion} from '../model/index.ts'
import {memberDataAt, readSeries} from '../uapi/index.ts'
import {type Evaluate, headerProblems, misfit, structProblems, unknownMember} from './header-problems.ts'
import {oneOf, problem, repeated, type SeriesProblem} from './problem.ts'
import {ownStruct, proseProblems} from './prose-problems.ts'

export function contradictions(series: Series): readonly SeriesProblem[] {
  return [
    ...repeated(series.versions, 'versions', ({id}) => id),
    ...series.versions.flatMap((version, index) => versionProblems(series.name, version, `versions.${index}`)),
  ]
}

function versionProblems(name: string, version: SeriesVersion, path: string): readonly SeriesProblem[] {
  const x86 = readSeries(name, version, ['x86']).headers.get('x86')
  const evaluate: Evaluate = (text) => x86?.evaluate(text)
  const {document, header, host, behaviour, claims} = version
  return [
    ...documentProblems(version, `${path}.document`),
    ...structProblems(document.structs ?? [], `${path}.document.structs`, header.constants),
    ...headerProblems(header, `${path}.header`, evaluate),
    ...hostProblems(host, `${path}.host`),
    ...(behaviour ? behaviourProblems(behaviour, version, `${path}.behaviour`, evaluate) : []),
    ...repeated(claims, `${path}.claims`, ({id}) => id),
  ]
}

/** In which chapters a section of a kind may stand. */
export const chapters: Readonly<Record<'ioctl' | 'capability', readonly number[]>> = {ioctl: [4], capability: [6, 7, 8]}

function documentProblems(version: SeriesVersion, path: string): readonly SeriesProblem[] {
  const {sections} = version.document
  const structs = version.header.structs.map(({name}) => name)
  return [
    ...repeated(sections, `${path}.sections`, ({name}) => name),
    ...repeated(sections, `${path}.sections`, sectionNumber),
    ...sections.flatMap((section, index) => {
      const at = `${path}.sections.${index}`
      if (section.kind === 'exit') {
        if (section.member === undefined) return []
        const own = `kvm_run.${section.member}`
        return structs.includes(own)
          ? []
          : [problem(`${at}.member`, `Unexpected \`${own}\`, expected ${oneOf(structs)}`)]
      }
      const {chapter} = section.number
      const allowed = chapters[section.kind]
      if (allowed.includes(chapter)) return []
      return [
        problem(`${at}.number.chapter`, `Unexpected ${chapter} of ${section.kind}, expected ${allowed.join(', ')}`),
      ]
    }),
    ...proseProblems(version, path),
  ]
}

function sectionNumber(section: SectionData): string | undefined {
  if (section.kind === 'exit' || section.number.number === 'open') return undefined
  return `${section.number.chapter}.${section.number.number}`
}

function hostProblems(host: readonly HostMemberData[], path: string): readonly SeriesProblem[] {
  const locks = host.map(({name}) => name)
  return [
    // Each architecture has a `struct kvm_arch` of its own.
    ...repeated(host, path, ({file, struct, name}) => `${struct}.${name} in ${file}`),
    ...host.flatMap(({lock}, index) =>
      // `kvm->slots_lock` is one that the kernel has.
      lock === undefined || lock.includes('->') || locks.includes(lock)
        ? []
        : [problem(`${path}.${index}.lock`, `Unexpected \`${lock}\`, expected ${oneOf(locks)}`)],
    ),
  ]
}

function behaviourProblems(
  behaviour: Behaviour,
  {document, header, host}: SeriesVersion,
  path: string,
  evaluate: Evaluate,
): readonly SeriesProblem[] {
  const {enableCap, toggleIoctl, exit, synchronisation} = behaviour
  const problems: SeriesProblem[] = []
  const ioctls = header.ioctls.map(({name}) => name)
  if (toggleIoctl && !ioctls.includes(toggleIoctl.name)) {
    problems.push(problem(`${path}.toggleIoctl.name`, `Unexpected \`${toggleIoctl.name}\`, expected ${oneOf(ioctls)}`))
  }
  if (enableCap.effect === 'toggle' && enableCap.on === enableCap.off) {
    problems.push(problem(`${path}.enableCap.off`, `Unexpected ${enableCap.off}, expected another value than for on`))
  }
  const ways = host.flatMap((member) => member.synchronisation ?? [])
  if (!(ways.length === 0 ? ['none'] : ways).includes(synchronisation)) {
    problems.push(
      problem(
        `${path}.synchronisation`,
        `Unexpected \`${synchronisation}\`, expected that of the host: ${oneOf(ways)}`,
      ),
    )
  }
  const section = document.sections.find(({kind}) => kind === 'exit')
  const own = section && ownStruct(section)
  const struct = header.structs.find(({name}) => name === own)
  if (!struct) return [...problems, problem(`${path}.exit`, 'Unexpected behaviour of an exit, expected its section')]
  for (const [cause, values] of Object.entries(exit.causes)) {
    for (const [name, value] of Object.entries(values)) {
      const at = `${path}.exit.causes.${cause}.${name}`
      const member = memberDataAt(struct.members, name)
      if (!member) problems.push(problem(at, unknownMember(name, struct)))
      const number = typeof value === 'number' ? BigInt(value) : constantNamed(value)
      if (number === undefined) {
        const names = header.constants.map((constant) => constant.name)
        problems.push(problem(at, `Unexpected \`${value}\`, expected a number or ${oneOf(names)}`))
      } else if (member) {
        const message = misfit(number, member)
        if (message !== undefined) problems.push(problem(at, message))
      }
    }
  }
  return problems

  function constantNamed(name: string): bigint | undefined {
    const constant = header.constants.find((one) => one.name === name)
    return constant && evaluate(constant.value)
  }
}
