/** `:Architectures:` names the architectures that serve the ioctl or answer for the capability. */

import type {Architecture, Occurrence, Place, ServedIoctl} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {does, exampleFiles, implementation, section} from './support/example.ts'
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
    for (const documented of sectionsOf(input)) {
      const [first] = documented
      const served = documented.map(({name}) => ({name, items: implementedAs(input, name)}))
      if (served.some(({items}) => items.length === 0)) continue
      const said = new Set(documented.flatMap(({architectures}) => architectures ?? []))
      const detail = {symbol: first.name, place: fieldPlace(input, first, 'architecture')}
      const all = new Set(served.flatMap(({items}) => items.flatMap(({architectures}) => architectures ?? [])))
      const excess = [...said].filter((architecture) => !all.has(architecture) && input.headers.has(architecture))
      if (excess.length > 0) {
        report('excess', [first.name, excess.join(', ')], {
          ...detail,
          related: placesOf(
            served.flatMap(({items}) => items),
            all,
          ),
        })
      }
      for (const {name, items} of served) {
        // A device's ioctl is served wherever devices are compiled, whether or not the architecture has one.
        if (items.some((item) => isOnDevice(item))) continue
        const serving = items.flatMap(({architectures}) => architectures ?? [])
        const lacking = new Set(
          serving.filter((architecture) => !said.has(architecture) && input.headers.has(architecture)),
        )
        if (lacking.size === 0) continue
        report('lacking', [name, [...lacking].join(', ')], {...detail, symbol: name, related: placesOf(items, lacking)})
        break
      }
    }
  },
  examples: [
    {
      name: 'served on x86 alone',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'arm64', Type: 'vm ioctl'}),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n',
        arm64: '',
        others: implementation({x86: {KVM_DO: does}}),
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected arm64 in `:Architectures:` of `KVM_DO`, expected architectures that implement it',
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `:Architectures:` of `KVM_DO` without x86, expected every architecture that implements it',
      ],
    },
    {
      name: 'as served',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86', Type: 'vm ioctl'}),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n',
        arm64: '',
        others: implementation({x86: {KVM_DO: does}}),
      }),
      expected: [],
    },
  ],
})

type Documented = readonly [Occurrence, ...Occurrence[]]

/** The names of each title with an architectures field: they share it. */
function sectionsOf({document}: TreeInput): Documented[] {
  const sections = new Map<unknown, [Occurrence, ...Occurrence[]]>()
  for (const item of [...document.ioctls.all, ...document.capabilities.all]) {
    if (item.architectures === undefined) continue
    const section = sections.get(item.section)
    if (section) section.push(item)
    else sections.set(item.section, [item])
  }
  return [...sections.values()]
}

/** Handlers of an ioctl; of a capability those that enable it, where it can be enabled, else those that answer for it. */
function implementedAs({implementation}: TreeInput, name: string): readonly Occurrence[] {
  if (!implementation) return []
  const capabilities = implementation.capabilities.named(name)
  const enabling = capabilities.filter(({operation}) => operation === 'enable')
  return [...implementation.ioctls.named(name), ...(enabling.length > 0 ? enabling : capabilities)]
}

function isOnDevice(item: Occurrence | ServedIoctl): boolean {
  return 'descriptors' in item && item.descriptors[0] === 'device'
}

/** Where it is implemented on some of the architectures. */
function placesOf(served: readonly Occurrence[], shown: ReadonlySet<Architecture>): {place: Place; message: string}[] {
  const telling = served.filter(({architectures}) => architectures?.some((name) => shown.has(name)))
  return telling.slice(0, 3).map(({place}) => ({place, message: 'implemented here'}))
}
