/** What a version says of the kernel's own code: its host members, and its behaviour as facts about handlers. */

import {
  type AddedErrnos,
  type AddedImplementation,
  type Behaviour,
  type EnabledCapability,
  type ExitSectionData,
  type HostMember,
  Index,
  type Place,
  type ProducedExit,
  type SeriesVersion,
} from '../../model/index.ts'
import {memberNames} from './member-data.ts'

/** `placeOf`: where the header or the document has a name; what has no place is left out. */
export function implementationFacts(
  version: SeriesVersion,
  hostMembers: Index<HostMember>,
  placeOf: (name: string) => Place | undefined,
): AddedImplementation {
  const {behaviour, header, document} = version
  const placed = <Item extends {readonly name: string}>(items: readonly Item[]) =>
    new Index(
      items.flatMap((item) => {
        const place = placeOf(item.name)
        return place ? [{...item, place}] : []
      }),
    )
  const capabilities = header.capabilities.map(({name}) => name)
  const exits = document.sections.flatMap((section) => (section.kind === 'exit' ? [section] : []))
  return {
    hostMembers,
    enabled: placed(behaviour ? capabilities.flatMap((name) => enabledCapability(name, behaviour)) : []),
    exits: placed(behaviour ? exits.flatMap((exit) => producedExit(exit, behaviour, version)) : []),
    errnos: errnosOf(
      behaviour,
      exits.map(({name}) => name),
    ),
    copies: new Index([]),
  }

  function errnosOf(behaviour: Behaviour | undefined, exits: readonly string[]): Index<AddedErrnos> {
    const {toggleIoctl, exit} = behaviour ?? {}
    const lists = [
      ...(toggleIoctl ? [{name: toggleIoctl.name, names: [toggleIoctl.unsupported, toggleIoctl.badAddress]}] : []),
      ...exits.map((name) => ({name, names: exit?.errnos ?? []})),
    ]
    return new Index(
      lists.flatMap(({name, names}) => {
        const place = placeOf(name)
        return place ? [{name, place, errnos: names.map((errno) => ({name: errno, place})), complete: false}] : []
      }),
    )
  }
}

type Unplaced<Item> = Omit<Item, 'place'>

function enabledCapability(name: string, {enableCap}: Behaviour): readonly Unplaced<EnabledCapability>[] {
  switch (enableCap.effect) {
    case 'refused':
      return []
    case 'nothing':
      return [{name, effect: 'nothing', ignored: []}]
    case 'toggle': {
      const {flags, otherArguments} = enableCap
      const ignored = [...(flags === 'ignored' ? ['flags'] : []), ...(otherArguments === 'ignored' ? ['args'] : [])]
      return [{name, effect: 'something', ignored}]
    }
  }
}

/** What the address and its range are called; every exit writes them, whatever else it writes. */
const range = new Set(['gpa', 'size'])

function producedExit(
  {name, member}: ExitSectionData,
  {exit}: Behaviour,
  {header}: SeriesVersion,
): readonly Unplaced<ProducedExit>[] {
  // The parameters are about what the member tells.
  if (member === undefined) return []
  const struct = header.structs.find((one) => one.name === `kvm_run.${member}`)
  const written = new Set(Object.values(exit.causes).flatMap((values) => Object.keys(values)))
  const others = memberNames(struct?.members ?? []).filter((one) => !range.has(one) && !written.has(one))
  return [{name, condition: exit.condition, member, unwritten: exit.unwritten === 'stale' ? others : []}]
}
