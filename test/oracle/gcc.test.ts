/**
 * Sizes, alignments and offsets of every struct in every uapi header against gcc. Each header is compiled on its own, to
 * assembly, with arrays of `sizeof`, `_Alignof` and `__builtin_offsetof` behind it.
 */

import {afterAll, describe, expect, test} from 'vitest'
import {type Abi, abiNamed} from '../../src/abi/index.ts'
import type {CompositeType} from '../../src/model/index.ts'
import type {TranslationUnit} from '../../src/uapi/from-header/translation-unit.ts'
import {UnitTypes} from '../../src/uapi/from-header/unit-types.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {forEachAtOnce, isInstalled, run} from './compile.ts'
import {includeAll, UapiHeaders} from './uapi-headers.ts'

const compilers = [
  {abi: 'x86-64', command: 'gcc', options: []},
  {abi: 'i386', command: 'gcc', options: ['-m32']},
  {abi: 'arm64', command: 'aarch64-linux-gnu-gcc', options: []},
] as const

/** How many headers of include/uapi/linux compile at least, of each tree. */
const enough = 460

interface Measured {
  /** `struct kvm_run`, or a typedef's name. */
  readonly name: string
  /** What is measured, as C and as our layout has it: size, alignment, offset and size of each member. */
  readonly expressions: readonly string[]
  readonly ours: readonly number[]
}

interface Compared {
  readonly header: string
  readonly compiles: boolean
  readonly structs: number
  readonly numbers: number
  readonly differences: readonly string[]
}

for (const kernel of kernelTrees()) {
  describe(kernel.name, () => {
    const headers = new UapiHeaders(kernel)
    afterAll(() => headers.remove())

    for (const {abi: name, command, options} of compilers) {
      const abi = abiNamed(name)
      test.skipIf(!isInstalled(command))(`gcc on ${name}`, {timeout: 600_000}, async () => {
        if (!abi) throw new Error(`no ABI ${name}`)
        const args = [...options, ...headers.compilerOptions(abi), '-S', '-o', '-', '-']
        const compared = await forEachAtOnce(headers.names(abi), (header) =>
          compare(header, abi, headers, command, args),
        )
        const compiled = compared.filter(({compiles}) => compiles)
        const own = compiled.filter(({header}) => header.startsWith('linux/'))
        const sum = (part: 'structs' | 'numbers') => compiled.reduce((total, {[part]: count}) => total + count, 0)
        console.log(
          `${kernel.name}, gcc on ${name}: ${own.length} headers of include/uapi/linux and ` +
            `${compiled.length - own.length} others compile, ${sum('structs')} structs, ${sum('numbers')} numbers`,
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
  const measured = measure(headers.read([header], abi), header)
  const arrays = measured.map(
    ({expressions}, index) => `const unsigned int uapidoc_${index}[] = {\n${expressions.join(',\n')}\n};\n`,
  )
  // What a member is called must not be expanded in the expressions.
  const words = new Set(
    measured.flatMap(({expressions}) => expressions.flatMap((expression) => expression.match(/[A-Za-z_]\w*/g) ?? [])),
  )
  const undefine = [...words].filter((word) => word !== 'sizeof').map((word) => `#undef ${word}\n`)
  const input = includeAll([header]) + undefine.join('') + arrays.join('')
  const {status, stdout, stderr} = await run(command, args, input, headers.root)
  const none = {header, structs: 0, numbers: 0}
  if (status !== 0) {
    const alone = await run(command, args, includeAll([header]), headers.root)
    const differences = alone.status === 0 ? [`${header}: ${stderr.split('\n')[0]}`] : []
    return {...none, compiles: alone.status === 0, differences}
  }
  const theirs = readArrays(stdout)
  const differences = measured.flatMap(({name, expressions, ours}, index) => {
    const values = theirs.get(`uapidoc_${index}`) ?? []
    return expressions.flatMap((expression, at) =>
      values[at] === ours[at] ? [] : [`${header}: ${name}: ${expression}: ours ${ours[at]}, gcc ${values[at]}`],
    )
  })
  const numbers = measured.reduce((sum, {ours}) => sum + ours.length, 0)
  return {header, compiles: true, structs: measured.length, numbers, differences}
}

/** The structs that the header itself defines, those that only a typedef names too. */
function measure(unit: TranslationUnit, header: string): Measured[] {
  const types = new UnitTypes(unit)
  const own = (file: string): boolean => file.endsWith(`include/uapi/${header}`)
  const tagged = [...unit.composites].flatMap(([name, defined]) =>
    own(defined.origin.source.file) ? [measureOne(name, types.composite(defined), types)] : [],
  )
  const named = [...unit.typedefs].flatMap(([name, {origin}]) => {
    const type = own(origin.source.file) ? types.typedef(name)?.type : undefined
    const isBody = (type?.kind === 'struct' || type?.kind === 'union') && type.fields && type.name === undefined
    return isBody ? [measureOne(name, type, types)] : []
  })
  return [...tagged, ...named]
}

function measureOne(name: string, type: CompositeType, types: UnitTypes): Measured {
  const result = types.layoutOf(type)
  if (!result.ok) return {name, expressions: [`sizeof(${name})`], ours: [Number.NaN]}
  const {size, alignment, fields} = result.layout
  const expressions = [`sizeof(${name})`, `_Alignof(${name})`]
  const ours = [size, alignment]
  for (const field of fields) {
    // A bit-field has no address; clang's dump has their bits.
    if (field.bitWidth !== undefined) continue
    expressions.push(`__builtin_offsetof(${name}, ${field.path})`)
    ours.push(field.offset)
    if (isFlexible(type, field.path)) continue
    expressions.push(`sizeof(((${name} *)0)->${field.path})`)
    ours.push(field.size)
  }
  return {name, expressions, ours}
}

function isFlexible(type: CompositeType, path: string): boolean {
  const [name, ...rest] = path.split('.')
  for (const field of type.fields ?? []) {
    const inner = field.type
    if (field.name === undefined && (inner.kind === 'struct' || inner.kind === 'union') && isFlexible(inner, path))
      return true
    if (field.name !== name) continue
    if (rest.length === 0) return inner.kind === 'flexible-array'
    if (inner.kind === 'struct' || inner.kind === 'union') return isFlexible(inner, rest.join('.'))
  }
  return false
}

/** The arrays in gcc's assembly: a label, then a directive a number, or one for a run of zeros. */
function readArrays(assembly: string): Map<string, number[]> {
  const arrays = new Map<string, number[]>()
  let current: number[] | undefined
  for (const line of assembly.split('\n')) {
    const label = /^(uapidoc_\d+):/.exec(line)?.[1]
    const number = /^\s+\.(?:long|word)\s+(-?\d+)/.exec(line)?.[1]
    const zeros = /^\s+\.zero\s+(\d+)/.exec(line)?.[1]
    if (label !== undefined) {
      current = []
      arrays.set(label, current)
    } else if (number !== undefined) current?.push(Number(number) >>> 0)
    else if (zeros !== undefined) for (let at = 0; at < Number(zeros); at += 4) current?.push(0)
  }
  return arrays
}
