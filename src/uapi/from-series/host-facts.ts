/** The members that a series adds to the structs of the host. */

import {type HostMember, type HostMemberData, Index} from '../../model/index.ts'
import {compositeOf, definitions, parseC} from '../../read/c/index.ts'
import {hostText} from './header-text.ts'

export function hostFacts(members: readonly HostMemberData[], file: string): Index<HostMember> {
  const code = parseC(hostText(members), file)
  const facts = [...definitions(code.items)].flatMap((found) => {
    if (found.kind !== 'composite' || !found.specifier.tag) return []
    const struct = found.specifier.tag.text
    return (compositeOf(found.specifier, code).fields ?? []).flatMap((field): HostMember[] => {
      const data = members.find(({struct: tag, name}) => tag === struct && name === field.name)
      if (!data) return []
      const {name, guard, lock, synchronisation} = data
      return [
        {
          ...{name, struct, field, place: field.place},
          ...(guard && {guard}),
          ...(lock && {lock}),
          ...(synchronisation && {synchronisation}),
        },
      ]
    })
  })
  return new Index(facts)
}
