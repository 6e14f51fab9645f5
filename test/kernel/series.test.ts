/** The series of merged interfaces against the kernel that has them: facts by fact, from document, header and code. */

import {describe, expect, test} from 'vitest'
import memoryFaultInfo from '../../series/memory-fault-info/index.ts'
import preFaultMemory from '../../series/pre-fault-memory/index.ts'
import type {Capability, Field, Ioctl, Occurrence, Section, Series, Type, Uapi} from '../../src/model/index.ts'
import {versionOf} from '../../src/series/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {readSeries, readTree} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'

const trees = kernelTrees().filter(({name}) => name === 'linux-6.12')

/** A type without places, and without what a tree adds around it. */
function shape(type: Type): unknown {
  return JSON.parse(JSON.stringify(type, (key, value) => (['place', 'comment'].includes(key) ? undefined : value)))
}

function fieldNamed(type: Type | undefined, name: string): Field | undefined {
  if (type?.kind !== 'struct' && type?.kind !== 'union') return undefined
  for (const field of type.fields ?? []) {
    const found = field.name === name ? field : field.name === undefined ? fieldNamed(field.type, name) : undefined
    if (found) return found
  }
  return undefined
}

/** `kvm_run.memory_fault`, or a struct by itself, as one source has it. */
function structIn(uapi: Uapi | undefined, name: string): unknown {
  const [tag = '', member] = name.split('.')
  for (const {type} of uapi?.structs.named(tag) ?? []) {
    const found = member === undefined ? type : fieldNamed(type, member)?.type
    if (found) return shape(found)
  }
  return undefined
}

const numberOf = (section: Section | undefined) => section?.number

/** The number that a heading without one is under, such as the last one before the exits of section 5. */
function numberAbove(section: Section | undefined): string | undefined {
  return section && (section.number ?? numberAbove(section.parent))
}

function facts(item: (Occurrence & Partial<Ioctl & Capability>) | undefined) {
  return {
    section: numberOf(item?.section),
    architectures: item?.architectures,
    descriptors: item?.descriptors,
    direction: item?.direction,
    errnos: item?.errnos?.map(({name}) => name).sort(),
    target: item?.target,
  }
}

describe.each(trees)('$name', ({directory}) => {
  const input = readTree(directoryTree(directory), {architectures: ['x86', 'powerpc']})

  describe.each<readonly [string, Series]>([
    ['memory-fault-info', memoryFaultInfo],
    ['pre-fault-memory', preFaultMemory],
  ])('%s', (_, series) => {
    const version = versionOf(series, undefined)
    const ours = readSeries(series.name, version, ['x86', 'powerpc'])

    test.each(['x86', 'powerpc'] as const)('the header says the same on %s', (architecture) => {
      const [own, tree] = [ours.headers.get(architecture), input.headers.get(architecture)]
      const number = (item: {readonly number?: bigint | undefined} | undefined) => item?.number
      for (const {name} of version.header.capabilities) {
        expect(number(own?.capabilities.named(name)[0]), name).toBeDefined()
        expect(number(own?.capabilities.named(name)[0]), name).toBe(number(tree?.capabilities.named(name)[0]))
      }
      for (const {name} of version.header.exitReasons) {
        expect(number(own?.exitReasons.named(name)[0]), name).toBeDefined()
        expect(number(own?.exitReasons.named(name)[0]), name).toBe(number(tree?.exitReasons.named(name)[0]))
      }
      for (const {name} of version.header.ioctls) {
        expect(number(own?.ioctls.named(name)[0]), name).toBeDefined()
        expect(number(own?.ioctls.named(name)[0]), name).toBe(number(tree?.ioctls.named(name)[0]))
      }
      for (const {name} of version.header.constants) {
        expect(own?.constants.named(name)[0]?.value, name).toBeDefined()
        expect(own?.constants.named(name)[0]?.value, name).toBe(tree?.constants.named(name)[0]?.value)
      }
      for (const {name} of version.header.structs) {
        expect(structIn(own, name), name).toBeDefined()
        expect(structIn(own, name), name).toEqual(structIn(tree, name))
      }
    })

    test('the document says the same', () => {
      for (const {name} of version.header.structs) {
        expect(structIn(ours.document, name), name).toEqual(structIn(input.document, name))
      }
      for (const {name} of ours.document.exitReasons) {
        const mentions = input.document.mentions.filter((mention) => mention.name === name)
        expect(
          mentions.map(({section}) => numberAbove(section)),
          name,
        ).toContain('5')
      }
      for (const item of ours.document.capabilities) {
        expect(facts(item), item.name).toEqual(facts(input.document.capabilities.named(item.name)[0]))
      }
      for (const item of ours.document.ioctls) {
        const [documented] = input.document.ioctls.named(item.name)
        const theirs = {...facts(documented), direction: documented?.parameter?.direction}
        // "none" stands there, while Kconfig selects it for x86.
        const architectures = item.name === 'KVM_PRE_FAULT_MEMORY' ? ['x86'] : theirs.architectures
        expect(facts(item), item.name).toEqual({...theirs, architectures})
      }
    })

    test('the code does the same', () => {
      const {implementation} = input
      for (const {name, architectures} of ours.document.capabilities) {
        const checked = implementation?.capabilities.named(name).filter(({operation}) => operation === 'check') ?? []
        expect(
          checked.flatMap((answer) => answer.architectures),
          name,
        ).toEqual(architectures)
        expect(implementation?.capabilities.named(name).some(({operation}) => operation === 'enable')).toBe(false)
      }
      for (const {name} of ours.document.exitReasons) expect(implementation?.exitReasons.has(name), name).toBe(true)
      for (const {name, descriptors, architectures} of ours.document.ioctls) {
        const served = implementation?.ioctls.named(name) ?? []
        expect(
          served.flatMap((one) => one.descriptors),
          name,
        ).toEqual(descriptors)
        expect(
          served.flatMap((one) => one.architectures),
          name,
        ).toEqual(architectures)
      }
    })
  })
})

test.runIf(trees.length === 0)('without a tree there is nothing to compare', () => expect(trees).toEqual([]))
