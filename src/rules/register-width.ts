/** The width of a register in a table is the width that its id encodes. */

import type {RegisterRow} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {inHeaders} from './support/headers.ts'

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
  examples: [],
})

function idOf(input: TreeInput, {id, name}: RegisterRow) {
  if (id !== undefined || name === undefined) return {id, definition: undefined}
  const constant = inHeaders(input, 'constants', name).find(({item}) => item.value !== undefined)?.item
  return {id: constant?.value, definition: constant?.place}
}

function constantNamed(input: TreeInput, name: string): bigint | undefined {
  return inHeaders(input, 'constants', name)[0]?.item.value
}
