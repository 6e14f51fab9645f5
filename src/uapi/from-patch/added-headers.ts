/** What patches add to uapi headers: a header of each architecture with nothing else in it, and members of structs there are. */

import {abiOf, layoutOf, type Resolve} from '../../abi/index.ts'
import {
  type AddedMember,
  type Architecture,
  architectures,
  type Constant,
  Index,
  type Ioctl,
  type PendingNumber,
  type Place,
  type ShownNumber,
  type Struct,
  type Type,
} from '../../model/index.ts'
import {fieldsOf, parseC} from '../../read/c/index.ts'
import type {HeaderUapi} from '../from-header/index.ts'
import {isNameOf, type NewIoctl, newExitData, newIoctls, newMacros, newStructs} from './added.ts'
import type {PatchFacts} from './facts.ts'
import type {HeaderHunk, HunkMacro, HunkMember, HunkStruct} from './header-hunk.ts'

interface Added {
  readonly ioctls: readonly Ioctl[]
  readonly numbers: readonly ShownNumber[]
  readonly structs: readonly Struct[]
  readonly constants: readonly Constant[]
}

export function addedHeaders(patches: readonly PatchFacts[]): ReadonlyMap<Architecture, HeaderUapi> {
  const structs = patches.flatMap(structsOf)
  const added: Added = {
    structs,
    ioctls: patches.flatMap(newIoctls).map(ioctlOf),
    numbers: shownNumbers(patches).filter((number) => number.added),
    constants: patches.flatMap(constantsOf),
  }
  return new Map(architectures.map((architecture) => [architecture, headerOf(architecture, added)]))
}

function headerOf(architecture: Architecture, {ioctls, numbers, structs, constants}: Added): HeaderUapi {
  const abi = abiOf(architecture)
  const own = <Item extends {readonly name: string; readonly place: Place}>(items: readonly Item[]) =>
    new Index(items.filter(({place}) => isOn(place, architecture)))
  const numbered = (kind: ShownNumber['kind']) =>
    own(numbers.filter((one) => one.kind === kind).map((one) => ({...one, number: BigInt(one.number)})))
  const resolve: Resolve = {
    composite: (kind, name) => structs.find((struct) => struct.name === name && struct.type.kind === kind)?.type,
    typedef: () => undefined,
  }
  return {
    source: 'header',
    architecture,
    abi,
    sections: [],
    hostMembers: new Index([]),
    ioctls: own(ioctls),
    capabilities: numbered('capability'),
    exitReasons: numbered('exit'),
    structs: own(structs),
    constants: own(constants),
    layoutOf: (name, kind = 'struct') => {
      const type = resolve.composite(kind, name)
      return type && layoutOf(type, abi, resolve)
    },
    evaluate: () => undefined,
    problems: [],
    missing: [],
  }
}

/** `arch/x86/include/uapi/asm/kvm.h` is one architecture's. A place in a hunk begins with the path. */
function isOn({file}: Place, architecture: Architecture): boolean {
  const [, only] = /^arch\/(\w+)\//.exec(file) ?? []
  return only === undefined || only === architecture
}

function structsOf(input: PatchFacts): readonly Struct[] {
  const exits = new Set(newExitData(input))
  return newStructs(input).flatMap((struct) => {
    const {tag, name, type, place, extent} = struct
    if (exits.has(struct)) return [{name: `${input.prefix.toLowerCase()}_run.${name}`, type, place, extent}]
    return tag === undefined ? [] : [{name: tag, type, place, extent}]
  })
}

function constantsOf(input: PatchFacts): readonly Constant[] {
  const enumerators = new Set(input.headers.flatMap((header) => header.enumerators))
  return newMacros(input).map((macro) => {
    const {name, place, value, parameters} = macro
    return {name, place, value, parameters, form: enumerators.has(macro) ? 'enumerator' : 'define'}
  })
}

function ioctlOf({name, place, ioctl}: NewIoctl): Ioctl {
  const argument = ioctl.argument === undefined ? undefined : typeNamed(ioctl.argument)
  return {name, place, direction: ioctl.direction, argument}
}

/** `struct kvm_x`, `__u64`: as a member of that type would have it. */
function typeNamed(text: string): Type | undefined {
  const file = parseC(`${text} argument;`, '')
  return fieldsOf(file.items, file)[0]?.type
}

/** Capabilities, exits and ioctls of all hunks, in their order. */
export function shownNumbers(patches: readonly PatchFacts[]): readonly ShownNumber[] {
  return patches.flatMap((input) => {
    const added = new Set(newMacros(input))
    return input.headers.flatMap((header) =>
      [...header.macros, ...header.enumerators].flatMap((macro) => {
        const shown = isInStruct(macro, header) ? undefined : shownNumber(macro, input.prefix)
        return shown ? [{...shown, added: added.has(macro)}] : []
      }),
    )
  })
}

/** What a patch of another series claims. */
export function pendingNumbers(input: PatchFacts): readonly PendingNumber[] {
  const {patch, view} = input
  const claimed = shownNumbers([input]).filter(({added}) => added)
  return claimed.map((number) => ({...number, place: view.locate(number.place), subject: patch.subject}))
}

/** What is defined between braces is a value of a member. */
function isInStruct({place}: HunkMacro, {structs}: HeaderHunk): boolean {
  return structs.some(
    ({extent, outermost}) => outermost && extent.offset < place.offset && extent.endOffset > place.offset,
  )
}

function shownNumber({name, place, value, ioctl}: HunkMacro, prefix: string): Omit<ShownNumber, 'added'> | undefined {
  if (ioctl) {
    const {number, macro, argument = ''} = ioctl
    // Another interface's ioctls have a number space of their own.
    return number === undefined || !isNameOf(name, prefix)
      ? undefined
      : {kind: 'ioctl', name, number, form: `${macro} ${argument}`.trim(), place}
  }
  const kind = kindOf(name, prefix)
  return kind && value !== undefined ? {kind, name, number: Number(value), form: '', place} : undefined
}

/** `KVM_EXIT_HYPERV_SYNIC` and the like number what is in one exit. */
function kindOf(name: string, prefix: string): 'capability' | 'exit' | undefined {
  if (name.startsWith(`${prefix}_CAP_`)) return 'capability'
  if (!name.startsWith(`${prefix}_EXIT_`)) return undefined
  return /_EXIT_(?:HYPERV|XEN|IO|NOTIFY)_[A-Z]/.test(name) ? undefined : 'exit'
}

/** A struct that is new itself is in the headers; so are the data of exits. */
export function addedMembers(patches: readonly PatchFacts[]): readonly AddedMember[] {
  return patches.flatMap((input) => {
    const known = new Set<HunkStruct>([...newStructs(input)])
    const exits = new Set(newExitData(input).map(({type}) => type))
    return input.headers.flatMap((header) => {
      const byName = new Map(header.structs.toReversed().map((struct) => [struct.name, struct]))
      return header.members.flatMap((member): AddedMember[] => {
        const {field} = member
        const around = byName.get(member.owner ?? '')
        if (!input.view.isAdded(field.place) || (around && known.has(around))) return []
        if ((field.type.kind === 'struct' || field.type.kind === 'union') && field.type.fields) {
          const inner = byName.get(field.name ?? field.type.kind)
          if (!inner || !known.has(inner) || exits.has(inner.type)) return []
        }
        return [{struct: structOf(member, header), field}]
      })
    })
  })
}

/** The tag of the struct around a member; of one that began above the hunk, as the hunk's heading has it. */
export function structOf({owner, field}: HunkMember, {view, structs}: HeaderHunk): string | undefined {
  const isAround = ({extent}: HunkStruct): boolean =>
    extent.offset < field.place.offset && extent.endOffset > field.place.offset
  const outer = isNamed(owner) ? owner : structs.findLast((struct) => isNamed(struct.name) && isAround(struct))?.name
  return (outer ?? /^(?:struct|union)\s+\w+/.exec(view.hunk.heading)?.[0])?.replace(/^(?:struct|union) +/, '')
}

/** A struct without tag and member is called by its keyword. */
const isNamed = (name: string | undefined): name is string =>
  name !== undefined && name !== 'struct' && name !== 'union'
