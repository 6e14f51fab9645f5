/** Which numbers a series gets: those that stand, those it asks for, the next free ones; and what is said of it. */

import {describe, expect, test} from 'vitest'
import type {HeaderData, SectionData, SeriesVersion} from '../../../src/model/index.ts'
import {overlaps, type TakenIoctl, type TakenNumbers} from '../../../src/uapi/index.ts'
import {assignNumbers} from '../../../src/write/series/numbers.ts'
import {capabilitySection, ioctlSection, versionWith} from './version.ts'

const nothing: TakenNumbers = {sections: [], capabilities: new Map(), exitReasons: new Map(), ioctls: []}

const assign = (version: SeriesVersion, taken: Partial<TakenNumbers>) => assignNumbers(version, {...nothing, ...taken})

const header = (data: Partial<HeaderData>) => versionWith({header: data})
const sections = (...list: readonly SectionData[]) => versionWith({sections: list})

describe('capabilities and exits', () => {
  const taken = {
    capabilities: new Map([
      ['KVM_CAP_A', 7],
      ['KVM_CAP_B', 9],
    ]),
  }
  test.each([
    ['open: behind the last', 'open', 10, []],
    ['free: as asked', 8, 8, []],
    ['free above all', 12, 12, []],
    ['taken: the next free one', 7, 10, ['capability 7 is taken by `KVM_CAP_A`: `KVM_CAP_X` gets capability 10']],
  ] as const)('%s', (_, number, given, remarks) => {
    const found = assign(header({capabilities: [{name: 'KVM_CAP_X', number}]}), taken)
    expect(found.numbers.capabilities.get('KVM_CAP_X')).toBe(given)
    expect(found.remarks).toEqual(remarks)
  })

  test('a name that stands keeps its number', () => {
    const found = assign(header({capabilities: [{name: 'KVM_CAP_B', number: 8}]}), taken)
    expect(found.numbers.capabilities.get('KVM_CAP_B')).toBe(9)
    expect(found.remarks).toEqual([
      '`KVM_CAP_B` stands in the tree as capability 9, and keeps it: the series has capability 8',
    ])
  })

  test('two open ones, and one that asks for what they would get', () => {
    const exitReasons = [
      {name: 'KVM_EXIT_X', number: 'open'},
      {name: 'KVM_EXIT_Y', number: 'open'},
      {name: 'KVM_EXIT_Z', number: 2},
    ] as const
    const {numbers} = assign(header({exitReasons}), {exitReasons: new Map([['KVM_EXIT_A', 1]])})
    expect([...numbers.exitReasons].sort()).toEqual([
      ['KVM_EXIT_X', 3],
      ['KVM_EXIT_Y', 4],
      ['KVM_EXIT_Z', 2],
    ])
  })
})

describe('sections', () => {
  const owners = [
    {chapter: 4, number: 1, names: ['KVM_A']},
    {chapter: 7, number: 2, names: ['KVM_CAP_A']},
    {chapter: 7, number: 74, names: []},
  ]
  test.each([
    ['open', 7, 'open', '7.75', 0],
    ['taken', 7, 2, '7.75', 1],
    ['taken by a section without a name', 7, 74, '7.75', 1],
    ['free', 7, 3, '7.3', 0],
    ['the first of a chapter', 8, 'open', '8.1', 0],
  ] as const)('%s', (_, chapter, number, given, remarks) => {
    const found = assign(sections(capabilitySection('KVM_CAP_X', {number: {chapter, number}})), {sections: owners})
    expect(found.numbers.sections.get('KVM_CAP_X')).toBe(given)
    expect(found.remarks).toHaveLength(remarks)
  })

  test('what stands keeps its number', () => {
    const found = assign(sections(capabilitySection('KVM_CAP_A', {number: {chapter: 7, number: 5}})), {
      sections: owners,
    })
    expect(found.numbers.sections.get('KVM_CAP_A')).toBe('7.2')
    expect(found.remarks).toEqual([
      '`KVM_CAP_A` stands in the document as section 7.2, and keeps it: the series has 7.5',
    ])
  })
})

describe('ioctls', () => {
  const owner = (name: string, number: number, scope: Partial<TakenIoctl> = {}): TakenIoctl => ({
    name,
    number,
    descriptors: ['vm'],
    architectures: ['s390'],
    ...scope,
  })
  const version = (number: number | 'open', architectures: 'all' | readonly ['x86']) =>
    versionWith({
      sections: [ioctlSection('KVM_X', {architectures})],
      header: {ioctls: [{name: 'KVM_X', macro: '_IO', number}]},
    })
  test.each([
    ['taken on the same architecture', version(0xd1, 'all'), [owner('KVM_A', 0xd1)], 0xd2],
    ['taken on another architecture alone', version(0xd1, ['x86']), [owner('KVM_A', 0xd1)], 0xd1],
    ['taken on another descriptor alone', version(0xd1, 'all'), [owner('KVM_A', 0xd1, {descriptors: ['vcpu']})], 0xd1],
    [
      'taken by one of which nothing is known',
      version(0xd1, ['x86']),
      [owner('KVM_A', 0xd1, {architectures: undefined})],
      0xd2,
    ],
    [
      'open: behind the longest run',
      version('open', ['x86']),
      [0x00, 0x01, 0xd0, 0xd1, 0xd2, 0xd4, 0xe0, 0xe1].map((number) => owner(`KVM_${number}`, number)),
      0xd5,
    ],
    ['open in an empty tree', version('open', ['x86']), [], 0],
    ['of that name', version('open', ['x86']), [owner('KVM_X', 0x17)], 0x17],
  ])('%s', (_, asked, ioctls, given) => {
    expect(assign(asked, {ioctls}).numbers.ioctls.get('KVM_X')).toBe(given)
  })

  test('it says whose it is', () => {
    expect(assign(version(0xd1, 'all'), {ioctls: [owner('KVM_A', 0xd1)]}).remarks).toEqual([
      'ioctl 0xd1 is taken by `KVM_A`: `KVM_X` gets 0xd2',
    ])
  })

  test('scopes overlap where nothing tells them apart', () => {
    const any = {descriptors: undefined, architectures: undefined}
    expect(overlaps(any, {descriptors: ['vm'], architectures: ['x86']})).toBe(true)
    expect(
      overlaps({descriptors: ['vm'], architectures: ['x86']}, {descriptors: ['vm', 'vcpu'], architectures: ['arm64']}),
    ).toBe(false)
  })
})
