/**
 * Sizes, alignments and offsets of every struct in every uapi header against gcc, and the values of its macros and
 * enumerators. Each header is compiled on its own, to assembly, with arrays of the numbers behind it.
 */

import {afterAll, describe, expect, test} from 'vitest'
import {type Abi, abiNamed} from '../../src/abi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {readArrays, writeArray} from './assembly.ts'
import {forEachAtOnce, isInstalled, run} from './compile.ts'
import {measureStructs, measureValues} from './measured.ts'
import {includeAll, UapiHeaders} from './uapi-headers.ts'

const compilers = [
  {abi: 'x86-64', command: 'gcc', options: []},
  {abi: 'i386', command: 'gcc', options: ['-m32']},
  {abi: 'arm64', command: 'aarch64-linux-gnu-gcc', options: []},
] as const

/** How many headers of include/uapi/linux compile at least, of each tree. */
const enough = 740

interface Compared {
  readonly header: string
  readonly compiles: boolean
  readonly structs: number
  readonly values: number
  readonly numbers: number
  readonly differences: readonly string[]
}

for (const kernel of kernelTrees()) {
  describe(kernel.name, () => {
    const headers = new UapiHeaders(kernel)
    afterAll(() => headers.remove())

    for (const {abi: name, command, options} of compilers) {
      test.skipIf(!isInstalled(command))(`gcc on ${name}`, {timeout: 600_000}, async () => {
        const abi = abiNamed(name)
        const args = [...options, ...headers.compilerOptions(abi), '-S', '-o', '-', '-']
        const compared = await forEachAtOnce(headers.names(abi), (header) =>
          compare(header, abi, headers, command, args),
        )
        const compiled = compared.filter(({compiles}) => compiles)
        const own = compiled.filter(({header}) => header.startsWith('linux/'))
        const sum = (part: 'structs' | 'values' | 'numbers') =>
          compiled.reduce((total, {[part]: count}) => total + count, 0)
        console.log(
          `${kernel.name}, gcc on ${name}: ${own.length} headers of include/uapi/linux and ` +
            `${compiled.length - own.length} others compile, ${sum('structs')} structs, ` +
            `${sum('values')} values, ${sum('numbers')} numbers`,
        )
        expect(compared.flatMap(({differences}) => differences)).toEqual([])
        expect(own.length).toBeGreaterThanOrEqual(enough)
      })
    }
  })
}

async function compare(
  header: string,
  abi: Abi,
  headers: UapiHeaders,
  command: string,
  args: readonly string[],
): Promise<Compared> {
  const unit = headers.read([header], abi)
  const isOwn = (file: string): boolean => file.endsWith(`include/uapi/${header}`)
  const values = measureValues(unit, isOwn)
  const structs = measureStructs(unit, isOwn)
  const measured = [values, ...structs]
  // What a member is called must not be expanded in the expressions; the values, though, are macros.
  const words = structs.flatMap(({expressions}) => expressions.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []))
  const undefine = [...new Set(words)].filter((word) => word !== 'sizeof').map((word) => `#undef ${word}\n`)
  const [valueArray, ...structArrays] = measured.map(({expressions}, at) => writeArray(`uapidoc_${at}`, expressions))
  const input = [includeAll([header]), valueArray, ...undefine, ...structArrays].join('')
  const {status, stdout, stderr} = await run(command, args, input, headers.root)
  if (status !== 0) {
    const alone = await run(command, args, includeAll([header]), headers.root)
    const compiles = alone.status === 0
    const differences = compiles ? [`${header}: ${stderr.split('\n').find((line) => line.includes('error:'))}`] : []
    return {header, structs: 0, values: 0, numbers: 0, compiles, differences}
  }
  const theirs = readArrays(stdout)
  const differences = measured.flatMap(({name, expressions, ours}, index) => {
    const numbers = theirs.get(`uapidoc_${index}`) ?? []
    return expressions.flatMap((expression, at) =>
      numbers[at] === ours[at] ? [] : [`${header}: ${name}: ${expression}: ours ${ours[at]}, gcc ${numbers[at]}`],
    )
  })
  const numbers = measured.reduce((sum, {ours}) => sum + ours.length, 0)
  return {header, compiles: true, structs: structs.length, values: values.ours.length / 2, numbers, differences}
}
