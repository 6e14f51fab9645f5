/** `uapidoc simulate`: what it prints, in which formats, and what it says of bad input. */

import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import {simulate as claimsOf} from '../../src/commands/index.ts'
import {simulate} from '../../src/commands/simulate.ts'
import type {Series} from '../../src/model/index.ts'
import {temporaryDirectory} from '../temporary.ts'
import {worldWith} from './world.ts'

interface Options {
  readonly directory?: string
  readonly environment?: Readonly<Record<string, string>>
}

async function run(words: readonly string[], options: Options = {}) {
  const kept = worldWith(options)
  const status = await simulate.run(words, kept.world)
  return {status, stdout: kept.stdout(), stderr: kept.stderr()}
}

const series = 'memory-fault-exits'

describe('a trace', () => {
  test('as text', async () => {
    expect((await run([series, 'private'])).stdout).toMatchInlineSnapshot(`
      "memory-fault-exits@revised: an access to private memory that is shared

        1  vCPU 0 -> KVM  KVM_RUN
        2  KVM            loads the flag: on
        3  vCPU 0 -> KVM  read private 0x4: page 0 has other attributes
        4  KVM            private and shared contradict each other
        5  vCPU 0 <- KVM  KVM_RUN returns 0 with KVM_EXIT_MEMORY_FAULT (fault_code 2, flags 0, gpa 0, size 0x1000, reserved 0)
        6  vCPU 0 -> KVM  KVM_SET_MEMORY_ATTRIBUTES returns 0
        7  vCPU 0 -> KVM  KVM_RUN
        8  KVM            loads the flag: on
        9  vCPU 0 -> KVM  read private 0x4: page 0 is found
       10  KVM            maps page 0
       11  KVM            loads the flag: on
       12  vCPU 0 -> KVM  read private 0x4: done, KVM_RUN returns 0 with KVM_EXIT_HLT
      "
    `)
  })

  test('as a sequence diagram for Mermaid, with the cycle of what never ends', async () => {
    expect((await run([`${series}@reply`, 'populating', '--format', 'mermaid'])).stdout).toMatchInlineSnapshot(`
      "sequenceDiagram
        %% memory-fault-exits@reply: populating
        participant p0 as vCPU 0
        participant p1 as KVM
        participant p2 as host
        loop without end
          p0->>p1: KVM_RUN
          p1->>p1: loads the flag: on
          p0->>p1: read 0x4: the lookup of page 0 fails
          p1->>p2: does not wait for page 0
          p1-->>p0: KVM_RUN returns 0 with KVM_EXIT_MEMORY_FAULT (fault_code 1, reserved 0, gpa 0, size 0x1000)
          p0->>p2: MADV_POPULATE_READ returns -1, ENOMEM
        end
      "
    `)
  })

  test('as JSON, with the bytes of kvm_run, and so that it can be done again', async () => {
    const {stdout} = await run([`${series}@v1`, 'while-on', '--format', 'json'])
    const trace = JSON.parse(stdout)
    expect(trace.steps.at(-1).result).toEqual({call: 'userfaultfd', value: 0, errno: null, run: null})
    const actions = trace.steps.flatMap(({action}: {action: string}) => ['--do', action])
    const again = await run([`${series}@v1`, 'everything', ...actions, '--format', 'json'])
    expect(JSON.parse(again.stdout).steps).toEqual(trace.steps)
    const {steps} = JSON.parse((await run([series, '--format', 'json'])).stdout)
    const exit = steps.find(({result}: {result: {call: string} | null}) => result?.call === 'KVM_RUN')
    // The preamble was there before; 0x7fff stands for a number that is open; then the exit's 56 bytes.
    expect(exit.result.run.bytes.slice(16, 24)).toBe('ff7f0000')
    expect(exit.result.run.bytes.slice(64)).toBe(`0100000000000000${'0'.repeat(16)}0010000000000000${'0'.repeat(64)}`)
  })

  test.each(['markdown', 'svg'])('as %s', async (format) => {
    const {stdout, status} = await run([series, 'straddling', '--format', format])
    expect(status).toBe(0)
    expect(stdout).toContain('UFFDIO_CONTINUE returns 0')
    if (format === 'svg') expect(stdout.match(/<[a-z]+[^<]*[^/]>|<\/[a-z]+>/g)?.length ?? 0).toBeGreaterThan(20)
  })
})

test('--explore says how far it went', async () => {
  const {stdout} = await run([series, 'contest', '--explore', '--format', 'json'])
  const {states, transitions, depth, exhausted} = JSON.parse(stdout)
  expect([states > 1000, transitions > states, depth > 10, exhausted]).toEqual([true, true, true, true])
})

describe('--claims', () => {
  test('as JSON, as other programs read it', async () => {
    const {stdout, status} = await run(['memory-fault-info', '--claims', '--format', 'json'])
    const {version, claims} = JSON.parse(stdout)
    expect([status, version, claims.length]).toEqual([0, 1, 9])
    for (const claim of claims) {
      expect(Object.keys(claim)).toEqual(
        expect.arrayContaining(['id', 'sentence', 'property', 'verdict', 'premise', 'bound', 'states', 'trace']),
      )
      expect([claim.verdict, typeof claim.bound, claim.premise > 0]).toEqual(['proven', 'string', true])
    }
  })

  test('as a table', async () => {
    const {stdout} = await run(['memory-fault-info', '--claims', '--format', 'markdown'])
    expect(stdout.split('\n').filter((line) => line.endsWith('**proven** |'))).toHaveLength(9)
  })

  test('of a series in a file, with one parameter broken', async () => {
    const directory = temporaryDirectory()
    const printed = (await run(['--print-json', `${series}@revised`])).stdout
    const broken = printed.replaceAll('"synchronisation": "srcu"', '"synchronisation": "atomic"')
    expect(broken).not.toBe(printed)
    writeFileSync(join(directory, 'own.json'), broken)
    const words = ['own.json', '--claims', '--bound', '1,1,1', '--format', 'json']
    const {stdout, status} = await run(words, {directory})
    const refuted = JSON.parse(stdout).claims.filter(({verdict}: {verdict: string}) => verdict === 'refuted')
    expect(status).toBe(1)
    expect(refuted.map(({id}: {id: string}) => id)).toEqual(
      expect.arrayContaining(['only-while-enabled', 'new-setting']),
    )
    const {trace} = refuted.find(({id}: {id: string}) => id === 'only-while-enabled')
    expect(trace.steps.map(({text}: {text: string}) => text)).toContain('loads the flag: on')
  })
})

test('--print-json is the series, and is read again', async () => {
  const directory = temporaryDirectory()
  const {stdout} = await run(['--print-json', series])
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(memoryFaultExits)))
  writeFileSync(join(directory, 'own.json'), stdout)
  expect(JSON.parse((await run(['--print-json', 'own.json'], {directory})).stdout)).toEqual(JSON.parse(stdout))
})

describe('post-copy', () => {
  test.each(['text', 'json', 'markdown', 'svg'])('as %s is labelled as a model', async (format) => {
    const {stdout} = await run([series, 'post-copy', '--format', format])
    expect(stdout).toContain('A model of contention')
    expect(stdout).toContain('No prediction of time')
  })
})

describe('bad input', () => {
  test.each([
    [['nothing'], /^Unexpected series `nothing`, expected one of memory-fault-exits/],
    [['pre-fault-memory'], /^pre-fault-memory@merged: Unexpected version without `behaviour`/],
    [[series, 'misssing-page'], /^Unexpected scenario `misssing-page`, expected `missing-page`\?/],
    [[series, 'everything', '--do', 'a\u001b[2J'], /^Unexpected action `a.\[2J`, expected `run vCPU 0` or one of/],
    [[series, 'everything', '--do', 'vCPU 0: maps the page'], /which cannot happen now, expected one of/],
    [
      [series, '--claims', '--bound', '9,9,9'],
      /^Unexpected bound `9,9,9`, expected VCPUS,PAGES,ACCESSES from 1,1,1 to 4,4,7/,
    ],
    [[series, '--claims', '--memory', '0'], /^Unexpected `--memory 0`, expected megabytes, a number from 1/],
    [[series, '--claims', '--format', 'svg'], /^Unexpected format `svg`, expected/],
    [[series, '--claims', '--explore'], /^Unexpected `--claims` beside `--explore`/],
    [[series, 'post-copy', '--format', 'mermaid'], /^Unexpected format `mermaid`/],
    [[series, 'populating-waits'], /^Unexpected claim `populating-waits`, which is proven/],
    [
      [series, '--explore', '--memory', '1'],
      /^Unexpected end of the 1 MB for states after \d+ states and \d+ steps, expected a smaller/,
    ],
  ])('%j', async (words, says) => {
    await expect(run(words)).rejects.toThrow(says)
  })

  test('claims that were not explored to the end are shown as unproven, and then it fails', async () => {
    const kept = worldWith()
    const words = ['memory-fault-info', '--claims', '--memory', '1', '--format', 'json']
    await expect(simulate.run(words, kept.world)).rejects.toThrow(/^Unexpected end of the 1 MB for states/)
    const verdicts = JSON.parse(kept.stdout()).claims.map(
      ({verdict, exhausted}: {verdict: string; exhausted: boolean}) => [verdict, exhausted],
    )
    expect(verdicts).toContainEqual(['unproven', false])
    expect(verdicts).not.toContainEqual(['proven', false])
  })

  test('no compiler', async () => {
    await expect(run(['memory-fault-info', '--kvm'], {environment: {CC: 'no-such-compiler'}})).rejects.toThrow(
      /^Unexpected spawnSync no-such-compiler ENOENT, expected a C compiler/,
    )
  })
})

test('the help names every scenario', () => {
  const help = readFileSync('src/reference/scenarios.ts', 'utf8')
  for (const [, name = ''] of help.matchAll(/^ {2}'?([a-z-]+)'?: \{$/gm)) expect(simulate.help).toContain(name)
})

test('as a function', async () => {
  const results = await claimsOf(memoryFaultExits as Series, 'reply', {bound: {vcpus: 1, pages: 1, accesses: 1}})
  expect(results.find(({claim}) => claim.id === 'only-while-enabled')?.verdict).toBe('refuted')
  await expect(claimsOf(memoryFaultExits as Series, 'v9')).rejects.toThrow(
    /^memory-fault-exits: Unexpected version `v9`/,
  )
})
