/**
 * What the rules about undefined names share: their messages and how a finding is put together. Where the implementation is
 * not read, a name that resembles none may be the kernel's own: that is a question.
 */

import type {TreeInput} from '../../uapi/index.ts'
import type {Report} from '../define-rule.ts'
import {type NameKind, undefinedNames} from './undefined-names.ts'

export const undefinedMessages = (noun: string) => ({
  near: (name: string, nearest: string) => `Unexpected \`${name}\`, which no header defines, expected \`${nearest}\``,
  unknown: (name: string) => `Unexpected \`${name}\`, which no header defines, expected the name of a defined ${noun}`,
})

export function reportUndefined(
  input: TreeInput,
  kind: NameKind,
  report: Report<ReturnType<typeof undefinedMessages>>,
): void {
  for (const {name, place, others, nearest} of undefinedNames(input, kind)) {
    const related = others.map((other) => ({place: other, message: 'the same name'}))
    if (nearest) {
      report('near', [name, nearest.name], {
        symbol: name,
        place,
        related: [{place: nearest.place, message: `\`${nearest.name}\` is defined here`}, ...related],
      })
    } else
      report('unknown', [name], {symbol: name, place, related, ...(input.implementation ? {} : {severity: 'info'})})
  }
}
