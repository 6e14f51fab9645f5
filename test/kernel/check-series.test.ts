/** `check SERIES --tree` on the real trees: what is taken, what was rendered agrees, what was merged is there. */

import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {check} from '../../src/commands/check.ts'
import {render} from '../../src/commands/render.ts'
import {worldWith} from '../commands/world.ts'
import {kernelTrees} from '../kernel-trees.ts'

const trees = kernelTrees()
const renames = ['KVM_EXIT_MEMORY_FAULT=KVM_EXIT_MEMORY_FAULT_NOWAIT', 'kvm_run.memory_fault=memory_fault_nowait']

const copies: string[] = []
afterAll(() => {
  for (const directory of copies) rmSync(directory, {recursive: true, force: true})
})

/** Document, headers and implementation. */
function copyOf(tree: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'uapidoc-check-'))
  copies.push(directory)
  const architectures = readdirSync(join(tree, 'arch')).flatMap((name) =>
    ['include/uapi', 'include/asm', 'kvm'].map((below) => `arch/${name}/${below}`),
  )
  for (const path of ['Documentation/virt/kvm', 'include/uapi', 'include/linux', 'virt/kvm', ...architectures]) {
    if (existsSync(join(tree, path))) cpSync(join(tree, path), join(directory, path), {recursive: true})
  }
  return directory
}

async function lines(...words: readonly string[]): Promise<readonly string[]> {
  const {world, stdout} = worldWith()
  await check.run([...words, '--format', 'text'], world)
  return stdout().split('\n').filter(Boolean)
}

const has = (tree: string, name: string): boolean =>
  new RegExp(`^#define ${name}\\s`, 'm').test(readFileSync(join(tree, 'include/uapi/linux/kvm.h'), 'utf8'))

describe.skipIf(trees.length === 0).each(trees)('$name', ({directory: tree}) => {
  const options = has(tree, 'KVM_EXIT_MEMORY_FAULT') ? renames.flatMap((rename) => ['--rename', rename]) : []

  test('v1 claims a section that is taken', async () => {
    const found = await lines('memory-fault-exits@v1', '--tree', tree, '--only', 'number-taken')
    expect(found.filter((line) => line.includes('section 4.137'))).toHaveLength(1)
  })

  test('revised agrees with what is rendered of it, until somebody edits it', async () => {
    const copy = copyOf(tree)
    const {world} = worldWith()
    await render.run(['memory-fault-exits@revised', '--tree', copy, '--write', ...options], world)
    expect(await lines('memory-fault-exits@revised', '--tree', copy, ...options)).toEqual([])

    const edit = (file: string, from: RegExp, to: string): void => {
      const path = join(copy, file)
      const before = readFileSync(path, 'utf8')
      const after = before.replace(from, to)
      expect(after).not.toBe(before)
      writeFileSync(path, after)
    }
    edit('include/linux/kvm_host.h', /bool mem_fault_nowait;/, 'atomic_t mem_fault_nowait;')
    edit('include/uapi/linux/kvm.h', /__u32 fault_code;/, '__u64 fault_code;')
    edit('include/uapi/linux/kvm.h', /(#define KVM_CAP_MEM_FAULT_NOWAIT\s+)\d+/, '$1999')
    edit('Documentation/virt/kvm/api.rst', /(KVM_CAP_MEM_FAULT_NOWAIT\n-+\n\n:Architectures: )x86, arm64/, '$1x86')
    const rules = (await lines('memory-fault-exits@revised', '--tree', copy, ...options)).map(
      (line) => /: \w+:([\w-]+): /.exec(line)?.[1],
    )
    expect(rules.sort()).toEqual(['addition-document', 'addition-header', 'addition-host'])
  })

  test('a merged interface is what the series says', async () => {
    expect(await lines('memory-fault-info', '--tree', tree)).toEqual([])
    const found = await lines('pre-fault-memory', '--tree', tree)
    // 6.12's document says `:Architectures: none`, while Kconfig selects it for x86.
    const known = has(tree, 'KVM_PRE_FAULT_MEMORY') ? [/ERROR:addition-document: Unexpected architectures x86/] : []
    expect(found).toHaveLength(known.length)
    for (const [index, line] of found.entries()) expect(line).toMatch(known[index] ?? /^$/)
  })
})
