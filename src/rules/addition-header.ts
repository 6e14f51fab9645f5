/** The headers of a tree that has an addition say what the addition says. */

import {type Architecture, type Field, memberNamed} from '../model/index.ts'
import type {Addition, HeaderUapi, TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {type AddedStruct, addedStructs} from './support/added-structs.ts'
import {capabilitySection, version} from './support/addition-example.ts'
import {compareStructs, type Difference} from './support/compare-struct.ts'
import {exampleFiles, section} from './support/example.ts'
import {headerNames, inHeaders} from './support/headers.ts'
import {fieldName, resolveIn, typeText} from './support/struct-comparisons.ts'

const parts = {sections: [capabilitySection()], capabilities: [{name: 'KVM_CAP_DO', number: 1}]} as const
const tree = (header: string) => exampleFiles({document: section('7.1 KVM_CAP_DO', {Target: 'VM'}), header})

export const additionHeader = defineRule({
  id: 'addition-header',
  scope: 'addition',
  severity: 'error',
  summary: 'The headers of a tree that has a series say what the series says.',
  why: 'What was reviewed is not what is compiled against: one of the two was changed and the other forgotten.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    absent: (name) => `Unexpected \`${name}\`, which no header of the tree defines, expected it beside the others`,
    value: (name, number, expected) => `Unexpected value ${number} of \`${name}\`, expected ${expected} as in the tree`,
    member: (member, struct, expected) =>
      `Unexpected ${member} in \`struct ${struct}\`, expected ${expected} as in the tree`,
  },
  check(addition, report) {
    const applied = addition.applied
    if (!applied) return
    for (const noun of ['ioctls', 'capabilities', 'exitReasons', 'constants'] as const) {
      for (const {name, place} of headerNames(addition.own, noun)) {
        if (anchors.has(name) || (noun === 'constants' && isNumbered(addition, name))) continue
        const difference = valueDifference(addition, applied, noun, name)
        if (difference === 'absent') report('absent', [name], {symbol: name, place, severity: 'warning'})
        else if (difference) {
          const {own, theirs} = difference
          report('value', [name, spell(own, noun), spell(theirs.value, noun)], {
            symbol: name,
            place,
            related: [{place: theirs.place, message: 'the definition in the tree'}],
          })
        }
      }
    }
    for (const struct of addedStructs(addition)) {
      const found = structInTree(applied, struct)
      const symbol = `struct ${struct.name}`
      if (!found) report('absent', [symbol], {symbol, place: struct.place, severity: 'warning'})
      for (const difference of found?.differences ?? []) {
        const [own, theirs] = spellDifference(difference)
        const field = 'document' in difference ? difference.document : undefined
        const place = 'header' in difference ? difference.header.place : found?.place
        report('member', [own, struct.name, theirs], {
          symbol: `${symbol}.${difference.path}`,
          place: field?.place ?? struct.place,
          related: place ? [{place, message: 'in the tree'}] : [],
        })
      }
    }
  },
  examples: [
    {
      name: 'another number, another type, and one that was forgotten',
      version: version({
        ...parts,
        structs: [{name: 'kvm_do', members: [{name: 'flags', type: '__u32'}]}],
        constants: [{name: 'KVM_DO_FLAG', value: '1 << 0', role: 'flag', member: 'kvm_do.flags'}],
      }),
      tree: tree('#define KVM_CAP_DO 2\nstruct kvm_do {\n\t__u64 flags;\n};\n'),
      expected: [
        'example@v1/kvm.h:3:9: error: Unexpected value 1 of `KVM_CAP_DO`, expected 2 as in the tree',
        'example@v1/kvm.h:4:9: warning: Unexpected `KVM_DO_FLAG`, which no header of the tree defines, expected it beside the others',
        'example@v1/kvm.h:6:8: error: Unexpected `__u32 flags` in `struct kvm_do`, expected `__u64 flags` as in the tree',
      ],
    },
    {
      name: 'the same, and a tree that has nothing of it yet',
      version: version({...parts, structs: [{name: 'kvm_do', members: [{name: 'flags', type: '__u32'}]}]}),
      tree: tree('#define KVM_CAP_DO 1\nstruct kvm_do {\n\t__u32 flags;\n};\n'),
      expected: [],
    },
  ],
})

/** What a series' header has besides its own. */
const anchors: ReadonlySet<string> = new Set(['KVMIO', 'KVM_EXIT_UNKNOWN'])

/** Capabilities, exits and ioctls are constants, too. */
function isNumbered({own}: Addition, name: string): boolean {
  return (['ioctls', 'capabilities', 'exitReasons'] as const).some((noun) => inHeaders(own, noun, name).length > 0)
}

type Numbers = 'ioctls' | 'capabilities' | 'exitReasons' | 'constants'

/** On the first architecture that has another value; a tree that has the name on some of them has it. */
function valueDifference({own}: Addition, tree: TreeInput, noun: Numbers, name: string) {
  let isThere = false
  for (const [architecture, header] of own.headers) {
    const theirs = valueIn(tree.headers.get(architecture), noun, name)
    if (!theirs) continue
    isThere = true
    const ours = valueIn(header, noun, name)
    if (ours?.value !== undefined && theirs.value !== undefined && ours.value !== theirs.value) {
      return {own: ours.value, theirs: {value: theirs.value, place: theirs.place}}
    }
  }
  return isThere ? undefined : 'absent'
}

function valueIn(header: HeaderUapi | undefined, noun: Numbers, name: string) {
  const [item] = header?.[noun].named(name) ?? []
  if (!item) return undefined
  return {place: item.place, value: 'number' in item ? item.number : 'value' in item ? item.value : undefined}
}

const spell = (value: bigint, noun: Numbers): string => (noun === 'ioctls' ? `0x${value.toString(16)}` : String(value))

/** Compared with the architecture of the tree that is nearest. */
function structInTree(tree: TreeInput, {name, type}: AddedStruct) {
  const [tag = '', member] = name.split('.')
  const candidates = [...tree.headers].flatMap(([architecture, {structs}]) =>
    structs.named(tag).flatMap((struct) => {
      const field = member === undefined ? undefined : memberNamed(struct.type, member)
      const theirs = member === undefined ? struct.type : field?.type
      if (theirs?.kind !== 'struct' && theirs?.kind !== 'union') return []
      return [{place: field?.place ?? struct.place, differences: differencesOn(tree, architecture, type, theirs)}]
    }),
  )
  return candidates.toSorted((one, other) => one.differences.length - other.differences.length)[0]
}

function differencesOn(
  tree: TreeInput,
  architecture: Architecture,
  own: AddedStruct['type'],
  theirs: AddedStruct['type'],
): readonly Difference[] {
  return compareStructs(own, theirs, resolveIn(tree, architecture))
}

/** What the series has, and what the tree has. */
function spellDifference(difference: Difference): readonly [string, string] {
  switch (difference.kind) {
    case 'missing':
      return [`absence of \`${fieldName(difference.header)}\``, 'it']
    case 'unknown':
      return [`\`${fieldName(difference.document)}\``, 'no such member']
    case 'name':
    case 'type':
      return [declared(difference.document), declared(difference.header)]
    case 'order':
      return [`place of \`${fieldName(difference.document)}\``, 'the order']
  }
}

const declared = (field: Field): string => `\`${typeText(field.type)} ${fieldName(field)}\``
