/** Members of a struct's data by name. */

import type {MemberData} from '../../model/index.ts'

/** A member by its path, `u.msr.index`, as C finds it. */
export function memberDataAt(members: readonly MemberData[], path: string): MemberData | undefined {
  for (const member of members) {
    const inner = 'members' in member ? member.members : []
    if (member.name === undefined) {
      const found = memberDataAt(inner, path)
      if (found) return found
    } else if (member.name === path) return member
    else if (path.startsWith(`${member.name}.`)) return memberDataAt(inner, path.slice(member.name.length + 1))
  }
  return undefined
}

/** Names that a struct gives its members, those of what is anonymous in it, too. */
export function memberNames(members: readonly MemberData[]): readonly string[] {
  return members.flatMap((member) => member.name ?? ('members' in member ? memberNames(member.members) : []))
}
