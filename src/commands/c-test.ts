/** The input of a series' C test: numbers of a tree, layouts of the ABIs, answers of the reference implementation. */

import {abis, layoutOf, resolveNothing} from '../abi/index.ts'
import {
  type Architecture,
  InputError,
  type Series,
  type SeriesVersion,
  type StructData,
  type Tree,
} from '../model/index.ts'
import {referenceOf, vmAnswers} from '../reference/index.ts'
import {kvmHeader, readHeaders, readSeries} from '../uapi/index.ts'
import {type CTestInput, cTest, type LayoutAssertion, layoutExpressions} from '../write/index.ts'

/** Throws `InputError` where the tree lacks what the series leaves open. */
export function cTestOf(series: Series, version: SeriesVersion, tree: Tree | undefined): string {
  const name = `${series.name}@${version.id}`
  const input: CTestInput = {
    name,
    version,
    numbers: numbersOf(name, version, tree),
    layouts: layoutsOf(series.name, version),
    checks: version.behaviour ? vmAnswers(referenceOf(series.name, version)) : [],
  }
  return cTest(input)
}

/**
 * What is merged has its numbers for ever. Before that a tree that has the name decides, as when the series is rendered into
 * it; without a tree, what is open is a number that no kernel has.
 */
function numbersOf(name: string, {header, status}: SeriesVersion, tree: Tree | undefined): ReadonlyMap<string, number> {
  const uapi = tree && readHeaders(tree, {header: kvmHeader, prefix: 'KVM', architectures: ['x86']}).get('x86')
  const ioctls = new Set(header.ioctls.map((ioctl) => ioctl.name))
  const items = [...header.capabilities, ...header.exitReasons, ...header.ioctls]
  return new Map(
    items.map((item): [string, number] => {
      if (status === 'merged' && item.number !== 'open') return [item.name, item.number]
      const value = uapi?.evaluate(item.name)
      // Of an ioctl, the lowest byte is its number.
      if (value !== undefined) return [item.name, Number(ioctls.has(item.name) ? value & 0xffn : value)]
      if (item.number !== 'open') return [item.name, item.number]
      if (!tree) return [item.name, unusedNumber]
      throw new InputError(
        `${tree.name}: Unexpected lack of \`${item.name}\`, whose number ${name} leaves open, expected a tree with it (\`uapidoc render --write\`)`,
      )
    }),
  )
}

const unusedNumber = 0x7fff

/** The ABIs of which a compiler here says whether they are right. */
const asserted = ['x86-64', 'i386', 'arm64']

function layoutsOf(name: string, version: SeriesVersion): CTestInput['layouts'] {
  const own = abis.filter((abi) => asserted.includes(abi.name))
  const facts = readSeries(name, version, [...new Set(own.map(({architecture}) => architecture))])
  return new Map(
    own.map((abi) => {
      const [macro = abi.name] = Object.keys(abi.macros)
      const structs = version.header.structs
      return [macro, structs.flatMap((struct) => assertionsOf(struct, facts.headers, abi))]
    }),
  )
}

function assertionsOf(
  struct: StructData,
  headers: ReturnType<typeof readSeries>['headers'],
  abi: (typeof abis)[number],
): readonly LayoutAssertion[] {
  const [tag = '', outer] = struct.name.split('.')
  const architecture: Architecture = abi.architecture
  const [found] = headers.get(architecture)?.structs.named(tag) ?? []
  const result = found && layoutOf(found.type, abi, resolveNothing)
  if (!result?.ok) throw new InputError(`\`${struct.name}\`: Unexpected struct, expected one that can be laid out`)
  const {layout} = result
  const prefix = outer === undefined ? '' : `${outer}.`
  const size = outer === undefined ? layout.size : layout.fields.find(({path}) => path === outer)?.size
  const {size: sizeText, offsets} = layoutExpressions(struct)
  return [
    {expression: sizeText, value: size ?? 0},
    ...[...offsets].flatMap(([member, expression]) => {
      const field = layout.fields.find(({path}) => path === `${prefix}${member}`)
      return field ? [{expression, value: field.offset}] : []
    }),
  ]
}
