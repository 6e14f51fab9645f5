/**
 * Layouts of every record against clang's own dump, on every ABI that clang-14 knows: which records there are, the offset of
 * every member, the bits of every bit-field. Headers are compiled a few at a time; those that do not go together, apart.
 *
 * `-fdump-record-layouts-complete` tells which records there are, and nothing else: it lays a record out before clang has
 * read the attributes behind its closing brace, so each `} __attribute__((packed));` would be wrong. The layouts are those
 * of `-fdump-record-layouts`, which dumps what a `sizeof` asks for.
 */

import {afterAll, describe, expect, test} from 'vitest'
import {type Abi, abis} from '../../src/abi/index.ts'
import type {TranslationUnit} from '../../src/uapi/from-header/translation-unit.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {readDump, readRecordNames} from './clang-dump.ts'
import {clang, targets} from './clang-targets.ts'
import {forEachAtOnce, isInstalled, run} from './compile.ts'
import {isOurPlace, ourRecords} from './our-records.ts'
import {includeAll, UapiHeaders} from './uapi-headers.ts'

/** How many headers go into one compilation at first, and how many at least compile. */
const atFirst = 32
const enough = 900

interface Compared {
  readonly group: readonly string[]
  readonly compiles: boolean
  readonly records: number
  readonly differences: readonly string[]
}

for (const kernel of kernelTrees()) {
  describe(kernel.name, () => {
    const headers = new UapiHeaders(kernel)
    /** What went together on the machine before, which is likely to do so on the next. */
    let together: readonly (readonly string[])[] = []
    afterAll(() => headers.remove())

    for (const abi of abis) {
      const target = targets[abi.name]
      if (target === undefined) continue
      test.skipIf(!isInstalled(clang))(`clang on ${abi.name}`, {timeout: 600_000}, async () => {
        const names = headers.names(abi)
        const known = new Set(together.flat())
        const groups = [...together, ...inGroups(names.filter((header) => !known.has(header)))]
        const compared = (await forEachAtOnce(groups, (group) => compareGroup(group, abi, target, headers))).flat()
        together = compared.map(({group}) => group).filter((group) => !group.some(isOfMachine))
        const compiled = compared.filter(({compiles}) => compiles).flatMap(({group}) => group)
        const records = compared.reduce((sum, {records: count}) => sum + count, 0)
        console.log(`${kernel.name}, clang on ${abi.name}: ${compiled.length} headers, ${records} records`)
        expect(compared.flatMap(({differences}) => differences)).toEqual([])
        expect(compiled.length).toBeGreaterThanOrEqual(enough)
      })
    }
  })
}

function isOfMachine(header: string): boolean {
  return header.startsWith('asm/')
}

/** A machine's own headers apart from the others. */
function inGroups(names: readonly string[]): string[][] {
  return [names.filter((name) => !isOfMachine(name)), names.filter(isOfMachine)].flatMap((list) =>
    Array.from({length: Math.ceil(list.length / atFirst)}, (_, index) =>
      list.slice(index * atFirst, (index + 1) * atFirst),
    ),
  )
}

/** Headers that do not compile together are halved until they do, or until one is alone. */
async function compareGroup(
  group: readonly string[],
  abi: Abi,
  target: string,
  headers: UapiHeaders,
): Promise<Compared[]> {
  const compile = (option: string, more: string) => {
    const args = ['-target', target, ...headers.compilerOptions(abi), '-fsyntax-only', '-Xclang', option, '-']
    return run(clang, args, includeAll(group) + more, headers.root)
  }
  const unit = headers.read(group, abi)
  const ours = ourRecords(unit)
  const sizes = [...ours.keys()].map((name) => `sizeof(${name})`)
  const undefine = [...ours.keys()].map((name) => `#undef ${name.slice(name.indexOf(' ') + 1)}\n`)
  const more = `${undefine.join('')}int uapidoc[] = {${sizes.join(', ')}};\n`
  const dumped = await compile('-fdump-record-layouts', more)
  if (dumped.status === 0) {
    const differences = compareLayouts(ours, readDump(dumped.stdout))
    if (asksForNames(group, abi)) {
      const complete = await compile('-fdump-record-layouts-complete', '')
      differences.push(...recordsMissing(readRecordNames(complete.stdout), ours, unit))
    }
    return [{group, compiles: true, records: ours.size, differences}]
  }
  if (group.length <= 1) {
    const alone = await compile('-fdump-record-layouts', '')
    const differences = alone.status === 0 ? [`${group[0]}: ${dumped.stderr}`] : []
    return [{group, compiles: false, records: 0, differences}]
  }
  const middle = group.length >> 1
  return [
    ...(await compareGroup(group.slice(0, middle), abi, target, headers)),
    ...(await compareGroup(group.slice(middle), abi, target, headers)),
  ]
}

/** Which records there are is asked of two machines, and of each about its own headers. */
function asksForNames(group: readonly string[], {name}: Abi): boolean {
  return name === 'x86-64' || name === 's390x' || group.some(isOfMachine)
}

function recordsMissing(
  {tagged, places}: ReturnType<typeof readRecordNames>,
  ours: ReadonlyMap<string, string>,
  unit: TranslationUnit,
): string[] {
  const isOurs = isOurPlace(unit)
  return [...tagged.filter((name) => !ours.has(name)), ...places.filter((place) => !isOurs(place))].map(
    (record) => `${record}: clang alone has it`,
  )
}

function compareLayouts(ours: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): string[] {
  return [...ours].flatMap(([name, our]) => {
    const their = theirs.get(name) ?? '(no such record)'
    return our === their ? [] : [`${name}\nours:\n${our}\nclang:\n${their}\n`]
  })
}
