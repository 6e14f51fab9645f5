/** Patches imported: the real v1 against what was typed by hand, and shipped series through `render --patch` and back. */

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {importMails} from '../../src/commands/import-mails.ts'
import {render} from '../../src/commands/render.ts'
import {mailsOf} from '../../src/commands/review-input.ts'
import {InputError, type SeriesVersion} from '../../src/model/index.ts'
import {readMails} from '../../src/read/mail/index.ts'
import {compareVersions, type FactDifference, loadSeries} from '../../src/series/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {worldWith} from '../commands/world.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {mailsDirectory, poolMails} from '../mails.ts'
import {temporaryDirectory} from '../temporary.ts'

const mails = mailsDirectory()
const trees = kernelTrees().filter(({name}) => name === 'linux-6.1')

/** What differs, but for what no patch says: behaviour and claims. */
function differences(typed: SeriesVersion, imported: SeriesVersion): readonly FactDifference[] {
  const {behaviour: _, ...facts} = typed
  return compareVersions({...facts, claims: []}, imported).facts
}

async function importedVersion(words: readonly string[], directory: string, tree?: string): Promise<SeriesVersion> {
  const read = await mailsOf(words, directory)
  const {series} = await importMails(read, {source: 'mails', ...(tree !== undefined && {tree: directoryTree(tree)})})
  const [version] = series.versions
  if (!version) throw new Error('no version')
  return version
}

describe.runIf(mails !== undefined)('the real v1', () => {
  const file = '20230215-mem-fault-nowait-v1-05.eml'

  test('every fact is the one that was typed by hand', async () => {
    const {version: typed} = await loadSeries('memory-fault-exits@v1', '.')
    const imported = await importedVersion([file], mails ?? '')
    expect(imported.messageId).toBe(typed.messageId)
    const found = differences(typed, imported)
    // Ours is in other words, since no sentence of a mail is copied: what is returned is the same.
    const returned = (text = '') => text.match(/(?<![\w-])-?\d+\b|\bE[A-Z]+\b|\bKVM_\w+/g)
    expect(found.map(({subject, fact}) => [subject, fact])).toEqual([
      ['KVM_SET_MEM_FAULT_NOWAIT', 'returns'],
      ['KVM_CAP_MEM_FAULT_NOWAIT', 'returns'],
    ])
    for (const {before, after} of found) expect(returned(after)).toEqual(returned(before))
    expect(found.flatMap(({before}) => returned(before))).toEqual([
      '0',
      '-1',
      'KVM_CAP_MEM_FAULT_NOWAIT',
      '0',
      'EINVAL',
    ])
  })

  test('nothing in it is without a form', async () => {
    const read = await readMails(readFileSync(join(mails ?? '', file)), file)
    expect((await importMails(read, {source: file})).remarks).toEqual([])
  })
})

test.runIf(mails !== undefined)('of every mail of the pool there is valid data, or one line', async () => {
  let [imported, refused] = [0, 0]
  for (const [name, bytes] of poolMails(mails ?? '')) {
    try {
      await importMails(await readMails(bytes, name), {source: name})
      imported++
    } catch (error) {
      expect(error).toBeInstanceOf(InputError)
      expect(String(error)).toMatch(/: Unexpected (?:lack of (?:changes|patches), expected .*|end of the mail.*)$/)
      refused++
    }
  }
  expect(imported).toBeGreaterThan(60)
  expect(refused).toBeGreaterThan(0)
})

/** What of a series is in no patch that is rendered, or is the tree's to say. */
const unsaid: Readonly<Record<string, readonly string[]>> = {
  'memory-fault-info': ['KVM_MEMORY_EXIT_FLAG_PRIVATE meaning'],
  'memory-fault-exits@v1': [
    'KVM_SET_MEM_FAULT_NOWAIT section',
    // The lock is in the comment that is written above the member.
    'kvm.mem_fault_nowait lock',
    'kvm.mem_fault_nowait synchronisation',
    'kvm.mem_fault_nowait comment',
  ],
  'memory-fault-exits@revised': [
    'KVM_EXIT_MEMORY_FAULT number',
    'KVM_CAP_MEM_FAULT_NOWAIT section',
    'KVM_CAP_MEM_FAULT_NOWAIT number',
    'KVM_MEMORY_FAULT_CODE_NOT_MAPPED meaning',
    'KVM_MEMORY_FAULT_CODE_PRIVATE meaning',
    'kvm.mem_fault_nowait synchronisation',
  ],
  'pre-fault-memory': [],
}

describe.runIf(trees.length > 0)('a shipped series, as rendered', () => {
  const tree = trees[0]?.directory ?? ''
  const rendered = async (specification: string) => {
    const directory = temporaryDirectory()
    await render.run([specification, '--tree', tree, '--patch', directory], worldWith().world)
    return directory
  }

  /** A table's cells are read without their markup. */
  const words = (text: string | undefined) => text?.replaceAll(/[`\\]/g, '')

  test.each(Object.entries(unsaid))('%s', async (specification, expected) => {
    const {version: typed} = await loadSeries(specification, '.')
    const imported = await importedVersion(['.'], await rendered(specification), tree)
    const found = differences(typed, imported).filter(({before, after}) => words(before) !== words(after))
    expect(found.map(({subject, fact}) => `${subject} ${fact}`)).toEqual(expected)
  })

  test.each(['memory-fault-info', 'pre-fault-memory'])('%s, without the tree', async (specification) => {
    const directory = await rendered(specification)
    expect(await importedVersion(['.'], directory)).toEqual(await importedVersion(['.'], directory, tree))
  })
})

test.runIf(mails === undefined && trees.length === 0)('without mails and trees there is nothing to import', () =>
  expect(mails).toBeUndefined(),
)
