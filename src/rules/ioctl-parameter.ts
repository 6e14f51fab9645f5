/** `:Parameters:` names the type that the ioctl's number encodes, and `:Returns:` speaks of the same struct. */

import type {DocumentedIoctl, Ioctl, Type} from '../model/index.ts'
import {sameInteger} from '../read/c/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'
import {inHeaders} from './support/headers.ts'
import {typeText} from './support/struct-comparisons.ts'

export const ioctlParameter = defineRule({
  id: 'ioctl-parameter',
  scope: 'tree',
  severity: 'error',
  summary: "`:Parameters:` names the type that the ioctl's number encodes, and `:Returns:` speaks of the same struct.",
  why: 'The number of an ioctl contains the size of its argument; another struct is another size, or another ioctl.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions"',
  messages: {
    struct: (ioctl, documented, defined) =>
      `Unexpected parameter \`${documented}\` of \`${ioctl}\`, expected \`${defined}\` as in the header`,
    none: (ioctl, defined) =>
      `Unexpected absence of a parameter of \`${ioctl}\`, expected \`${defined}\` as in the header`,
    returns: (ioctl, documented, defined) =>
      `Unexpected \`struct ${documented}\` in what \`${ioctl}\` returns, expected \`struct ${defined}\`, its parameter`,
  },
  check(input, report) {
    for (const documented of input.document.ioctls) {
      const header = inHeaders(input, 'ioctls', documented.name)[0]?.item
      const mismatch = header && parameterMismatch(documented, header)
      const served = input.implementation?.ioctls.has(documented.name) ?? true
      if (!header || !documented.parameter || !served) continue
      const related = [{place: header.place, message: 'the ioctl in the header'}]
      const detail = {symbol: documented.name, place: documented.parameter.place, related}
      if (mismatch === 'none') report('none', [documented.name, argumentText(header)], detail)
      else if (mismatch) report('struct', [documented.name, mismatch, argumentText(header)], detail)
      for (const mention of returnedStructs(input, documented, header)) {
        report('returns', [documented.name, mention.name, structOf(header.argument) ?? ''], {
          ...detail,
          place: mention.place,
        })
      }
    }
  },
  examples: [
    {
      name: 'another struct, copied into what it returns',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {
          Architectures: 'x86',
          Parameters: 'struct kvm_does (in)',
          Returns: '0 on success, -EFAULT if struct kvm_does cannot be read',
        }),
        header:
          'struct kvm_do {\n\t__u64 a;\n};\nstruct kvm_does {\n\t__u64 a;\n};\n#define KVM_DO _IOW(0xAE, 0x01, struct kvm_do)\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: error: Unexpected parameter `struct kvm_does` of `KVM_DO`, expected `struct kvm_do` as in the header',
        'Documentation/virt/kvm/api.rst:6:43: error: Unexpected `struct kvm_does` in what `KVM_DO` returns, expected `struct kvm_do`, its parameter',
      ],
    },
    {
      name: 'the struct of the number',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {
          Architectures: 'x86',
          Parameters: 'struct kvm_do (in)',
          Returns: '0 on success, -EFAULT if struct kvm_do cannot be read',
        }),
        header:
          'struct kvm_do {\n\t__u64 a;\n};\nstruct kvm_does {\n\t__u64 a;\n};\n#define KVM_DO _IOW(0xAE, 0x01, struct kvm_do)\n',
      }),
      expected: [],
    },
  ],
})

/** What the document says instead of the header's type; `undefined` where they agree or the header says nothing. */
export function parameterMismatch({parameter}: DocumentedIoctl, {argument, direction}: Ioctl): string | undefined {
  // `_IO` without a type is a value, or one of the numbers that were defined wrong and can never change.
  if (parameter === undefined || argument === undefined || direction === 'none') return undefined
  if (parameter.none) return 'none'
  const struct = structOf(argument)
  if (parameter.struct !== undefined) return parameter.struct === struct ? undefined : `struct ${parameter.struct}`
  const integer = integerOf(parameter.text)
  if (integer === undefined) return undefined
  return argument.kind === 'integer' && sameInteger(argument.name, integer) ? undefined : integer
}

const structOf = (type: Type | undefined): string | undefined =>
  type?.kind === 'struct' || type?.kind === 'union' ? type.name : undefined

const argumentText = ({argument}: Ioctl): string => (argument ? typeText(argument) : 'none')

/** `unsigned long identity (in)`, `Pointer to u32 containing …`: the integer type that the text begins with. */
function integerOf(text: string): string | undefined {
  const match =
    /^(?:pointer\s+to\s+)?(?:an?\s+)?((?:unsigned|signed)\s+(?:long|int|short|char)|(?:__)?[us](?:8|16|32|64)|u?int\d+_t|long|int)\b/i.exec(
      text,
    )
  return match?.[1]
}

function returnedStructs(input: TreeInput, {section}: DocumentedIoctl, {argument}: Ioctl) {
  const struct = structOf(argument)
  if (struct === undefined) return []
  return input.document.structMentions.filter(
    (mention) =>
      mention.field !== undefined &&
      /^returns?$/.test(mention.field) &&
      mention.section === section &&
      mention.name !== struct,
  )
}
