/** A number that an addition claims is free in the tree. */

import type {Architecture, ClaimedExitData, Descriptor, Place, ShownNumber} from '../model/index.ts'
import {type Addition, overlaps, type TreeInput, takenNumbers} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {capabilitySection, ioctlSection, version} from './support/addition-example.ts'
import {agrees} from './support/compare-struct.ts'
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
  summary:
    'A new section, capability, exit or ioctl has a number that nothing else has, and the data of an exit a name.',
  why: 'A program that asks for the one gets the other. Numbers collide whenever two series are in flight; whoever is merged second has to notice.',
  source: 'Documentation/userspace-api/ioctl/ioctl-number.rst',
  messages: {
    taken: (kind, number, name, owner) =>
      `Unexpected ${kind} ${number} of \`${name}\`, expected a free one: \`${owner}\` has it`,
    pending: (kind, number, name, owner, subject) =>
      `Unexpected ${kind} ${number} of \`${name}\`, expected a free one: \`${owner}\` claims it in "${subject}"`,
    member: (member, exit, other, subject) =>
      `Unexpected member \`${member}\` of \`struct kvm_run\` for \`${exit}\`, expected a free name: \`${other}\` claims it in "${subject}"`,
  },
  check(addition, report) {
    for (const {kind, number, name, place, owner, ownerPlace} of claims(addition)) {
      report('taken', [kind, number, name, owner], {
        symbol: name,
        place,
        related: ownerPlace ? [{place: ownerPlace, message: `${kind} ${number}`}] : [],
      })
    }
    for (const {kind, name, number, place} of numbersOf(addition)) {
      // The same series, posted again, is nobody else.
      const other = addition.pending.find((one) => one.kind === kind && one.number === number && one.name !== name)
      if (!other) continue
      const related = [{place: other.place, message: 'another series'}]
      report('pending', [kind, spelled(kind, number), name, other.name, other.subject], {symbol: name, place, related})
    }
    const {own, pending} = addition.exitData
    for (const data of own) {
      const {member, exit, place} = data
      const other = pending.find((one) => isContested(data, one))
      if (!other) continue
      const related = [{place: other.place, message: 'another series'}]
      report('member', [member, exit, other.exit, other.subject], {symbol: member, place, related})
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
    {
      name: 'a number that stands above',
      files: {
        'include/uapi/linux/kvm.h': ` #define KVM_CAP_ROPE 224
 #define KVM_CAP_WHEEL 225
+#define KVM_CAP_BELL 225
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:3:9: error: Unexpected capability 225 of `KVM_CAP_BELL`, expected a free one: `KVM_CAP_WHEEL` has it',
      ],
    },
    {
      name: 'the next number, and an exit of the same',
      files: {
        'include/uapi/linux/kvm.h': ` #define KVM_CAP_ROPE 224
 #define KVM_CAP_WHEEL 225
+#define KVM_CAP_BELL 226
+#define KVM_EXIT_BELL 226
`,
      },
      expected: [],
    },
  ],
})

/** Who posts the same exit again, or with the same data, as a series that builds on another does, contests nothing. */
function isContested(own: ClaimedExitData, other: ClaimedExitData): boolean {
  if (own.member !== other.member) return false
  if (own.exit !== other.exit) return true
  return own.author !== other.author && !agrees(own.type, other.type, () => undefined)
}

interface Claim {
  readonly kind: string
  readonly number: string
  readonly name: string
  readonly place: Place
  readonly owner: string
  readonly ownerPlace: Place | undefined
}

function claims(addition: Addition): readonly Claim[] {
  const numbers = numbersOf(addition)
  const shown = shownClaims(numbers, addition.shown)
  // Reading a tree takes time: it is only asked where there is something to look for.
  const {document} = addition.own
  const isNumbered = numbers.length + document.ioctls.all.length + document.capabilities.all.length > 0
  const tree = isNumbered ? addition.tree?.() : undefined
  const known = new Set(shown.map(({name}) => name))
  // Where the tree has a series already, that a number is another there is said of the series.
  const {applied} = addition
  const claimed = applied
    ? numbers.filter(({kind, name}) => inHeaders(applied, nouns[kind], name).length === 0)
    : numbers
  const inTree = tree ? [...sectionClaims(addition, tree), ...treeClaims(addition, claimed, tree)] : []
  return [...shown, ...inTree.filter(({kind, name}) => kind === 'section' || !known.has(name))]
}

type OwnNumber = Pick<ShownNumber, 'kind' | 'name' | 'number' | 'place'>

function numbersOf({own, shown}: Addition): readonly OwnNumber[] {
  const plain = (kind: 'capability' | 'exit') =>
    headerNames(own, nouns[kind]).flatMap(({name, number, place}): OwnNumber[] =>
      number === undefined ? [] : [{kind, name, number: Number(number), place}],
    )
  const ioctls = headerNames(own, 'ioctls').flatMap(({name, number, place}): OwnNumber[] =>
    number === undefined ? [] : [{kind: 'ioctl', name, number: Number(number & 0xffn), place}],
  )
  return [
    ...plain('capability'),
    ...plain('exit'),
    ...ioctls,
    ...shown.filter((one) => one.added && one.kind === 'ioctl'),
  ]
}

const nouns = {capability: 'capabilities', exit: 'exitReasons', ioctl: 'ioctls'} as const

/** What stands beside them in the hunks, or above them among what is added. */
function shownClaims(numbers: readonly OwnNumber[], shown: readonly ShownNumber[]): readonly Claim[] {
  const at = new Map(shown.map((one, index) => [one.place, index]))
  const byNumber = new Map<string, ShownNumber[]>()
  for (const one of shown) {
    const key = `${one.kind} ${one.number} ${one.form}`
    const same = byNumber.get(key)
    if (same) same.push(one)
    else byNumber.set(key, [one])
  }
  return numbers.flatMap(({kind, number, name, place}): Claim[] => {
    const own = at.get(place) ?? -1
    const same = byNumber.get(`${kind} ${number} ${shown[own]?.form}`) ?? []
    const owner = same.find((one) => one.name !== name && (!one.added || (at.get(one.place) ?? 0) < own))
    return owner ? [{kind, number: spelled(kind, number), name, place, owner: owner.name, ownerPlace: owner.place}] : []
  })
}

const spelled = (kind: OwnNumber['kind'], number: number): string =>
  kind === 'ioctl' ? `0x${number.toString(16).padStart(2, '0')}` : String(number)

function sectionClaims(addition: Addition, tree: TreeInput): readonly Claim[] {
  const {own} = addition
  return [...own.document.ioctls, ...own.document.capabilities].flatMap(({name, section}): Claim[] => {
    const number = section?.number
    // A section that stands under another number is another disagreement.
    const owners = tree.document.sections.filter(
      (one) =>
        one.number !== undefined &&
        one.number === number &&
        isSameDocument(section.place, one.place) &&
        !addition.isOwn(one.place),
    )
    const documented = [...tree.document.ioctls, ...tree.document.capabilities]
    const isOwn = documented.some((noun) => noun.name === name && owners.some((owner) => owner === noun.section))
    const [owner] = owners
    if (!section || number === undefined || !owner || isOwn) return []
    const title = owner.title.slice(number.length).trim()
    return [{kind: 'section', number, name, place: section.place, owner: title, ownerPlace: owner.place}]
  })
}

/** A series' text is for the interface's document; each other document that a patch touches counts its own sections. */
function isSameDocument({file}: Place, owner: Place): boolean {
  return !file.includes('@@') || file.startsWith(`${owner.file}@@`)
}

function treeClaims({own, isOwn}: Addition, numbers: readonly OwnNumber[], tree: TreeInput): readonly Claim[] {
  if (numbers.length === 0) return []
  const taken = takenNumbers(tree.document, tree.headers)
  return numbers.flatMap(({kind, name, number, place}): Claim[] => {
    // The list of exits of any header begins with this one.
    const owner = name === 'KVM_EXIT_UNKNOWN' ? undefined : ownerOf(kind, name, number)
    if (owner === undefined) return []
    return [{kind, number: spelled(kind, number), name, place, owner, ownerPlace: placeOf(kind, owner)}]
  })

  function placeOf(kind: OwnNumber['kind'], owner: string): Place | undefined {
    return inHeaders(tree, nouns[kind], owner)[0]?.item.place
  }

  /** `undefined` where the number is free, or the tree has given it to the same name. */
  function ownerOf(kind: OwnNumber['kind'], name: string, number: number): string | undefined {
    const named =
      kind === 'ioctl'
        ? taken.ioctls.filter((one) => one.number === number && overlaps(one, scopeOf(name))).map((one) => one.name)
        : [...(kind === 'capability' ? taken.capabilities : taken.exitReasons)].flatMap(([owner, value]) =>
            value === number ? [owner] : [],
          )
    const owners = named.filter((owner) => {
      const at = placeOf(kind, owner)
      return !at || !isOwn(at)
    })
    return owners.includes(name) ? undefined : owners[0]
  }

  function scopeOf(name: string): {
    readonly descriptors: readonly Descriptor[] | undefined
    readonly architectures: readonly Architecture[] | undefined
  } {
    const [documented] = own.document.ioctls.named(name)
    return {descriptors: documented?.descriptors, architectures: documented?.architectures}
  }
}
