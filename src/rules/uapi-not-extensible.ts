/** What userspace passes can grow. */

import type {Field, Type} from '../model/index.ts'
import {isNameOf} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {addedStructs, membersOf} from './support/added-structs.ts'
import {ioctlSection, version} from './support/addition-example.ts'
import {isPadding} from './support/compare-struct.ts'
import {headerNames} from './support/headers.ts'
import {typeText} from './support/struct-comparisons.ts'

const capabilities = [{name: 'KVM_CAP_DO', number: 1}] as const

export const uapiNotExtensible = defineRule({
  id: 'uapi-not-extensible',
  scope: 'addition',
  severity: 'warning',
  summary: 'What userspace passes can grow.',
  why: 'The size of the argument is part of the number: with no room to grow, whatever is needed next is another ioctl.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"',
  messages: {
    scalar: (type, ioctl) =>
      `Unexpected \`${type}\` as the whole argument of \`${ioctl}\`, expected a struct with room to grow, or \`KVM_ENABLE_CAP\``,
    struct: (struct) => `Unexpected \`struct ${struct}\` with neither flags nor reserved space, expected room to grow`,
  },
  check(addition, report) {
    for (const {name, argument, direction, place} of headerNames(addition.own, 'ioctls')) {
      if (direction === 'out' || direction === 'none' || argument?.kind !== 'integer') continue
      // Others have no KVM_ENABLE_CAP, and give single values ioctls of their own.
      if (!isNameOf(name, addition.own.prefix)) continue
      report('scalar', [spell(argument), name], {symbol: name, place})
    }
    for (const {name, type, place} of addedStructs(addition)) {
      if (!isPassed(addition, name) || hasRoom(membersOf(type).map(([, field]) => field))) continue
      report('struct', [name], {symbol: `struct ${name}`, place})
    }
  },
  examples: [
    {
      name: 'a scalar, and a struct that is full',
      version: version({
        sections: [
          ioctlSection({parameter: {type: 'u32', direction: 'in'}}),
          ioctlSection({
            name: 'KVM_UNDO',
            number: {chapter: 4, number: 2},
            parameter: {type: 'struct kvm_undo', direction: 'in'},
          }),
        ],
        capabilities,
        ioctls: [
          {name: 'KVM_DO', macro: '_IOW', number: 1, argument: '__u32'},
          {name: 'KVM_UNDO', macro: '_IOW', number: 2, argument: 'struct kvm_undo'},
        ],
        structs: [
          {
            name: 'kvm_undo',
            members: [
              {name: 'addr', type: '__u64'},
              {name: 'size', type: '__u64'},
            ],
          },
        ],
      }),
      expected: [
        'example@v1/kvm.h:8:9: warning: Unexpected `__u32` as the whole argument of `KVM_DO`, expected a struct with room to grow, or `KVM_ENABLE_CAP`',
        'example@v1/kvm.h:4:8: warning: Unexpected `struct kvm_undo` with neither flags nor reserved space, expected room to grow',
      ],
    },
    {
      name: 'flags, and a struct that is only an element of an array',
      version: version({
        sections: [ioctlSection({parameter: {type: 'struct kvm_do', direction: 'in'}})],
        capabilities,
        ioctls: [{name: 'KVM_DO', macro: '_IOW', number: 1, argument: 'struct kvm_do'}],
        structs: [
          {name: 'kvm_done', members: [{name: 'addr', type: '__u64'}]},
          {
            name: 'kvm_do',
            members: [
              {name: 'flags', type: '__u32'},
              {name: 'count', type: '__u32'},
              {name: 'entries', type: 'struct kvm_done', length: 'flexible'},
            ],
          },
        ],
      }),
      expected: [],
    },
  ],
})

/** By an ioctl or by `KVM_RUN` itself; others are parts of a struct, which has the room for them. */
function isPassed(addition: Parameters<typeof addedStructs>[0], name: string): boolean {
  if (name.startsWith('kvm_run.')) return true
  return headerNames(addition.own, 'ioctls').some(
    ({argument, direction}) => direction !== 'out' && argument?.kind === 'struct' && argument.name === name,
  )
}

/** Flags, a size, a version, an operation code, spare room, or an array at the end whose length is said. */
function hasRoom(fields: readonly Field[]): boolean {
  // The size of a range is not that of the struct.
  const isRange = fields.some(({name = ''}) => /(?:^|_)(?:u?addr|[gh][pv]a|gfn|start|base|offset)$/.test(name))
  return fields.some(
    ({name = '', type}) =>
      isPadding(name) ||
      type.kind === 'flexible-array' ||
      /(?:^|_)(?:flags?|mode|capabilities|argsz|version|type|attr|op|cmd|id|subtype|reason)$/.test(name) ||
      (!isRange && /(?:^|_)size$/.test(name)),
  )
}

const spell = (type: Type): string => typeText(type).replace('_Bool', 'bool')
