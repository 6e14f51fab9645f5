/** Members of a struct's data as lines of C. */

import type {CompositeMemberData, MemberData} from '../../model/index.ts'

/** What stands around a member; its path is that from the struct on, `u.msr.index`. */
export interface MemberSurroundings {
  readonly above?: (path: string) => readonly string[]
  readonly behind?: (member: MemberData) => string
}

export function memberLines(
  members: readonly MemberData[],
  indentation: string,
  surroundings: MemberSurroundings = {},
  path: readonly string[] = [],
): readonly string[] {
  const {above = () => [], behind = () => ''} = surroundings
  return members.flatMap((member) => {
    const own = member.name === undefined ? path : [...path, member.name]
    const before = member.name === undefined ? [] : above(own.join('.'))
    if (!('members' in member)) return [...before, `${indentation}${plainText(member)};${behind(member)}`]
    return [
      ...before,
      `${indentation}${member.kind} {`,
      ...memberLines(member.members, `${indentation}\t`, surroundings, own),
      `${indentation}}${nameOf(member)};${behind(member)}`,
    ]
  })
}

function plainText({name, type, length, bits}: Exclude<MemberData, CompositeMemberData>): string {
  const blank = type.endsWith('*') ? '' : ' '
  return `${type}${blank}${name}${dimension(length)}${bits === undefined ? '' : `:${bits}`}`
}

function nameOf({name, length}: CompositeMemberData): string {
  return name === undefined ? '' : ` ${name}${dimension(length)}`
}

function dimension(length: number | string | undefined): string {
  return length === undefined ? '' : `[${length === 'flexible' ? '' : length}]`
}
