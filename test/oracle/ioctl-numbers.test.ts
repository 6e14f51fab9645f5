/**
 * Every ioctl number and every other constant of KVM's headers against clang, on each machine that has them: powerpc and
 * mips put ioctl numbers together differently. What has no value for us, such as an ioctl whose argument a machine does not
 * define, must have none for clang.
 */

import {afterAll, describe, expect, test} from 'vitest'
import {abiOf, decodeIoctl} from '../../src/abi/index.ts'
import {type HeaderUapi, readHeaders} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {readArrays, writeArray} from './assembly.ts'
import {clang, targets} from './clang-targets.ts'
import {isInstalled, run} from './compile.ts'
import {includeAll, UapiHeaders} from './uapi-headers.ts'

for (const kernel of kernelTrees()) {
  describe(kernel.name, () => {
    const headers = new UapiHeaders(kernel)
    afterAll(() => headers.remove())

    for (const [architecture, header] of readHeaders(headers.tree)) {
      const target = targets[abiOf(architecture).name]
      if (target === undefined) continue
      test.skipIf(!isInstalled(clang))(`ioctl numbers on ${architecture}`, {timeout: 60_000}, async () => {
        const args = ['-target', target, ...headers.compilerOptions(header.abi)]
        const compile = (more: string) =>
          run(
            clang,
            [...args, '-ferror-limit=0', '-S', '-o', '-', '-'],
            includeAll(['linux/kvm.h']) + more,
            headers.root,
          )
        const {known, unknown} = numbersOf(header)
        const names = [...known.keys()]
        const {status, stdout, stderr} = await compile(writeArray('uapidoc', names.flatMap(halves)))
        expect([status, stderr]).toEqual([0, ''])
        const theirs = readArrays(stdout).get('uapidoc') ?? []
        expect(Object.fromEntries(known)).toEqual(
          Object.fromEntries(names.map((name, index) => [name, joinHalves(theirs[2 * index], theirs[2 * index + 1])])),
        )
        const ioctls = header.ioctls.all.filter(({number}) => number !== undefined)
        console.log(
          `${kernel.name}, ${architecture}: ${known.size} values, ${ioctls.length} of them ioctl numbers; ` +
            `${unknown.length} names without a value`,
        )
        expect(ioctls.length).toBeGreaterThan(70)
        // Each in a line of its own, each line an error.
        const refused = await compile(unknown.map((name, index) => `int u${index} = (int)${name};\n`).join(''))
        const lines = new Set(refused.stderr.match(/^<stdin>:\d+:\d+: error/gm)?.map((error) => error.split(':')[1]))
        expect(lines.size).toBe(unknown.length)
      })
    }
  })
}

function numbersOf(header: HeaderUapi): {known: Map<string, bigint>; unknown: string[]} {
  const known = new Map<string, bigint>()
  const unknown: string[] = []
  for (const {name, value, parameters} of header.constants) {
    if (value !== undefined) known.set(name, BigInt.asUintN(64, value))
    else if (!parameters) unknown.push(name)
  }
  for (const {name, number, direction} of header.ioctls) {
    expect(number).toBe(known.get(name))
    if (number !== undefined) expect(decodeIoctl(number, header.abi)?.direction).toBe(direction)
  }
  return {known, unknown}
}

function halves(name: string): string[] {
  return [`(unsigned int)(${name})`, `(unsigned int)((unsigned long long)(${name}) >> 32)`]
}

function joinHalves(low = 0, high = 0): bigint {
  return (BigInt(high) << 32n) | BigInt(low)
}
