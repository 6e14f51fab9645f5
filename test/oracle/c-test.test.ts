/** `render --c-test` is a program that a compiler takes without a warning, and that runs wherever it is. */

import {spawnSync} from 'node:child_process'
import {cpSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {render} from '../../src/commands/render.ts'
import {simulate} from '../../src/commands/simulate.ts'
import {worldWith} from '../commands/world.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {temporaryDirectory} from '../temporary.ts'
import {clang} from './clang-targets.ts'
import {isInstalled} from './compile.ts'

const flags = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-D__EXPORTED_HEADERS__']
const kvmHeaders = ['include/uapi/linux/kvm.h', 'arch/x86/include/uapi/asm/kvm.h']

async function ran(command: typeof render, ...words: readonly string[]) {
  const kept = worldWith()
  const status = await command.run(words, kept.world)
  return {status, stdout: kept.stdout(), stderr: kept.stderr()}
}

/** The two headers as a program would find them that was given this tree's; a kernel's own includes are empty. */
function includes(tree: string): string {
  const directory = temporaryDirectory()
  for (const file of kvmHeaders) {
    const target = join(directory, file.slice(file.indexOf('uapi/') + 5))
    mkdirSync(dirname(target), {recursive: true})
    cpSync(join(tree, file), target)
  }
  for (const name of ['compiler.h', 'bits.h']) writeFileSync(join(directory, 'linux', name), '')
  return directory
}

function compile(command: string, source: string, tree: string) {
  const binary = join(temporaryDirectory(), 'test')
  const {status, stderr} = spawnSync(command, [...flags, '-I', includes(tree), '-x', 'c', '-', '-o', binary], {
    input: source,
    encoding: 'utf8',
  })
  return {binary, status, stderr}
}

/** What a series goes into, as files that can be written to. */
function copyOf(tree: string): string {
  const directory = temporaryDirectory()
  for (const path of [...kvmHeaders, 'include/linux/kvm_host.h', 'Documentation/virt/kvm/api.rst']) {
    cpSync(join(tree, path), join(directory, path), {recursive: true})
  }
  return directory
}

describe.skipIf(kernelTrees().length === 0).each(kernelTrees())('$name', ({name, directory: tree}) => {
  const cases = [
    {series: 'memory-fault-exits@v1', write: true},
    {series: 'memory-fault-exits@reply', write: true},
    {series: 'memory-fault-exits@revised', write: true},
    ...(name === 'linux-6.12'
      ? [
          {series: 'memory-fault-info', write: false},
          {series: 'pre-fault-memory', write: false},
        ]
      : []),
  ]
  const taken = ['KVM_EXIT_MEMORY_FAULT=KVM_EXIT_MEMORY_FAULT_NOWAIT', 'kvm_run.memory_fault=memory_fault_nowait']
  const renames = name === 'linux-6.12' ? taken.flatMap((one) => ['--rename', one]) : []

  test.each(cases)('$series compiles and runs', {timeout: 60_000}, async ({series, write}) => {
    const target = write ? copyOf(tree) : tree
    const own = write ? renames : []
    if (write) await ran(render, series, '--tree', target, '--write', ...own)
    const {stdout} = await ran(render, series, '--tree', target, '--c-test', ...own)
    for (const command of ['gcc', clang]) {
      if (!isInstalled(command)) continue
      const {status, stderr, binary} = compile(command, stdout, target)
      expect([command, stderr, status]).toEqual([command, '', 0])
      const test = spawnSync(binary, [], {encoding: 'utf8'})
      expect(test.stdout).toMatch(/^TAP version 13\n1\.\.(0 # SKIP .+|\d+\n(# answer .*\n|(not )?ok .*\n|# got .*\n)*)/)
      if (series === 'memory-fault-info') expect(test.status).toBe(0)
    }
  })

  test('a layout that the tree does not have is an error of the compiler', async () => {
    const target = copyOf(tree)
    await ran(render, 'memory-fault-exits@revised', '--tree', target, '--write', ...renames)
    const {stdout} = await ran(render, 'memory-fault-exits@reply', '--tree', target, '--c-test', ...renames)
    const {status, stderr} = compile('gcc', stdout, target)
    expect(status).not.toBe(0)
    expect(stderr).toMatch(/static assertion failed: "sizeof/)
  })

  test.runIf(name === 'linux-6.12')('--kvm compares, or says why not', {timeout: 60_000}, async () => {
    const {status, stdout, stderr} = await ran(simulate, 'memory-fault-info', '--kvm', '--tree', tree)
    expect(status).toBe(0)
    if (stderr.includes('skipped: ')) expect(stdout).toBe('')
    else expect(stdout).toMatch(/KVM_CHECK_EXTENSION +1 +1\n/)
  })
})
