/** A number that an addition claims is free in the tree. */

import type {Architecture, Descriptor, Place} from '../model/index.ts'
import {type Addition, overlaps, takenNumbers} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {capabilitySection, ioctlSection, version} from './support/addition-example.ts'
import {exampleFiles, section} from './support/example.ts'
import {headerNames, inHeaders} from './support/headers.ts'

const added = version({
  sections: [ioctlSection({parameter: {type: 'u32', direction: 'in'}}), capabilitySection()],
  capabilities: [{name: 'KVM_CAP_DO', number: 1}],
  exitReasons: [{name: 'KVM_EXIT_DO', number: 1}],
  ioctls: [{name: 'KVM_DO', macro: '_IOW', number: 1, argument: '__u32'}],
})

export const numberTaken = defineRule({
  id: 'number-taken',
  scope: 'addition',
  severity: 'error',
  summary: 'A section, capability, exit or ioctl has a number that is free in the tree.',
  why: 'Two interfaces with one number: a program that asks for the one gets the other.',
  source: 'Documentation/userspace-api/ioctl/ioctl-number.rst',
  messages: {
    taken: (kind, number, name, owner) =>
      `Unexpected ${kind} ${number} of \`${name}\`, expected a free one: \`${owner}\` has it`,
  },
  check(addition, report) {
    for (const {kind, number, name, place, owner, ownerPlace} of claims(addition)) {
      report('taken', [kind, number, name, owner], {
        symbol: name,
        place,
        related: ownerPlace ? [{place: ownerPlace, message: `${kind} ${number} in the tree`}] : [],
      })
    }
  },
  examples: [
    {
      name: 'numbers of others',
      version: added,
      tree: exampleFiles({
        document:
          section('4.1 KVM_OTHER', {Architectures: 'x86', Type: 'vm ioctl'}) +
          section('7.1 KVM_CAP_OTHER', {Target: 'VM'}),
        header:
          '#define KVMIO 0xAE\n#define KVM_EXIT_UNKNOWN 0\n#define KVM_EXIT_OTHER 1\n#define KVM_CAP_OTHER 1\n#define KVM_OTHER _IO(KVMIO, 0x01)\n',
      }),
      expected: [
        'example@v1/api.rst:4:1: error: Unexpected section 4.1 of `KVM_DO`, expected a free one: `KVM_OTHER` has it',
        'example@v1/api.rst:18:1: error: Unexpected section 7.1 of `KVM_CAP_DO`, expected a free one: `KVM_CAP_OTHER` has it',
        'example@v1/kvm.h:4:9: error: Unexpected capability 1 of `KVM_CAP_DO`, expected a free one: `KVM_CAP_OTHER` has it',
        'example@v1/kvm.h:3:9: error: Unexpected exit 1 of `KVM_EXIT_DO`, expected a free one: `KVM_EXIT_OTHER` has it',
        'example@v1/kvm.h:5:9: error: Unexpected ioctl 0x01 of `KVM_DO`, expected a free one: `KVM_OTHER` has it',
      ],
    },
    {
      name: 'the same ioctl number on another file descriptor, and free ones',
      version: added,
      tree: exampleFiles({
        document: section('4.2 KVM_OTHER', {Architectures: 'x86', Type: 'vcpu ioctl'}),
        header: '#define KVMIO 0xAE\n#define KVM_CAP_OTHER 2\n#define KVM_OTHER _IO(KVMIO, 0x01)\n',
      }),
      expected: [],
    },
  ],
})

interface Claim {
  readonly kind: string
  readonly number: string
  readonly name: string
  readonly place: Place
  readonly owner: string
  readonly ownerPlace: Place | undefined
}

function claims(addition: Addition): readonly Claim[] {
  const {own, tree} = addition
  if (!tree) return []
  const taken = takenNumbers(tree.document, tree.headers)
  return [...sectionClaims(), ...plainClaims('capability'), ...plainClaims('exit'), ...ioctlClaims()]

  function sectionClaims(): readonly Claim[] {
    return [...own.document.ioctls, ...own.document.capabilities].flatMap(({name, section}): Claim[] => {
      const number = section?.number
      // A section that stands under another number is another disagreement.
      const owners = tree?.document.sections.filter((one) => one.number !== undefined && one.number === number) ?? []
      const nouns = tree ? [...tree.document.ioctls, ...tree.document.capabilities] : []
      const isOwn = nouns.some((noun) => noun.name === name && owners.some((owner) => owner === noun.section))
      const [owner] = owners
      if (!section || number === undefined || !owner || isOwn) return []
      const title = owner.title.slice(number.length).trim()
      return [{kind: 'section', number, name, place: section.place, owner: title, ownerPlace: owner.place}]
    })
  }

  function plainClaims(kind: 'capability' | 'exit'): readonly Claim[] {
    const noun = kind === 'capability' ? 'capabilities' : 'exitReasons'
    const owners = kind === 'capability' ? taken.capabilities : taken.exitReasons
    return headerNames(own, noun).flatMap(({name, number, place}): Claim[] => {
      if (number === undefined || owners.has(name)) return []
      const [owner] = [...owners].find(([, value]) => value === Number(number)) ?? []
      // The list of exits of any header begins with this one.
      if (owner === undefined || name === 'KVM_EXIT_UNKNOWN') return []
      const ownerPlace = tree && inHeaders(tree, noun, owner)[0]?.item.place
      return [{kind, number: String(number), name, place, owner, ownerPlace}]
    })
  }

  function ioctlClaims(): readonly Claim[] {
    return headerNames(own, 'ioctls').flatMap(({name, number, place}): Claim[] => {
      if (number === undefined || taken.ioctls.some((owner) => owner.name === name)) return []
      const low = Number(number & 0xffn)
      const owner = taken.ioctls.find((one) => one.number === low && overlaps(one, scopeOf(name)))
      if (!owner) return []
      const ownerPlace = tree && inHeaders(tree, 'ioctls', owner.name)[0]?.item.place
      return [
        {kind: 'ioctl', number: `0x${low.toString(16).padStart(2, '0')}`, name, place, owner: owner.name, ownerPlace},
      ]
    })
  }

  function scopeOf(name: string): {
    readonly descriptors: readonly Descriptor[] | undefined
    readonly architectures: readonly Architecture[] | undefined
  } {
    const [documented] = own.document.ioctls.named(name)
    return {descriptors: documented?.descriptors, architectures: documented?.architectures}
  }
}
