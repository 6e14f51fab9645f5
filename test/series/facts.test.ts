/** What the shipped series say, as readers would find it: layouts, numbers, and where v1 disagrees with itself. */

import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import preFaultMemory from '../../series/pre-fault-memory/index.ts'
import {abis, type Layout, layoutOf, resolveNothing} from '../../src/abi/index.ts'
import type {Series, SeriesVersion, Struct} from '../../src/model/index.ts'
import {versionOf} from '../../src/series/index.ts'
import {readSeries, type SeriesFacts} from '../../src/uapi/index.ts'

const factsOf = (series: Series, version?: string): SeriesFacts => readSeries(series.name, versionOf(series, version))

/** The layout of a struct, or of the one member of its union, on each ABI. */
function layoutsOf(facts: SeriesFacts, name: string): ReadonlyMap<string, Layout> {
  const structs = facts.headers.get('x86')?.structs.named(name) ?? []
  return new Map(abis.map((abi) => [abi.name, layoutOn(abi, structs)]))
}

function layoutOn(abi: (typeof abis)[number], [struct]: readonly Struct[]): Layout {
  if (!struct) throw new Error('no such struct')
  const result = layoutOf(struct.type, abi, resolveNothing)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.layout
}

const holesOf = ({holes, tailPadding}: Layout) => [...holes.map(({offset, size}) => [offset, size]), tailPadding]

describe('layouts', () => {
  test('reply: a hole of 4 bytes where 8 align to 8, and none on i386', () => {
    const layouts = layoutsOf(factsOf(memoryFaultExits, 'reply'), 'kvm_run')
    const shapes = new Map([...layouts].map(([abi, layout]) => [abi, [layout.size, ...holesOf(layout)]]))
    expect(shapes.get('x86-64')).toEqual([32, [4, 4], 0])
    expect(shapes.get('arm64')).toEqual([32, [4, 4], 0])
    expect(shapes.get('i386')).toEqual([28, 0])
  })

  test('revised: the same on every ABI, without a hole', () => {
    const layouts = [...layoutsOf(factsOf(memoryFaultExits, 'revised'), 'kvm_run').values()]
    expect(layouts.length).toBeGreaterThan(8)
    for (const layout of layouts) {
      expect(holesOf(layout)).toEqual([0])
      expect(layout.fields).toEqual([
        {path: 'memory_fault', offset: 0, size: 56},
        {path: 'memory_fault.fault_code', offset: 0, size: 4},
        {path: 'memory_fault.flags', offset: 4, size: 4},
        {path: 'memory_fault.gpa', offset: 8, size: 8},
        {path: 'memory_fault.size', offset: 16, size: 8},
        {path: 'memory_fault.reserved', offset: 24, size: 32},
      ])
    }
  })

  test('pre-fault-memory: 64 bytes everywhere', () => {
    const layouts = [...layoutsOf(factsOf(preFaultMemory), 'kvm_pre_fault_memory').values()]
    expect(new Set(layouts.map((layout) => [layout.size, ...holesOf(layout)].join()))).toEqual(new Set(['64,0']))
  })
})

describe('v1 disagrees with itself', () => {
  const {document, headers, host} = factsOf(memoryFaultExits, 'v1')
  const header = headers.get('x86')
  const members = (structs: readonly Struct[]) =>
    structs.flatMap(({type}) =>
      (type.fields ?? []).flatMap((union) =>
        (union.type.kind === 'union' ? (union.type.fields ?? []) : []).flatMap(({type: inner}) =>
          inner.kind === 'struct' ? (inner.fields ?? []).map(({name}) => name) : [],
        ),
      ),
    )

  test('two structs of one name', () => {
    expect(members(document.structs.named('kvm_run'))).toEqual(['gpa', 'size'])
    expect(members(header?.structs.named('kvm_run') ?? [])).toEqual(['flags', 'gpa', 'size'])
  })

  test('an argument that is read, by the document, and written, by the header', () => {
    expect(document.ioctls.named('KVM_SET_MEM_FAULT_NOWAIT').map(({direction}) => direction)).toEqual(['in'])
    const [ioctl] = header?.ioctls.named('KVM_SET_MEM_FAULT_NOWAIT') ?? []
    expect([ioctl?.direction, ioctl?.argument, ioctl?.number]).toEqual([
      'in/out',
      {kind: 'integer', name: '_Bool'},
      0xc001aed2n,
    ])
  })

  test('its numbers', () => {
    expect(document.sections.map(({title}) => title)).toEqual([
      '4.137 KVM_SET_MEM_FAULT_NOWAIT',
      'KVM_EXIT_MEMORY_FAULT',
      '7.34 KVM_CAP_MEM_FAULT_NOWAIT',
    ])
    expect([...(header?.capabilities ?? [])].map(({name, number}) => [name, number])).toEqual([
      ['KVM_CAP_MEM_FAULT_NOWAIT', 226n],
    ])
    expect([...(header?.exitReasons ?? [])].map(({name, number}) => [name, number])).toEqual([
      ['KVM_EXIT_MEMORY_FAULT', 38n],
    ])
  })

  test('a lock beside a bool', () => {
    expect([...host].map(({struct, field}) => [struct, field.name, field.type])).toEqual([
      ['kvm', 'mem_fault_nowait_lock', {kind: 'typedef', name: 'rwlock_t'}],
      ['kvm', 'mem_fault_nowait', {kind: 'integer', name: '_Bool'}],
    ])
  })

  test('places slice to the names', () => {
    const [section] = document.sections
    expect([section?.place.file, section?.place.line, section?.place.endColumn]).toEqual([
      'memory-fault-exits@v1/api.rst',
      1,
      31,
    ])
  })
})

test('what is open has no number yet', () => {
  const {headers, document} = factsOf(memoryFaultExits, 'revised')
  const header = headers.get('x86')
  expect([...(header?.capabilities ?? []), ...(header?.exitReasons ?? [])]).toEqual([])
  expect(document.capabilities.all.map(({name, section}) => [name, section?.number])).toEqual([
    ['KVM_CAP_MEM_FAULT_NOWAIT', undefined],
  ])
})

describe('review comments', () => {
  const versions: readonly SeriesVersion[] = memoryFaultExits.versions
  const all = versions.flatMap(({reviews}) => reviews)

  test('of everybody who said something', () => {
    expect(new Set(all.map(({who}) => who))).toEqual(
      new Set(['James Houghton', 'Oliver Upton', 'Marc Zyngier', 'Sean Christopherson', 'Peter Xu', 'Anish Moorthy']),
    )
  })

  test('are superseded by another mail, later than themselves where it is one of them', () => {
    for (const {messageId, date, resolution} of all) {
      if (resolution.status !== 'superseded') continue
      expect(resolution.by).not.toBe(messageId)
      const by = all.find((other) => other.messageId === resolution.by)
      if (by) expect(Date.parse(by.date)).toBeGreaterThan(Date.parse(date))
    }
  })

  test('contradict each other, and each has what became of it', () => {
    expect(new Set(all.map(({resolution}) => resolution.status))).toEqual(
      new Set(['adopted', 'declined', 'superseded']),
    )
  })
})
