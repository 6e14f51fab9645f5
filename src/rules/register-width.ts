/** The width of a register in a table is the width that its id encodes. */

import type {RegisterRow} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles} from './support/example.ts'
import {inHeaders} from './support/headers.ts'

const registers =
  '#define KVM_REG_SIZE_SHIFT 52\n#define KVM_REG_SIZE_MASK (15ULL << 52)\n#define KVM_REG_PC 0x6030000000100000ULL\n'

const widths = (rows: string): string =>
  `===================== ======== ====\n      Encoding        Register Bits\n===================== ======== ====\n${rows}\n===================== ======== ====\n\n`

const names = (rows: string): string =>
  `========== ============\nRegister   Width (bits)\n========== ============\n${rows}\n========== ============\n`

export const registerWidth = defineRule({
  id: 'register-width',
  scope: 'tree',
  severity: 'error',
  summary: 'The width of a register in a table is the width that its id encodes.',
  why: 'The kernel copies as many bytes as the id says, into a buffer that was sized after the table.',
  source: 'include/uapi/linux/kvm.h, `KVM_REG_SIZE_MASK`',
  messages: {
    id: (name, id, encoded, bits) =>
      `Unexpected id ${id} of \`${name}\`, which encodes ${encoded} bits, expected ${bits} as the table says`,
    table: (name, bits, encoded) =>
      `Unexpected width ${bits} of \`${name}\`, expected ${encoded}, which its definition encodes`,
  },
  check(input, report) {
    const shift = constantNamed(input, `${input.prefix}_REG_SIZE_SHIFT`)
    const mask = constantNamed(input, `${input.prefix}_REG_SIZE_MASK`)
    if (shift === undefined || mask === undefined) return
    const width = (id: bigint): number => 8 * 2 ** Number((id & mask) >> shift)
    for (const row of input.document.registerRows) {
      const {name = '', bits, place} = row
      const {id, definition} = idOf(input, row)
      if (bits === undefined || id === undefined || width(id) === bits) continue
      const related = definition ? [{place: definition, message: 'the definition in the header'}] : []
      const names = definition
        ? [name, String(bits), String(width(id))]
        : [name, `0x${id.toString(16)}`, String(width(id)), String(bits)]
      report(definition ? 'table' : 'id', names, {symbol: name, place, related})
    }
  },
  examples: [
    {
      name: 'an id of 32 bits in a row of 64, and a width that the definition contradicts',
      files: exampleFiles({
        document: `${widths('0x6020 0000 0010 0000 PC        64')}${names('KVM_REG_PC 128')}`,
        header: registers,
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:4:23: error: Unexpected id 0x6020000000100000 of `PC`, which encodes 32 bits, expected 64 as the table says',
        'Documentation/virt/kvm/api.rst:10:1: error: Unexpected width 128 of `KVM_REG_PC`, expected 64, which its definition encodes',
      ],
    },
    {
      name: 'as encoded, and an id with a placeholder',
      files: exampleFiles({
        document: `${widths('0x6030 0000 0010 0000 PC        64\n0x60x0 0000 0010 0002 SP        64')}${names('KVM_REG_PC 64 ')}`,
        header: registers,
      }),
      expected: [],
    },
  ],
})

function idOf(input: TreeInput, {id, name}: RegisterRow) {
  if (id !== undefined || name === undefined) return {id, definition: undefined}
  const constant = inHeaders(input, 'constants', name).find(({item}) => item.value !== undefined)?.item
  return {id: constant?.value, definition: constant?.place}
}

function constantNamed(input: TreeInput, name: string): bigint | undefined {
  return inHeaders(input, 'constants', name)[0]?.item.value
}
