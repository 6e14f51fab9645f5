/** `(in)`, `(out)` or `(in/out)` is what the handler copies. */

import type {Direction, DocumentedIoctl, ServedIoctl} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, section} from './support/example.ts'
import {inHeaders} from './support/headers.ts'

const reads = `		struct kvm_do given;

		r = -EFAULT;
		if (copy_from_user(&given, argp, sizeof(given)))
			break;
		r = 0;
`

export const ioctlDirection = defineRule({
  id: 'ioctl-direction',
  scope: 'tree',
  severity: 'error',
  summary: '`(in)`, `(out)` or `(in/out)` is what the handler copies.',
  why: 'A program that takes an argument for input only passes read-only memory, or never looks at what came back.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions"',
  messages: {
    direction: (ioctl, documented, copied) =>
      `Unexpected direction \`${documented}\` of the parameter of \`${ioctl}\`, expected \`${copied}\`, which the handler copies`,
  },
  check(input, report) {
    for (const documented of input.document.ioctls) {
      const {name, parameter} = documented
      const direction = parameter?.direction
      // Document and number in agreement leave nothing to ask the handlers, whose code is long. `in/out` is right as well
      // where a handler reads a struct and writes to an address in it.
      if (!parameter || !direction || direction === 'in/out' || direction === encodedDirection(input, name)) continue
      const served = handlersOf(input, documented)
      const copied = copiedDirection(served, encodedDirection(input, name))
      if (copied === undefined || copied === 'none' || copied === direction) continue
      const related = served.flatMap(({copies}) =>
        copies.map(({place, direction}) => ({place, message: `copies ${direction}`})),
      )
      report('direction', [name, direction, copied], {
        symbol: name,
        place: parameter.place,
        related: related.slice(0, 4),
      })
    }
  },
  examples: [
    {
      name: 'the handler reads, the document says that it writes',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86', Type: 'vm ioctl', Parameters: 'struct kvm_do (out)'}),
        header: 'struct kvm_do {\n\t__u64 a;\n};\n#define KVM_DO _IOWR(0xAE, 0x01, struct kvm_do)\n',
        others: implementation({vm: {KVM_DO: reads}}),
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:1: error: Unexpected direction `out` of the parameter of `KVM_DO`, expected `in`, which the handler copies',
      ],
    },
    {
      name: 'the handler decides, not a number that was defined wrong and cannot change',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86', Type: 'vm ioctl', Parameters: 'struct kvm_do (in)'}),
        header: 'struct kvm_do {\n\t__u64 a;\n};\n#define KVM_DO _IOR(0xAE, 0x01, struct kvm_do)\n',
        others: implementation({vm: {KVM_DO: reads}}),
      }),
      expected: [],
    },
  ],
})

function encodedDirection(input: TreeInput, name: string): Direction | undefined {
  return inHeaders(input, 'ioctls', name)[0]?.item.direction
}

/** Those on the documented descriptors; all where there are none on these, which another rule reports. */
function handlersOf(input: TreeInput, {name, descriptors}: DocumentedIoctl): readonly ServedIoctl[] {
  const all = input.implementation?.ioctls.named(name) ?? []
  const served = all.filter(({descriptors: [descriptor]}) => descriptors?.includes(descriptor) ?? true)
  return served.length > 0 ? served : all
}

/**
 * What all handlers together copy. `undefined` unless each of them was followed to its end, or what they were seen to copy is
 * what the number says, too.
 */
function copiedDirection(served: readonly ServedIoctl[], encoded: Direction | undefined): Direction | undefined {
  const directions = new Set(served.flatMap(({copies}) => copies.map(({direction}) => direction)))
  const [first] = directions
  const copied = directions.size === 2 ? 'in/out' : first
  if (copied !== undefined && copied === encoded) return copied
  if (served.length === 0 || !served.every(({copiesComplete}) => copiesComplete)) return undefined
  return copied ?? 'none'
}
