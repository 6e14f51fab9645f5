/** `uapidoc check SERIES`: what each version of the shipped series yields, and where it says that it is. */

import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import {check} from '../../src/commands/check.ts'
import {temporaryDirectory} from '../temporary.ts'
import {worldWith} from './world.ts'

interface Found {
  readonly rule: string
  readonly symbol: string
  readonly severity: string
  readonly file: string
  readonly line: number
  readonly note?: string
}

async function run(words: readonly string[], directory = '.') {
  const {world, stdout, stderr} = worldWith({directory})
  const status = await check.run(words, world)
  return {status, stdout: stdout(), stderr: stderr()}
}

async function findingsOf(...words: readonly string[]): Promise<readonly Found[]> {
  const {stdout} = await run([...words, '--format', 'json'])
  return (JSON.parse(stdout) as {findings: Found[]}).findings
}

const named = (findings: readonly Found[]) => findings.map(({rule, symbol}) => `${rule} ${symbol}`).sort()

describe('by itself', () => {
  test('v1: what its reviewers saw, and what they missed', async () => {
    expect(named(await findingsOf('memory-fault-exits@v1'))).toEqual([
      'architecture-term EPT',
      'architecture-term shadow page table',
      ...Array(3).fill('claim-refuted KVM_CAP_MEM_FAULT_NOWAIT'),
      ...Array(2).fill('claim-refuted KVM_EXIT_MEMORY_FAULT'),
      'claim-refuted KVM_SET_MEM_FAULT_NOWAIT',
      'enable-cap KVM_CAP_MEM_FAULT_NOWAIT',
      'errno-undocumented KVM_EXIT_MEMORY_FAULT',
      'errno-undocumented KVM_SET_MEM_FAULT_NOWAIT',
      'exit-condition KVM_EXIT_MEMORY_FAULT',
      'exit-without-handling KVM_EXIT_MEMORY_FAULT',
      'fault-called-error memory error',
      'ioctl-number-direction KVM_SET_MEM_FAULT_NOWAIT',
      'kernel-internals get_user_pages',
      'lock-around-scalar struct kvm.mem_fault_nowait_lock',
      'member-never-set struct kvm_run.memory_fault.flags',
      'returns-without-errno KVM_SET_MEM_FAULT_NOWAIT',
      'struct-field-missing struct kvm_run.memory_fault.flags',
      'toggle-not-observed struct kvm.mem_fault_nowait',
      'uapi-not-extensible KVM_SET_MEM_FAULT_NOWAIT',
      'uapi-type KVM_SET_MEM_FAULT_NOWAIT',
      'units-undocumented kvm_run.memory_fault.size',
    ])
  })

  test('reply: a hole, another layout on i386, ignored flags, spare room that may hold anything, nobody who waits, a name of anybody', async () => {
    expect(named(await findingsOf('memory-fault-exits@reply'))).toEqual([
      ...Array(3).fill('claim-refuted KVM_CAP_MEM_FAULT_NOWAIT'),
      ...Array(4).fill('claim-refuted KVM_EXIT_MEMORY_FAULT'),
      'enable-cap KVM_CAP_MEM_FAULT_NOWAIT',
      'reserved-undocumented kvm_run.memory_fault.reserved',
      'struct-hole struct kvm_run.memory_fault',
      'toggle-not-observed struct kvm.mem_fault_nowait',
      'uapi-name MEM_FAULT_NOWAIT',
    ])
  })

  test.each(['memory-fault-exits@revised', 'memory-fault-info', 'pre-fault-memory'])('%s: nothing', async (series) => {
    expect(await findingsOf(series)).toEqual([])
    expect((await run([series])).status).toBe(0)
  })

  test('a finding says where the data is', async () => {
    const findings = await findingsOf('memory-fault-exits@v1')
    const pathOf = (rule: string) => findings.find((finding) => finding.rule === rule)?.note
    expect(pathOf('struct-field-missing')).toBe('In the data: `versions.0.document.structs.0`.')
    expect(pathOf('returns-without-errno')).toBe('In the data: `versions.0.document.sections.0`.')
    expect(pathOf('exit-condition')).toBe('In the data: `versions.0.document.sections.1`.')
    expect(pathOf('kernel-internals')).toBe('In the data: `versions.0.document.sections.2`.')
    expect(pathOf('uapi-type')).toBe('In the data: `versions.0.header.ioctls.0`.')
    expect(pathOf('member-never-set')).toBe('In the data: `versions.0.header.structs.0.members.0`.')
    expect(pathOf('lock-around-scalar')).toBe('In the data: `versions.0.host.0`.')
  })

  test('a frame shows the text that is made of it', async () => {
    const {stdout} = await run(['memory-fault-exits@v1', '--format', 'pretty', '--only', 'struct-field-missing'])
    expect(stdout).toContain('memory-fault-exits@v1/api.rst:')
    expect(stdout).toMatch(/\d+ \|\s+__u64 flags;/)
  })
})

describe('against a tree', () => {
  test('that has nothing of it, only numbers are asked about', async () => {
    const found = await findingsOf('memory-fault-exits@v1', '--tree', 'docs/example')
    const rules = new Set(found.map(({rule}) => rule).filter((rule) => /^(?:addition|number)-/.test(rule)))
    expect([...rules]).toEqual([])
  })
})

describe('a file', () => {
  test('is checked as a shipped one is', async () => {
    const directory = temporaryDirectory({'mine.json': JSON.stringify({...memoryFaultExits, name: 'mine'})})
    const {status, stdout} = await run(['./mine.json@reply', '--only', 'struct-hole'], directory)
    expect(status).toBe(1)
    expect(stdout).toMatch(/^mine@reply\/kvm\.h:\d+: WARNING:struct-hole: Unexpected 4 bytes/)
  })
})

describe('usage', () => {
  test.each([
    {words: ['memory-fault-exits@v9'], message: /Unexpected version `v9`, expected one of v1, reply, revised/},
    {words: ['memory-faults'], message: /Unexpected series `memory-faults`, expected one of/},
    {words: ['memory-fault-exits', 'again'], message: /Unexpected word `again`, expected one series/},
    {words: ['memory-fault-exits', '--fix'], message: /Unexpected `--fix` with the series `memory-fault-exits`/},
    {words: ['memory-fault-exits', '--arch', 'x86'], message: /Unexpected `--arch` with the series/},
    {words: ['--rename', 'A=B'], message: /Unexpected `--rename` without a series/},
    {words: ['memory-fault-exits', '--rename', 'KVM_X=KVM_Y'], message: /expected a name of the series/},
  ])('$words', async ({words, message}) => {
    await expect(run(words)).rejects.toThrow(message)
  })
})
