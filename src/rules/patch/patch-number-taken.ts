/** A number stands for one thing. */

import type {Place} from '../../model/index.ts'
import type {HunkMacro, PatchFacts, TreeInput} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput} from '../define-patch-rule.ts'
import {headerNames} from '../support/headers.ts'
import {type NewIoctl, newIoctls, newMacros} from './support/headers.ts'

export const patchNumberTaken = defineSeriesRule({
  id: 'patch-number-taken',
  scope: 'series',
  severity: 'error',
  summary: 'A new capability, exit or ioctl has a number that nothing else has.',
  why: 'A program that asks for the one gets the other. Numbers collide whenever two series are in flight; whoever is merged second has to notice.',
  source: 'Documentation/virt/kvm/review-checklist.rst; Documentation/userspace-api/ioctl/ioctl-number.rst',
  messages: {
    taken: (name, number, other) =>
      `Unexpected number ${number} of \`${name}\`, expected a free one: \`${other}\` has it`,
    pending: (name, number, other, subject) =>
      `Unexpected number ${number} of \`${name}\`, expected a free one: \`${other}\` claims it in "${subject}"`,
  },
  check({patches, base, pending}, report) {
    const prefix = patches[0]?.prefix ?? ''
    const added = patches.flatMap(newMacros)
    for (const kind of [`${prefix}_CAP_`, `${prefix}_EXIT_`]) {
      const mine = added.filter(
        (macro) =>
          isOfKind(macro.name, kind) && macro.value !== undefined && !macro.ioctl && !isInStruct(macro, patches),
      )
      if (mine.length === 0) continue
      const others = [...shown(patches, kind), ...inTree(base, kind)]
      for (const {name, value, place} of mine) {
        const other = others.find(
          (item) => item.name !== name && item.value === value && !mine.some((own) => own.name === item.name),
        )
        const twin = mine.find((item) => item.name !== name && item.value === value && item.place.offset < place.offset)
        const taken = other ?? twin
        if (taken)
          report('taken', [name, String(value), taken.name], {symbol: name, place, related: [{place: taken.place}]})
      }
    }
    for (const {name, place, value, ioctl} of added) {
      const number = ioctl ? ioctl.number : value
      const claim = number === undefined ? undefined : claimOf({name, number, ioctl}, pending, prefix)
      if (!claim) continue
      const {macro, facts} = claim
      const related = [{place: facts.view.locate(macro.place), message: 'another series'}]
      report('pending', [name, String(number), macro.name, facts.patch.subject], {symbol: name, place, related})
    }
    for (const macro of patches.flatMap(newIoctls)) {
      const other = sameIoctl(macro, patches)
      if (!other) continue
      report('taken', [macro.name, hexadecimal(macro.ioctl.number), other.name], {
        symbol: macro.name,
        place: macro.place,
        related: [{place: other.place}],
      })
    }
  },
  examples: [
    {
      name: 'a number that stands above',
      files: {
        'include/uapi/linux/kvm.h': ` #define KVM_CAP_ROPE 224
 #define KVM_CAP_WHEEL 225
+#define KVM_CAP_BELL 225
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:3:9: error: Unexpected number 225 of `KVM_CAP_BELL`, expected a free one: `KVM_CAP_WHEEL` has it',
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

interface Claim {
  readonly name: string
  readonly number: number | bigint
  readonly ioctl: HunkMacro['ioctl']
}

/** Who else wants the number, for a thing of the same kind. The same series, posted again, is nobody else. */
function claimOf({name, number, ioctl}: Claim, pending: readonly PatchFacts[], prefix: string) {
  const kind = [`${prefix}_CAP_`, `${prefix}_EXIT_`].find((start) => isOfKind(name, start))
  for (const facts of pending) {
    for (const macro of newMacros(facts)) {
      const same = ioctl
        ? macro.ioctl?.number === number
        : macro.value === number && kind !== undefined && isOfKind(macro.name, kind)
      if (same && macro.name !== name) return {macro, facts}
    }
  }
  return undefined
}

interface Numbered {
  readonly name: string
  readonly value: bigint | undefined
  readonly place: Place
}

/** `KVM_EXIT_HYPERV_SYNIC` and the like number what is in one exit. */
function isOfKind(name: string, kind: string): boolean {
  return name.startsWith(kind) && !/_(?:HYPERV|XEN|IO|NOTIFY)_[A-Z]/.test(name.slice(kind.length - 1))
}

/** What is defined between braces is a value of a member. */
function isInStruct({place}: Numbered, patches: readonly PatchInput[]): boolean {
  return patches.some(({headers}) =>
    headers.some(({structs}) =>
      structs.some(
        ({extent}) => extent.file === place.file && extent.offset < place.offset && extent.endOffset > place.offset,
      ),
    ),
  )
}

function shown(patches: readonly PatchInput[], kind: string): readonly Numbered[] {
  return patches.flatMap(({headers}) =>
    headers.flatMap(({macros}) => macros.filter((macro) => isOfKind(macro.name, kind) && !isInStruct(macro, patches))),
  )
}

function inTree(base: (() => TreeInput) | undefined, kind: string): readonly Numbered[] {
  if (!base) return []
  const noun = kind.endsWith('_CAP_') ? 'capabilities' : 'exitReasons'
  return headerNames(base(), noun).map(({name, number, place}) => ({name, value: number, place}))
}

/** Of the hunks alone: two with one number in one header are one only where direction and type differ on purpose. */
function sameIoctl({name, ioctl, place}: NewIoctl, patches: readonly PatchInput[]): NewIoctl | undefined {
  const others = patches.flatMap(({headers}) =>
    headers.flatMap(({view, macros}) =>
      macros.flatMap((macro) => (macro.ioctl ? [{...macro, ioctl: macro.ioctl, path: view.path}] : [])),
    ),
  )
  return others.find(
    (other) =>
      other.name !== name &&
      ioctl.number !== undefined &&
      other.ioctl.number === ioctl.number &&
      other.ioctl.macro === ioctl.macro &&
      other.ioctl.argument === ioctl.argument &&
      other.place.offset < place.offset,
  )
}

const hexadecimal = (value: number | undefined): string => `0x${(value ?? 0).toString(16)}`
