/** A struct that the document shows or names is one that a header defines. */

import type {Place} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {inHeaders, namesInHeaders} from './support/headers.ts'
import {nearestName} from './support/nearest.ts'

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
    const {structs, structMentions} = input.document
    for (const {name, place, section} of [...structs.all, ...structMentions]) {
      const key = `${name} ${section?.place.offset ?? -1}`
      if (seen.has(key) || isKnownStruct(input, name)) continue
      seen.add(key)
      const nearest = nearestName(name, namesInHeaders(input, 'structs'))
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
