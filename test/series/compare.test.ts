/** Two versions held against each other: facts before and after, texts word by word. */

import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {SeriesVersion} from '../../src/model/index.ts'
import {compareTexts} from '../../src/series/compare-text.ts'
import {compareVersions} from '../../src/series/index.ts'
import {capabilitySection, ioctlSection, type Parts, versionWith} from '../write/series/version.ts'

const factsBetween = (before: Parts, after: Parts): readonly string[] =>
  compareVersions(versionWith(before), versionWith(after)).facts.map(
    ({subject, fact, before: old = '-', after: now = '-'}) => `${subject} ${fact}: ${old} → ${now}`,
  )

const member = {struct: 'kvm', name: 'a', type: 'bool', file: 'include/linux/kvm_host.h'} as const

describe('facts', () => {
  test.each<[string, Parts, Parts, readonly string[]]>([
    ['nothing', {sections: [ioctlSection('KVM_A')]}, {sections: [ioctlSection('KVM_A')]}, []],
    [
      'a number that is left open',
      {sections: [capabilitySection('KVM_CAP_A', {number: {chapter: 7, number: 34}})]},
      {sections: [capabilitySection('KVM_CAP_A')]},
      ['KVM_CAP_A section: 7.34 → the next free one of 7'],
    ],
    [
      'architectures, a target, an errno',
      {sections: [capabilitySection('KVM_CAP_A', {target: 'vm'})]},
      {
        sections: [
          capabilitySection('KVM_CAP_A', {
            architectures: 'all',
            errnos: [{name: 'EINVAL', condition: 'it is wrong'}],
          }),
        ],
      },
      ['KVM_CAP_A architectures: x86 → all', 'KVM_CAP_A target: vm → -', 'KVM_CAP_A EINVAL: - → it is wrong'],
    ],
    [
      'a parameter',
      {sections: [ioctlSection('KVM_A', {parameter: {type: 'bool', name: 'on', direction: 'in'}})]},
      {sections: [ioctlSection('KVM_A')]},
      ['KVM_A parameter: bool on (in) → -'],
    ],
    [
      'an ioctl that only one has',
      {header: {ioctls: [{name: 'KVM_A', macro: '_IOW', number: 0xd2, argument: 'bool'}]}},
      {},
      ['KVM_A number: _IOW(KVMIO, 0xd2, bool) → -'],
    ],
    [
      'a struct, which the document showed otherwise',
      {header: {structs: [{name: 'kvm_a', members: [{name: 'b', type: '__u64'}]}]}},
      {header: {structs: [{name: 'kvm_a', members: [{name: 'c', type: 'struct x *', length: 2}]}]}},
      ['struct kvm_a members: __u64 b → struct x *c[2]'],
    ],
    [
      'a lock',
      {host: [{...member, lock: 'b', synchronisation: 'rwlock'}]},
      {host: [{...member, synchronisation: 'srcu'}]},
      ['kvm.a lock: b → -', 'kvm.a synchronisation: rwlock → srcu'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(factsBetween(before, after)).toEqual(expected)
  })

  test('of what shipped versions do, by the path in the data', () => {
    const behaviour = {
      checkExtension: 1,
      enableCap: {effect: 'nothing'},
      exit: {
        condition: 'always',
        trigger: 'lookup-failed',
        errnos: [],
        unresolved: 'EFAULT',
        gpa: 'aligned-to-page',
        size: 'page',
        causes: {missing: {flags: 0}},
        unwritten: 'zero',
      },
      synchronisation: 'none',
      asyncPageFaults: 'unaffected',
    } as const satisfies SeriesVersion['behaviour']
    const before = {...versionWith({}), behaviour}
    const exit = {...behaviour.exit, errnos: ['EFAULT'], causes: {missing: {flags: 1}}} as const
    const {facts} = compareVersions(before, {...before, behaviour: {...behaviour, exit}})
    expect(facts).toEqual([
      {subject: 'behaviour', fact: 'exit.errnos', before: 'none', after: 'EFAULT'},
      {subject: 'behaviour', fact: 'exit.causes.missing.flags', before: '0', after: '1'},
    ])
  })
})

describe('texts', () => {
  const shown = (before: string, after: string): string =>
    compareTexts(before, after)
      .map((words) =>
        words.map(({kind, text}) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}(${text})`)).join(''),
      )
      .join('\n')

  test.each([
    ['a word', 'It is always so.\n', 'It is mostly so.\n', 'It is -(always)+(mostly) so.'],
    ['a line that is broken elsewhere', 'It is\nalways so.\n', 'It is always\nso.\n', 'It is always so.'],
    ['a paragraph more', 'One.\n', 'One.\n\nAnd two.\n', 'One.\n+(And two.)'],
    [
      'one that has nothing of the other',
      'The cat sat on the mat.',
      'Userspace runs it again.',
      '-(The cat sat on the mat.)\n+(Userspace runs it again.)',
    ],
    [
      'items by themselves',
      '- one thing\n- two things',
      '- one thing\n- two more things',
      '- one thing\n- two +(more )things',
    ],
    ['code as it stands', '```\na;\nb;\n```', '```\na;\nc;\n```', '```\na;\n-(b)+(c);\n```'],
    ['nothing at all', '', '', ''],
  ])('%s', (_, before, after, expected) => {
    expect(shown(before, after)).toBe(expected)
  })

  test.each([
    ['paragraphs', (side: string) => Array.from({length: 20_000}, (_, index) => `${side}${index} a`).join('\n\n')],
    ['words', (side: string) => Array.from({length: 100_000}, (_, index) => `${side}${index} a`).join(' ')],
    ['line feeds', (side: string) => side + '\n'.repeat(500_000)],
  ])('many %s take no time', {timeout: 20_000}, (_, text) => {
    expect(compareTexts(text('x'), text('y')).length).toBeGreaterThan(0)
  })

  test('what is not new is the old text, and what is not gone the new one', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'gpa,', '`size`', '\n', '\n\n'), {maxLength: 40})
    const words = (whole: string): readonly string[] => whole.match(/\S+/g) ?? []
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(' '), other.join(' ')]
        const parts = compareTexts(before, after).flatMap((paragraph) => [...paragraph, {kind: 'same', text: '\n'}])
        const side = (gone: string) => parts.filter(({kind}) => kind !== gone).map(({text: part}) => part)
        expect(words(side('added').join(''))).toEqual(words(before))
        expect(words(side('removed').join(''))).toEqual(words(after))
      }),
    )
  })
})
