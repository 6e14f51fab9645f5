/** A struct that the document shows or names is one that a header defines. */

import type {Place, StructMention} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {inHeaders, nearestInHeaders} from './support/headers.ts'

export const structUnknown = defineRule({
  id: 'struct-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'A struct that the document shows or names is one that a header defines.',
  why: 'A reader looks the struct up by its name, in the header and in the rest of the document, and does not find it.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    near: (name, nearest) => `Unexpected \`struct ${name}\`, which no header defines, expected \`struct ${nearest}\``,
    unknown: (name) => `Unexpected \`struct ${name}\`, which no header defines, expected a struct of the interface`,
  },
  check(input, report) {
    const seen = new Set<string>()
    const {structs, structMentions, memberMentions} = input.document
    const elsewhere = structMentions.filter((mention) => !isParameter(input, mention))
    const pointed = memberMentions.flatMap(({struct, place, section}) =>
      struct === undefined ? [] : [{name: struct, place, section}],
    )
    for (const {name, place, section} of [...structs.all, ...elsewhere, ...pointed]) {
      const key = `${name} ${section?.place.offset ?? -1}`
      if (seen.has(key) || isKnownStruct(input, name)) continue
      seen.add(key)
      const nearest = nearestInHeaders(input, 'structs', name)
      const definition = nearest === undefined ? undefined : inHeaders(input, 'structs', nearest)[0]?.item
      const detail = {symbol: `struct ${name}`, place, related: relatedOf(nearest, definition?.place)}
      if (nearest) report('near', [name, nearest], detail)
      else report('unknown', [name], detail)
    }
  },
  examples: [],
})

function isKnownStruct(input: TreeInput, name: string): boolean {
  return (
    inHeaders(input, 'structs', name).length > 0 ||
    (input.implementation?.structs.has(name) ?? false) ||
    input.definedElsewhere(name) !== undefined
  )
}

function relatedOf(name: string | undefined, place: Place | undefined) {
  return place ? [{place, message: `\`struct ${name}\` is defined here`}] : []
}

/** The rule `ioctl-parameter` says it of the parameter of an ioctl that a header defines. */
function isParameter(input: TreeInput, {field, section}: StructMention): boolean {
  if (field === undefined || !/^parameters?$/.test(field)) return false
  return input.document.ioctls.all.some(
    (ioctl) => ioctl.section === section && inHeaders(input, 'ioctls', ioctl.name).length > 0,
  )
}
