/** Questions about what a patch adds to uapi headers. */

import type {CompositeType, Field, Type} from '../../model/index.ts'
import type {PatchFacts} from './facts.ts'
import type {HunkIoctl, HunkMacro, HunkMember, HunkStruct} from './header-hunk.ts'

/** Structs that are new from their keyword to their brace. */
export function newStructs(input: PatchFacts): readonly HunkStruct[] {
  return input.headers.flatMap(({structs}) =>
    structs.filter(({closed, extent}) => closed && input.view.isWhollyAdded(extent)),
  )
}

/** Data of exits: members of the union in `struct kvm_run`, above which a comment names the exit. */
export function newExitData(input: PatchFacts): readonly HunkStruct[] {
  const exit = `${input.prefix}_EXIT_`
  return input.headers.flatMap(({structs, members}) =>
    structs.filter(({tag, closed, outermost, extent, name}) => {
      if (tag !== undefined || !closed || !outermost || !input.view.isWhollyAdded(extent)) return false
      const member = members.find(({field, owner}) => field.name === name && owner === undefined)
      return member?.field.comment?.includes(exit) ?? false
    }),
  )
}

export function newMembers(input: PatchFacts): readonly HunkMember[] {
  return input.headers.flatMap(({members}) => members.filter(({field}) => input.view.isAdded(field.place)))
}

/** Nearly every rule asks. */
const known = new WeakMap<PatchFacts, readonly HunkMacro[]>()

/** `#define`s of a name on an added line; one that only moves or is respelled is none. */
export function newMacros(input: PatchFacts): readonly HunkMacro[] {
  const macros = known.get(input) ?? readNewMacros(input)
  known.set(input, macros)
  return macros
}

function readNewMacros(input: PatchFacts): readonly HunkMacro[] {
  const defined = input.headers.flatMap(({macros, enumerators}) => [...macros, ...enumerators])
  const added = defined.filter(({place}) => input.view.isAdded(place))
  if (added.length === 0) return []
  const before = removedDefines(input)
  return added.filter(({name}) => !before.has(name))
}

/** Whether the name is one of the interface's: `KVM_RUN`, `__KVM_HAVE_MSI`. */
export function isNameOf(name: string, prefix: string): boolean {
  return name.replace(/^_+/, '').startsWith(`${prefix}_`)
}

export interface NewIoctl extends HunkMacro {
  readonly ioctl: HunkIoctl
}

export function newIoctls(input: PatchFacts): readonly NewIoctl[] {
  return newMacros(input).filter((macro): macro is NewIoctl => macro.ioctl !== undefined)
}

function removedDefines({view}: PatchFacts): ReadonlySet<string> {
  return new Set(
    view.hunks.flatMap(({hunk}) =>
      hunk.lines.flatMap(({kind, text}) =>
        kind === 'removed' ? (/^\s*#\s*define\s+(\w+)/.exec(text)?.[1] ?? []) : [],
      ),
    ),
  )
}

export interface MemberWithin {
  readonly field: Field
  /** Names from the outermost in. */
  readonly path: readonly string[]
  /** What it is a member of. */
  readonly composite: CompositeType
}

/** Members at any depth, outer ones first, with the dotted path from the struct on. */
export function membersWithin(composite: CompositeType, path: readonly string[] = []): readonly MemberWithin[] {
  return (composite.fields ?? []).flatMap((field) => {
    const own = field.name === undefined ? path : [...path, field.name]
    const type = elementOf(field.type)
    const inner = type.kind === 'struct' || type.kind === 'union' ? membersWithin(type, own) : []
    return [{field, path: own, composite}, ...inner]
  })
}

/** What an array consists of. */
export function elementOf(type: Type): Type {
  return type.kind === 'array' || type.kind === 'flexible-array' ? elementOf(type.of) : type
}
