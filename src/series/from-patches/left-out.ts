/** What patches add to uapi headers and a series has no form for: members of structs that stand there, names without a value. */

import type {Field, HeaderData} from '../../model/index.ts'
import {addedMembers, membersWithin, newMacros, type PatchFacts} from '../../uapi/index.ts'
import {isTagAdded} from './header.ts'
import type {Say} from './index.ts'

export function sayLeftOut(patches: readonly PatchFacts[], {structs}: HeaderData, say: Say): void {
  const imported = new Set(structs.map(({name}) => name))
  for (const {struct, field} of addedMembers(patches)) {
    if (struct !== undefined && imported.has(struct)) continue
    const owner = struct === undefined ? 'a struct' : `\`${struct}\``
    say(`Unexpected ${described(field)} in ${owner}, expected members of new structs: it is left out`, field.place)
  }
  for (const input of patches) {
    for (const {name, place, body} of newMacros(input)) {
      if (body !== '' || /_H_*$/.test(name)) continue
      say(`Unexpected \`${name}\` without a value, expected one: it is left out`, place)
    }
    for (const struct of input.headers.flatMap((header) => header.structs)) {
      if (struct.closed || !isTagAdded(struct, input)) continue
      const {name, place} = struct
      say(`Unexpected \`${name}\` that goes on out of sight, expected all of it: it is left out`, place)
    }
  }
}

function described({name, type}: Field): string {
  const inner = type.kind === 'struct' || type.kind === 'union' ? membersWithin(type) : []
  const own = name === undefined ? `a ${type.kind}` : `\`${name}\``
  if (inner.length === 0) return own
  return `${own} of ${inner.map(({path}) => `\`${path.join('.')}\``).join(', ')}`
}
