/** The numbers that a version of a series gets in one tree: those that stand, those it asks for, the next free ones. */

import type {Architecture, ArchitecturesData, Descriptor, NumberData, SectionNumber} from '../../model/index.ts'
import {overlaps, type TakenIoctl, type TakenNumbers} from '../../uapi/index.ts'

/** `7.34`, by name; of ioctls and capabilities that have a section. */
export type SectionNumbers = ReadonlyMap<string, string>

/** By name. */
export interface Numbers {
  readonly sections: SectionNumbers
  readonly capabilities: ReadonlyMap<string, number>
  readonly exitReasons: ReadonlyMap<string, number>
  /** 0 to 255. */
  readonly ioctls: ReadonlyMap<string, number>
}

export interface Numbering {
  readonly numbers: Numbers
  /** Where the tree has the number that the series asks for: who has it, and which one is given instead. */
  readonly remarks: readonly string[]
}

/** What asks for numbers: a version of a series, or what patches add. */
export interface NumberRequest {
  readonly header: {
    readonly capabilities: readonly Wanted[]
    readonly exitReasons: readonly Wanted[]
    readonly ioctls: readonly Wanted[]
  }
  readonly document: {readonly sections: readonly NumberedSection[]}
}

export function assignNumbers(version: NumberRequest, taken: TakenNumbers): Numbering {
  const remarks: string[] = []
  const {header, document} = version
  const plain = (kind: string, items: readonly Wanted[], of: ReadonlyMap<string, number>) =>
    assign(
      (number) => `${kind} ${number}`,
      items,
      [...of].map(([name, number]) => ({name, number})),
      remarks,
    )
  const numbers = {
    sections: sectionNumbers(document.sections, taken.sections, remarks),
    capabilities: plain('capability', header.capabilities, taken.capabilities),
    exitReasons: plain('exit', header.exitReasons, taken.exitReasons),
    ioctls: ioctlNumbers(version, taken.ioctls, remarks),
  }
  return {numbers, remarks}
}

interface Wanted {
  readonly name: string
  readonly number: NumberData
}

interface Owner {
  readonly name: string
  readonly number: number
}

/** A name that stands keeps its number: who compiled against it has it in binaries. */
function assign(
  spell: (number: number) => string,
  items: readonly Wanted[],
  owners: readonly Owner[],
  remarks: string[],
): ReadonlyMap<string, number> {
  const used = new Map(owners.map(({name, number}) => [number, name]))
  const standing = new Map(owners.map(({name, number}) => [name, number]))
  const assigned = new Map<string, number>()
  const fixed = items.filter(({number}) => number !== 'open')
  const open = items.filter(({number}) => number === 'open')
  for (const {name, number} of [...fixed, ...open]) {
    const own = standing.get(name)
    const owner = number === 'open' ? undefined : used.get(number)
    const free = number !== 'open' && owner === undefined ? number : Math.max(-1, ...used.keys()) + 1
    const given = own ?? free
    assigned.set(name, given)
    used.set(given, used.get(given) ?? name)
    if (number === 'open' || number === given) continue
    remarks.push(
      own === undefined
        ? taken(spell(number), `\`${owner}\``, `\`${name}\` gets ${spell(given)}`)
        : `\`${name}\` stands in the tree as ${spell(own)}, and keeps it: the series has ${spell(number)}`,
    )
  }
  return assigned
}

const taken = (what: string, owner: string, given: string): string => `${what} is taken by ${owner}: ${given}`

interface NumberedSection {
  readonly kind: string
  readonly name?: string
  readonly number?: SectionNumber
  /** Of an ioctl; not known: any. */
  readonly descriptors?: readonly Descriptor[] | undefined
  readonly architectures?: ArchitecturesData | undefined
}

/** `remarks` grows where a number is taken. */
export function sectionNumbers(
  sections: readonly NumberedSection[],
  owners: TakenNumbers['sections'],
  remarks: string[],
): SectionNumbers {
  const assigned = new Map<string, string>()
  const chapters = new Map<number, Wanted[]>()
  for (const {name, number} of sections) {
    if (name === undefined || number === undefined) continue
    const standing = owners.find(({names, chapter}) => chapter === number.chapter && names.includes(name))
    const elsewhere = standing ?? owners.find(({chapter, names}) => chapter >= 4 && names.includes(name))
    if (elsewhere) {
      const own = `${elsewhere.chapter}.${elsewhere.number}`
      assigned.set(name, own)
      const wanted = `${number.chapter}.${number.number}`
      if (number.number !== 'open' && wanted !== own) {
        remarks.push(`\`${name}\` stands in the document as section ${own}, and keeps it: the series has ${wanted}`)
      }
      continue
    }
    const wanted = chapters.get(number.chapter) ?? []
    wanted.push({name, number: number.number})
    chapters.set(number.chapter, wanted)
  }
  for (const [chapter, wanted] of chapters) {
    const here = owners
      .filter((owner) => owner.chapter === chapter)
      .map(({names, number}) => ({name: names.join(', ') || 'another section', number}))
    // An empty chapter begins with 1.
    const begin = here.length === 0 ? [{name: `chapter ${chapter}`, number: 0}] : here
    const spell = (number: number): string => `section ${chapter}.${number}`
    for (const [name, number] of assign(spell, wanted, begin, remarks)) assigned.set(name, `${chapter}.${number}`)
  }
  return assigned
}

/** Ioctls share a number where nobody can confuse them: on other file descriptors, or on other architectures. */
function ioctlNumbers(
  {header, document}: NumberRequest,
  owners: readonly TakenIoctl[],
  remarks: string[],
): ReadonlyMap<string, number> {
  const assigned = new Map<string, number>()
  const used = [...owners]
  const standing = new Map(owners.map(({name, number}) => [name, number]))
  const fixed = header.ioctls.filter(({number}) => number !== 'open')
  const open = header.ioctls.filter(({number}) => number === 'open')
  for (const {name, number} of [...fixed, ...open]) {
    const section = document.sections.find((candidate) => candidate.kind === 'ioctl' && candidate.name === name)
    const scope = {descriptors: section?.descriptors, architectures: listOf(section?.architectures)}
    const ownerOf = (wanted: number): TakenIoctl | undefined =>
      used.find((owner) => owner.number === wanted && owner.name !== name && overlaps(owner, scope))
    const owner = number === 'open' ? undefined : ownerOf(number)
    const own = standing.get(name)
    const given = own ?? (number === 'open' || owner ? nextIoctl(used, (wanted) => !ownerOf(wanted)) : number)
    assigned.set(name, given)
    used.push({name, number: given, ...scope})
    if (own === undefined && number !== 'open' && owner) {
      remarks.push(taken(`ioctl ${hex(number)}`, `\`${owner.name}\``, `\`${name}\` gets ${hex(given)}`))
    }
  }
  return assigned
}

const listOf = (architectures: ArchitecturesData | undefined): readonly Architecture[] | undefined =>
  architectures === 'all' ? undefined : architectures

export const hex = (number: number): string => `0x${number.toString(16).padStart(2, '0')}`

/** How many numbers may be left out in the run that is counted on: 0xd3 was never used. */
const widestHole = 3

/**
 * The first free number behind the longest run: numbers are handed out in order there, while some have blocks of their own
 * (devices begin with 0xe0).
 */
function nextIoctl(used: readonly TakenIoctl[], isFree: (number: number) => boolean): number {
  const numbers = [...new Set(used.map(({number}) => number))].sort((one, other) => one - other)
  let longest: readonly number[] = []
  let run: number[] = []
  for (const number of numbers) {
    if (number - (run.at(-1) ?? number) > widestHole + 1) run = []
    run.push(number)
    if (run.length > longest.length) longest = [...run]
  }
  const first = (longest.at(-1) ?? -1) + 1
  const upwards = Array.from({length: 256}, (_, step) => (first + step) % 256)
  return upwards.find(isFree) ?? first
}
