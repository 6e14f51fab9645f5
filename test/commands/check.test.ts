/** `uapidoc check` from its words to its exit status, on the interface of docs/example. */

import {cpSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {check} from '../../src/commands/check.ts'
import {git, temporaryDirectory} from '../temporary.ts'
import {type Setting, worldWith} from './world.ts'

const document = 'Documentation/virt/kvm/api.rst'

interface Result {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

async function run(words: readonly string[], setting: Setting = {}): Promise<Result> {
  const {world, stdout, stderr} = worldWith(setting)
  const status = await check.run(words, world)
  return {status, stdout: stdout(), stderr: stderr()}
}

/** A copy of the example that can be changed. */
function example(): string {
  const directory = temporaryDirectory()
  cpSync('docs/example', directory, {recursive: true})
  return directory
}

function edit(directory: string, from: string, to: string): void {
  const file = join(directory, document)
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
}

const rulesIn = ({stdout}: Result): readonly string[] => [
  ...new Set((JSON.parse(stdout) as {findings: {rule: string}[]}).findings.map(({rule}) => rule)),
]

describe('exit status', () => {
  test.each([
    {failOn: 'error', status: 1},
    {failOn: 'warning', status: 1},
    {failOn: 'info', status: 1},
    {failOn: 'never', status: 0},
  ])('$status with --fail-on $failOn where there are errors', async ({failOn, status}) => {
    expect((await run(['--tree', 'docs/example', '--fail-on', failOn])).status).toBe(status)
  })

  test('0 where what is found is not bad enough', async () => {
    const directory = example()
    const rules = rulesIn(await run(['--tree', directory, '--format', 'json']))
    const config = {rules: Object.fromEntries(rules.map((rule) => [rule, 'info'])), format: 'json'}
    writeFileSync(join(directory, 'uapidoc.config.json'), JSON.stringify(config))
    const result = await run([], {directory})
    expect(result.status).toBe(0)
    expect(JSON.parse(result.stdout).summary).toEqual({error: 0, warning: 0, info: expect.any(Number)})
    expect((await run(['--fail-on', 'info'], {directory})).status).toBe(1)
  })
})

test('only the rules that are asked for', async () => {
  const all = rulesIn(await run(['--tree', 'docs/example', '--format', 'json']))
  expect(all.length).toBeGreaterThan(3)
  for (const rule of all) {
    expect(rulesIn(await run(['--tree', 'docs/example', '--format', 'json', '--only', rule]))).toEqual([rule])
  }
})

test('a revision says what its directory says', async () => {
  const directory = example()
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '--message=example')
  const words = ['--format', 'json']
  const here = await run(words, {directory})
  writeFileSync(join(directory, document), 'Nothing any more.\n')
  expect(await run([...words, '--tree', 'HEAD'], {directory})).toEqual(here)
  expect((await run(words, {directory})).stdout).not.toBe(here.stdout)
})

test('the same tree gives the same bytes', async () => {
  const words = ['--tree', 'docs/example', '--format', 'json']
  expect(await run(words)).toEqual(await run(words))
})

describe('the baseline', () => {
  const words = (directory: string, ...more: readonly string[]) =>
    ['--tree', directory, '--baseline', join(directory, 'known.json'), ...more] as const

  test('is begun, silences, and survives text above', async () => {
    const directory = example()
    const begun = await run(words(directory, '--update-baseline'))
    expect(begun).toMatchObject({status: 0, stdout: ''})
    expect(begun.stderr).toMatch(/known\.json: 0 known findings before, \d+ now\n$/)
    expect(await run(words(directory))).toEqual({status: 0, stdout: '', stderr: ''})
    edit(directory, '4. API description', 'More text.\n\n4. API description')
    expect(await run(words(directory))).toEqual({status: 0, stdout: '', stderr: ''})
  })

  test('lets what is new through', async () => {
    const directory = example()
    await run(words(directory, '--update-baseline'))
    edit(directory, '__u64 gpa;', '__u16 gpa;')
    const {status, stdout, stderr} = await run(words(directory))
    expect({status, stderr}).toEqual({status: 1, stderr: ''})
    expect(stdout).toMatch(/^[^\n]*struct-field-type: [^\n]*`__u16`[^\n]*\n$/)
  })

  test('fails what is gone until it is taken off', async () => {
    const directory = example()
    await run(words(directory, '--update-baseline'))
    edit(directory, 'KVM_CAP_DOORBEL\n', 'KVM_CAP_DOORBELL\n')
    const {status, stdout, stderr} = await run(words(directory))
    expect({status, stdout}).toEqual({status: 1, stdout: ''})
    expect(stderr).toMatch(
      /^uapidoc: [^\n]*`capability-unknown` on `KVM_CAP_DOORBEL` is gone, take [0-9a-f]{16} off[^\n]*\n$/,
    )
    // Neither a rule that was not asked nor one architecture alone can say that something is gone.
    expect(await run(words(directory, '--only', 'struct-field-type'))).toEqual({status: 0, stdout: '', stderr: ''})
    expect(await run(words(directory, '--arch', 'x86'))).toEqual({status: 0, stdout: '', stderr: ''})
    await run(words(directory, '--update-baseline'))
    expect(await run(words(directory))).toEqual({status: 0, stdout: '', stderr: ''})
  })
})
