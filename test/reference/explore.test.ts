/** The machinery: states, folding, bounds, fairness. */

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import memoryFaultInfo from '../../series/memory-fault-info/index.ts'
import preFaultMemory from '../../series/pre-fault-memory/index.ts'
import type {Series} from '../../src/model/index.ts'
import {
  checkClaims,
  contention,
  everything,
  explore,
  machineOf,
  referenceOf,
  scenarios,
  tell,
} from '../../src/reference/index.ts'
import {
  get,
  hostPages,
  pageFields,
  pageOf,
  phases,
  put,
  type State,
  vcpuFields,
  vcpuOf,
  vmFields,
  withPage,
  withVcpu,
} from '../../src/reference/state.ts'
import {versionOf} from '../../src/series/index.ts'

const exits = memoryFaultExits as Series
const version = (id: string) => versionOf(exits, id)
const revised = referenceOf(exits.name, version('revised'))

describe('a state', () => {
  const word = fc.integer()
  const state: fc.Arbitrary<State> = fc.record({low: word, high: word, pages: word, memory: word})

  test('what is put is got, and nothing else moves', () => {
    fc.assert(
      fc.property(state, fc.nat(3), fc.nat(0xffff), fc.nat(0x3f), (before, index, vcpu, page) => {
        const after = withPage(withVcpu(before, index, vcpu), index, page)
        expect([vcpuOf(after, index), pageOf(after, index)]).toEqual([vcpu, page])
        for (const other of [0, 1, 2, 3].filter((one) => one !== index)) {
          expect(vcpuOf(after, other)).toBe(vcpuOf(before, other))
          expect(pageOf(after, other)).toBe(pageOf(before, other))
        }
        for (const field of Object.values(vmFields)) expect(get(after.pages, field)).toBe(get(before.pages, field))
      }),
    )
  })

  test.each([
    ['vCPU', vcpuFields, 16, phases],
    ['page', pageFields, 6, hostPages],
  ] as const)('fields of a %s do not overlap, and hold what they are for', (_, fields, bits, names) => {
    const masks = Object.values(fields).map((field) => put(0, field, field.mask))
    expect(masks.reduce((sum, mask) => sum + mask, 0)).toBe(masks.reduce((all, mask) => all | mask, 0))
    expect(Math.max(...masks)).toBeLessThan(1 << bits)
    const [largest] = [Math.max(...Object.values(names))]
    expect(Object.values(fields).some(({mask}) => mask >= largest)).toBe(true)
  })
})

describe('exploring', () => {
  const small = everything({vcpus: 2, pages: 2, accesses: 1})
  const machine = machineOf(small, revised)

  test('folding leaves fewer states, and the same farthest one', () => {
    const [folded, whole] = [explore(machine), explore(machine, {folds: false})]
    expect(folded.isExhausted && whole.isExhausted).toBe(true)
    expect(folded.table.size).toBeLessThan(whole.table.size * 0.6)
    expect(folded.table.size).toBeGreaterThan(whole.table.size * 0.4)
    expect(folded.depth).toBe(whole.depth)
  })

  test('every state that a run reaches was explored', () => {
    const {table, canonical} = explore(machine)
    fc.assert(
      fc.property(fc.array(fc.nat(997), {maxLength: 60}), (numbers) => {
        let state = machine.initial
        for (const number of numbers) {
          const steps = machine.actions.flatMap((action) => action.step(state) ?? [])
          state = steps[number % steps.length]?.state ?? state
          expect(table.find(canonical(state))).toBeGreaterThanOrEqual(0)
        }
      }),
      {numRuns: 200},
    )
  })

  test('where memory is short it stops, and nothing is proven', () => {
    const stopped = explore(machine, {memory: 1 << 18})
    expect(stopped.isExhausted).toBe(false)
    const results = checkClaims(exits, version('revised'), {bound: {vcpus: 2, pages: 2, accesses: 2}, memory: 1 << 19})
    const open = results.filter(({isExhausted}) => !isExhausted)
    expect(open.length).toBeGreaterThan(5)
    expect(new Set(open.map(({verdict}) => verdict))).toEqual(new Set(['unproven']))
  })

  test('what never happens is unproven', () => {
    const own = version('revised')
    // Nobody can enable it, so that no claim about the exit says anything.
    const refused = {
      ...own,
      behaviour: {...revised.behaviour, enableCap: {effect: 'refused', errno: 'EINVAL'}} as const,
    }
    const [result] = checkClaims(exits, {...refused, claims: own.claims.filter(({id}) => id === 'on-its-way')})
    expect([result?.verdict, result?.premise, result?.isExhausted]).toEqual(['unproven', 0, true])
  })

  test('a series without behaviour is refused', () => {
    expect(() => referenceOf(preFaultMemory.name, versionOf(preFaultMemory as Series, undefined))).toThrow(
      /pre-fault-memory@merged.*without `behaviour`/,
    )
  })

  test('a property that is not there is refused', () => {
    const own = {...version('revised'), claims: [{id: 'a', sentence: 'B.', property: 'nothing'}]}
    expect(() => checkClaims(exits, own)).toThrow(
      /Unexpected property `nothing` of claim `a`, expected one of exitOnly/,
    )
  })
})

describe('scenarios', () => {
  test.each(['v1', 'reply', 'revised'])('can be told of %s', (id) => {
    for (const scenario of Object.values(scenarios)) tell(scenario, referenceOf(exits.name, version(id)))
  })

  test('the merged interface tells what it failed on', () => {
    const merged = referenceOf(memoryFaultInfo.name, versionOf(memoryFaultInfo as Series, undefined))
    const {steps} = tell(
      scenarios['no-mapping'] ?? {
        summary: '',
        configuration: machineOf(everything({vcpus: 1, pages: 1, accesses: 1}), merged).configuration,
        script: [],
      },
      merged,
    )
    const results = steps.flatMap(({step}) => (step.result?.call === 'KVM_RUN' ? [step.result] : []))
    expect(results.map(({value, errno, run}) => [value, errno, run?.reason])[0]).toEqual([
      -1,
      'EFAULT',
      'KVM_EXIT_MEMORY_FAULT',
    ])
  })
})

describe('contention', () => {
  test.each([1, 2, 3, 8])(
    'of %i vCPUs: in the queue each fault waits for all others, with the exits for none',
    (vcpus) => {
      const {queued, exiting} = contention(vcpus, 50)
      expect([queued.units, queued.longest]).toEqual([vcpus * 50, vcpus])
      expect(exiting).toEqual({units: 50, mean: 1, longest: 1})
    },
  )

  test('the queue is as long in the reference implementation', () => {
    const asleep = (enabled: boolean): number => {
      const base = everything({vcpus: 3, pages: 1, accesses: 1})
      const configuration = {
        ...base,
        pages: [{vma: 'read-write', userfaultfd: 'missing', initially: 'absent', slot: 'read-write'}] as const,
        disturbances: [{name: 'serve', pages: [0]}] as const,
        streams: base.streams.map(() => [{kind: 'read', page: 0}] as const),
        userspace: 'advised' as const,
        togglers: 0,
        enabled,
      }
      const {table} = explore(machineOf(configuration, revised))
      const lengths = Array.from(
        {length: table.size},
        (_, index) =>
          [0, 1, 2].filter((vcpu) => get(vcpuOf(table.at(index), vcpu), vcpuFields.phase) === phases.asleep).length,
      )
      return Math.max(...lengths)
    }
    expect([asleep(false), asleep(true)]).toEqual([3, 0])
  })
})
