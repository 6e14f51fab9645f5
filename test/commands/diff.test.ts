/** `uapidoc diff`: two versions, two series, two files. */

import {describe, expect, test} from 'vitest'
import {diff} from '../../src/commands/diff.ts'
import {temporaryDirectory} from '../temporary.ts'
import {worldWith} from './world.ts'

async function run(words: readonly string[], directory = '.', terminal = false) {
  const kept = worldWith({directory, terminal})
  const status = await diff.run(words, kept.world)
  return {status, stdout: kept.stdout(), stderr: kept.stderr()}
}

const versions = ['memory-fault-exits@v1', 'memory-fault-exits@revised'] as const

test('two versions', async () => {
  const {status, stdout, stderr} = await run(versions)
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^ +synchronisation +rwlock +srcu$/m)
  expect(stdout).toMatch(/^ +type +vm ioctl +-$/m)
  expect(stdout).not.toMatch(/^ +architectures +x86, arm64 +x86, arm64$/m)
  expect(stdout).toContain('  [-The exit reason KVM_EXIT_MEMORY_FAULT says')
  expect(stdout).not.toContain('\u001b')
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test('on a terminal it is coloured', async () => {
  expect((await run(versions, '.', true)).stdout).toContain('\u001b[31m')
})

test('markdown', async () => {
  const {stdout} = await run([...versions, '--format', 'markdown'])
  expect(stdout).toMatch(/^\| `kvm\.mem_fault_nowait`: synchronisation \| rwlock \| srcu \|$/m)
})

test('two series, whose last versions are meant', async () => {
  const {stdout} = await run(['memory-fault-exits', 'memory-fault-info'])
  expect(stdout).toMatch(/^memory-fault-exits@revised and memory-fault-info@merged\n/)
})

test('a file against itself', async () => {
  const series = {
    name: 'a',
    subject: 'A',
    author: {name: 'A', email: 'a@example.org'},
    date: '2023-02-15T01:16:06+00:00',
    summary: 'A.',
    versions: [
      {
        id: 'v1',
        status: 'proposed',
        summary: 'A.',
        document: {sections: []},
        header: {structs: [], ioctls: [], capabilities: [], exitReasons: [], constants: []},
        host: [],
        claims: [],
        reviews: [],
      },
    ],
  }
  const directory = temporaryDirectory({'a.json': JSON.stringify(series), 'b.json': '{"name"'})
  expect((await run(['a.json', 'a.json@v1'], directory)).stdout).toBe('a@v1 and a@v1 say the same.\n')
  await expect(run(['a.json', 'b.json'], directory)).rejects.toThrow(/^b\.json: Unexpected text, expected JSON/)
})

describe('it is refused', () => {
  test.each([
    ['without series', [], 'Unexpected lack of series, expected two (see `uapidoc diff --help`)'],
    ['with one', ['memory-fault-info'], 'Unexpected single series, expected two'],
    ['with three', ['a', 'b', 'c'], 'Unexpected word `c`, expected two series'],
    ['with an unknown version', ['memory-fault-info@v9', 'memory-fault-info'], 'Unexpected version `v9`'],
    ['with an unknown format', [...versions, '--format', 'html'], 'Unexpected format `html`'],
    ['with an unknown option', [...versions, '--formt', 'text'], 'is it `--format`?'],
  ])('%s', async (_, words, message) => {
    await expect(run(words)).rejects.toThrow(message)
  })
})
