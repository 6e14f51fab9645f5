/** The document of a tree that has an addition says what the addition says. */

import type {DocumentedIoctl, Occurrence} from '../model/index.ts'
import type {Addition, TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {ioctlSection, version} from './support/addition-example.ts'
import {exampleFiles, section} from './support/example.ts'
import {fieldPlace} from './support/fields.ts'
import {appliedTree} from './support/presence.ts'

const added = version({
  sections: [
    ioctlSection({
      parameter: {type: 'u32', direction: 'in'},
      errnos: [{name: 'ENOENT', condition: 'There is nothing to do.'}],
    }),
  ],
  capabilities: [{name: 'KVM_CAP_DO', number: 1}],
  ioctls: [{name: 'KVM_DO', macro: '_IOW', number: 1, argument: '__u32'}],
})
const header = '#define KVM_CAP_DO 1\n#define KVM_DO _IOW(0xAE, 0x01, __u32)\n'
const fields = {
  Architectures: 'x86, arm64',
  Type: 'vm ioctl',
  Parameters: 'u32 (in)',
  Returns: '-ENOENT if there is none',
}

export const additionDocument = defineRule({
  id: 'addition-document',
  scope: 'addition',
  severity: 'error',
  summary: 'The document of a tree that has a series says what the series says.',
  why: 'Somebody edited the document by hand: the next time it is written out of the series, the edit is gone.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    absent: (name) => `Unexpected \`${name}\`, which the document of the tree does not describe, expected its section`,
    fact: (what, value, name, expected) =>
      `Unexpected ${what} ${value} of \`${name}\`, expected ${expected} as in the tree's document`,
  },
  check(addition, report) {
    const tree = appliedTree(addition)
    if (!tree) return
    for (const [own, theirs] of documented(addition, tree)) {
      if (theirs.length === 0) {
        report('absent', [own.name], {symbol: own.name, place: own.place, severity: 'warning'})
        continue
      }
      for (const {what, value, key} of factsOf(own)) {
        const others = theirs.map((one) => ({item: one, fact: factsOf(one).find((fact) => fact.what === what)}))
        if (others.some(({fact}) => fact === undefined || fact.value === value)) continue
        const [other] = others
        report('fact', [what, value, own.name, other?.fact?.value ?? 'none'], {
          symbol: own.name,
          place: fieldPlace(addition.own, own, key),
          related: other ? [{place: fieldPlace(tree, other.item, key), message: 'in the tree'}] : [],
        })
      }
    }
  },
  examples: [
    {
      name: 'another file descriptor, and an errno that went',
      version: added,
      tree: exampleFiles({
        document: section('4.1 KVM_DO', {...fields, Type: 'vcpu ioctl', Returns: '-EINVAL if there is none'}),
        header,
      }),
      expected: [
        "example@v1/api.rst:9:1: error: Unexpected type vm of `KVM_DO`, expected vcpu as in the tree's document",
        "example@v1/api.rst:11:1: error: Unexpected errnos ENOENT of `KVM_DO`, expected EINVAL as in the tree's document",
      ],
    },
    {
      name: 'the same facts in other words',
      version: added,
      tree: exampleFiles({document: section('4.1 KVM_DO', {...fields, Architectures: 'arm64 and x86'}), header}),
      expected: [],
    },
  ],
})

type Documented = Occurrence & Partial<DocumentedIoctl> & {readonly target?: readonly string[]}

/** Each ioctl and capability with what the tree's document says of it. */
function documented({own}: Addition, tree: TreeInput): readonly (readonly [Documented, readonly Documented[]])[] {
  return [
    ...own.document.ioctls.all.map((ioctl) => [ioctl, tree.document.ioctls.named(ioctl.name)] as const),
    ...own.document.capabilities.all.map(
      (capability) => [capability, tree.document.capabilities.named(capability.name)] as const,
    ),
    // An exit has a block of its own and no title.
    ...own.document.mentions
      .filter(({context, name}) => context === 'comment' && own.headers.values().next().value?.exitReasons.has(name))
      .filter(({name}) => name !== 'KVM_EXIT_UNKNOWN')
      .map((mention) => [mention, tree.document.mentions.filter(({name}) => name === mention.name)] as const)
      .map(([own, theirs]) => [occurrence(own), theirs.map(occurrence)] as const),
  ]
}

const occurrence = ({name, place}: Pick<Occurrence, 'name' | 'place'>): Documented => ({name, place})

interface Fact {
  readonly what: string
  readonly value: string
  /** Of the field that says it. */
  readonly key: string
}

/** What is said; what is not said is no fact. */
function factsOf({section, architectures, descriptors, parameter, errnos, target}: Documented): readonly Fact[] {
  const fact = (what: string, key: string, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [{what, key, value}]
  return [
    ...fact('section', 'title', section?.number),
    ...fact('architectures', 'architecture', architectures && sorted(architectures)),
    ...fact('type', 'type', descriptors && sorted(descriptors)),
    ...fact('target', 'target', target && sorted(target)),
    ...fact('parameter', 'parameter', parameter && (parameter.struct ?? (parameter.none ? 'none' : undefined))),
    ...fact('direction', 'parameter', parameter?.direction),
    ...fact('errnos', 'return', errnos && sorted(errnos.map(({name}) => name))),
  ]
}

const sorted = (names: readonly string[]): string => [...new Set(names)].sort().join(', ') || 'none'
