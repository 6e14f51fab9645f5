import fc from 'fast-check'
import {expect, test} from 'vitest'
import {abiNamed, abis, decodeIoctl, encodeIoctl} from '../../src/abi/index.ts'
import type {Direction} from '../../src/model/index.ts'

test.each<[Direction, number, number, 'x86-64' | 'ppc64' | 'mips64', bigint]>([
  ['none', 0x80, 0, 'x86-64', 0xae80n],
  ['none', 0x80, 0, 'ppc64', 0x2000ae80n],
  ['out', 0x81, 312, 'x86-64', 0x8138ae81n],
  ['out', 0x81, 312, 'mips64', 0x4138ae81n],
  ['in', 0x82, 8, 'x86-64', 0x4008ae82n],
  ['in', 0x82, 8, 'ppc64', 0x8008ae82n],
  ['in/out', 0x88, 8, 'x86-64', 0xc008ae88n],
  ['in/out', 0x88, 8, 'mips64', 0xc008ae88n],
])('%s %i of %i bytes on %s', (direction, number, size, name, code) => {
  const abi = abiNamed(name)
  expect(encodeIoctl({direction, type: 0xae, number, size}, abi)).toBe(code)
  expect(decodeIoctl(code, abi)).toEqual({direction, type: 0xae, number, size})
})

test('what is put together comes apart again', () => {
  const parts = fc.record({
    direction: fc.constantFrom<Direction>('none', 'in', 'out', 'in/out'),
    type: fc.integer({min: 0, max: 255}),
    number: fc.integer({min: 0, max: 255}),
    size: fc.integer({min: 0, max: 8191}),
  })
  fc.assert(
    fc.property(parts, fc.constantFrom(...abis), (ioctl, abi) => {
      expect(decodeIoctl(encodeIoctl(ioctl, abi), abi)).toEqual(ioctl)
    }),
  )
})

test('bits that no macro gives', () => {
  expect(decodeIoctl(0xe000ae80n, abiNamed('ppc64'))).toBeUndefined()
})
