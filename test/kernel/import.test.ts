/** Patches imported: the real v1 against what was typed by hand, and shipped series through `render --patch` and back. */

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {is} from 'valibot'
import {describe, expect, test} from 'vitest'
import {importMails} from '../../src/commands/import-mails.ts'
import {render} from '../../src/commands/render.ts'
import {mailsOf} from '../../src/commands/review-input.ts'
import {sectionTemplates} from '../../src/commands/templates.ts'
import {
  type DocumentUapi,
  InputError,
  type SectionData,
  type Series,
  type SeriesVersion,
} from '../../src/model/index.ts'
import {readMails} from '../../src/read/mail/index.ts'
import {
  compareVersions,
  type FactDifference,
  loadSeries,
  sectionFromDocument,
  structFromDocument,
} from '../../src/series/index.ts'
import {seriesSchema} from '../../src/series/schema.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {memberLines, readDocument, shownStructs} from '../../src/uapi/index.ts'
import {numbered, standaloneDocument} from '../../src/write/index.ts'
import {worldWith} from '../commands/world.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {mailsDirectory, poolMails} from '../mails.ts'
import {temporaryDirectory} from '../temporary.ts'

const mails = mailsDirectory()
const sectionText = sectionTemplates(new URL('../../templates/', import.meta.url))
const trees = kernelTrees().filter(({name}) => name === 'linux-6.1')

/** What differs, but for what no patch says: behaviour and claims. */
function differences(typed: SeriesVersion, imported: SeriesVersion): readonly FactDifference[] {
  const {behaviour: _, ...facts} = typed
  return compareVersions({...facts, claims: []}, imported).facts
}

async function importedVersion(words: readonly string[], directory: string, tree?: string): Promise<SeriesVersion> {
  const read = await mailsOf(words, directory)
  const given = tree === undefined ? {} : {tree: directoryTree(tree)}
  const {versions} = await importMails(read, {source: 'mails', remark: () => {}, ...given})
  const [version] = versions
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
    const remarks: string[] = []
    await importMails(read, {source: file, remark: (line) => remarks.push(line)})
    expect(remarks).toEqual([])
  })
})

interface PoolImport {
  readonly name: string
  readonly text: string
  /** `undefined` where there is nothing to import. */
  readonly series: Series | undefined
  readonly remarks: readonly string[]
}

/** Each mail of the pool by itself, and each series as a whole. */
async function importPool(directory: string): Promise<readonly PoolImport[]> {
  const all: PoolImport[] = []
  const single = await Promise.all(
    [...poolMails(directory)].map(async ([name, bytes]) => ({name, read: await readMails(bytes, name)})),
  )
  const whole = readdirSync(join(directory, 'series'), {withFileTypes: true}).filter((entry) => entry.isDirectory())
  const series = await Promise.all(
    whole.map(async ({name}) => ({name, read: await mailsOf([join('series', name)], directory)})),
  )
  for (const {name, read} of [...single, ...series]) {
    const remarks: string[] = []
    const text = read.flatMap(({lines}) => lines).join('\n')
    try {
      const series = await importMails(read, {source: name, remark: (line) => remarks.push(line)})
      all.push({name, text, series, remarks})
    } catch (error) {
      expect(error).toBeInstanceOf(InputError)
      expect(String(error)).toMatch(/: Unexpected (?:lack of (?:changes|patches), expected .*|end of the mail.*)$/)
      all.push({name, text, series: undefined, remarks})
    }
  }
  return all
}

describe.runIf(mails !== undefined)('every mail of the pool and every series', async () => {
  const pool = mails === undefined ? [] : await importPool(mails)
  const imported = pool.flatMap(({name, series}) => (series ? [{name, series}] : []))

  test('gives valid data, or one line', () => {
    expect(pool.length).toBeGreaterThan(150)
    expect(imported.length).toBeGreaterThan(60)
    for (const {name, series} of imported) expect(is(seriesSchema, JSON.parse(JSON.stringify(series))), name).toBe(true)
  })

  test('says of every name that its headers gain where it is: in the data, or told', () => {
    let count = 0
    for (const {name, text, series, remarks} of pool) {
      const words = new Set(`${JSON.stringify(series)} ${remarks.join(' ')}`.match(/\w+/g))
      const gained = namesGained(text)
      count += gained.length
      expect(
        gained.filter((one) => !words.has(one)),
        name,
      ).toEqual([])
    }
    expect(count).toBeGreaterThan(200)
  })

  test('gives the same bytes again', async () => {
    expect(JSON.stringify(await importPool(mails ?? ''))).toBe(JSON.stringify(pool))
  })

  test('is rendered as sections that read back as the same facts', async () => {
    let count = 0
    for (const {name, series} of imported) {
      const [version] = series.versions
      if (!version) continue
      const closed = numbered(version)
      const document = readDocument(standaloneDocument(closed, sectionText), 'api.rst', {prefix: 'KVM'})
      for (const section of closed.document.sections) {
        count++
        expect(await readBack(document, section), `${name}: ${section.name}`).toEqual(factsOfSection(section))
      }
      for (const struct of shownStructs(closed.document.structs ?? [], closed.header.structs)) {
        const [tag = '', member] = struct.name.split('.')
        for (const shown of member === undefined ? document.structs.named(tag) : []) {
          const again = await structFromDocument(tag, shown.type.fields ?? [])
          expect(again && memberLines(again.members, ''), `${name}: ${tag}`).toEqual(memberLines(struct.members, ''))
        }
      }
    }
    expect(count).toBeGreaterThan(50)
  })
})

/** Escapes, marks of literals and white space are no facts; nor is what ends a condition. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\s\\`*]+/g, ' ')
    .replaceAll(/ ([.,;)])/g, '$1')
    .trim()

function factsOfSection(section: SectionData): unknown {
  if (section.kind === 'exit') return {kind: 'exit', name: section.name}
  const {prose: _, ...facts} = section
  const {type, name, direction} = ('parameter' in section && section.parameter) || {}
  // Only whoever imports tells a name behind the type apart.
  const parameter = {type: [type, name].filter(Boolean).join(' '), direction}
  return JSON.parse(JSON.stringify({...facts, parameter}), (_key, value) =>
    typeof value === 'string' ? plain(value) : value,
  )
}

async function readBack(document: DocumentUapi, section: SectionData): Promise<unknown> {
  if (section.kind === 'exit') {
    const named = document.mentions.some(({name, context}) => context === 'comment' && name === section.name)
    return named ? factsOfSection(section) : undefined
  }
  const number = `${section.number.chapter}.${section.number.number}`
  const found = document.sections.find((one) => one.number === number && one.title.includes(section.name))
  if (!found) return undefined
  const errnos = [...document.ioctls, ...document.capabilities]
    .filter((noun) => noun.section === found)
    .flatMap((noun) => noun.errnos.filter(({name}) => section.errnos.some((errno) => errno.name === name)))
  const again = await sectionFromDocument(document, found, errnos)
  return 'reason' in again ? again.reason : factsOfSection(again.section)
}

/** What added lines of uapi headers declare, line by line: an oracle that knows no C. */
function namesGained(text: string): readonly string[] {
  const gained = new Set<string>()
  const removed = new Set<string>()
  let file = ''
  for (const line of text.split('\n')) {
    const [, path] = /^\+\+\+ b\/(\S+)/.exec(line) ?? []
    if (path !== undefined) file = path
    if (/^diff --git |^-- $/.test(line)) file = ''
    if (path !== undefined || !/^(?:arch\/\w+\/)?include\/uapi\//.test(file)) continue
    if (line.startsWith('-')) for (const word of line.match(/\w+/g) ?? []) removed.add(word)
    if (!line.startsWith('+')) continue
    const code = line.slice(1).replace(/\/\*.*?(?:\*\/|$)/, '')
    const name =
      /^\s*#\s*define\s+(?!\w+_H_*$)(\w+)/.exec(code)?.[1] ??
      /^\s*(?:struct|union)\s+(\w+)\s*\{/.exec(code)?.[1] ??
      /^\s*(\w+)\s*(?:=[^,;]*)?,\s*$/.exec(code)?.[1] ??
      /^\s*(?:(?:struct|union|enum|unsigned|const)\s+)*\w+\s+\**(\w+)\s*(?:\[.*?\])*\s*(?::\s*\d+)?;/.exec(code)?.[1] ??
      /^\s*\}\s*(\w+)(?:\[.*\])?;/.exec(code)?.[1]
    if (name !== undefined && !/^\s*\*/.test(code)) gained.add(name)
  }
  return [...gained].filter((name) => !removed.has(name))
}

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
