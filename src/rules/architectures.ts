/** `:Architectures:` names the architectures that serve the ioctl or answer for the capability. */

import type {Architecture, Occurrence, Place} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {fieldPlace} from './support/fields.ts'

export const architectures = defineRule({
  id: 'architectures',
  scope: 'tree',
  severity: 'warning',
  summary: '`:Architectures:` names the architectures that serve the ioctl or answer for the capability.',
  why: 'A VMM for the architecture that is missing does not use what is there; one for an architecture too many fails.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    lacking: (name, served) =>
      `Unexpected \`:Architectures:\` of \`${name}\` without ${served}, expected every architecture that implements it`,
    excess: (name, named) =>
      `Unexpected ${named} in \`:Architectures:\` of \`${name}\`, expected architectures that implement it`,
  },
  check(input, report) {
    const {document, implementation, headers} = input
    if (!implementation) return
    for (const [documented, implemented] of [
      [document.ioctls, implementation.ioctls],
      [document.capabilities, implementation.capabilities],
    ] as const) {
      for (const name of documented.names) {
        const occurrences = documented.named(name)
        const said = union(occurrences)
        const served = implemented.named(name).filter((item) => !('operation' in item) || item.operation === 'check')
        const serving = union(served)
        const first = occurrences.find((occurrence) => occurrence.architectures)
        if (!first || served.length === 0 || !said || !serving) continue
        const known = (architecture: Architecture): boolean => headers.has(architecture)
        const lacking = [...serving].filter((architecture) => !said.has(architecture) && known(architecture))
        const excess = [...said].filter((architecture) => !serving.has(architecture) && known(architecture))
        const detail = {symbol: name, place: fieldPlace(input, first, 'architecture')}
        if (lacking.length > 0)
          report('lacking', [name, lacking.join(', ')], {...detail, related: placesOf(served, lacking)})
        if (excess.length > 0) report('excess', [name, excess.join(', ')], {...detail, related: placesOf(served, [])})
      }
    }
  },
  examples: [],
})

function union(items: readonly Occurrence[]): ReadonlySet<Architecture> | undefined {
  const lists = items.flatMap(({architectures: list}) => (list ? [list] : []))
  return lists.length === 0 ? undefined : new Set(lists.flat())
}

/** Where it is implemented; for a missing architecture the place that shows it. */
function placesOf(served: readonly Occurrence[], shown: readonly Architecture[]): {place: Place}[] {
  const telling = served.filter(
    ({architectures: list}) => shown.length === 0 || list?.some((name) => shown.includes(name)),
  )
  return telling.slice(0, 3).map(({place}) => ({place, message: 'implemented here'}))
}
