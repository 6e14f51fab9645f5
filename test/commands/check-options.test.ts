/** The command line wins over uapidoc.config.json, which wins over the defaults. */

import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type CheckOptions, checkOptions} from '../../src/commands/check-options.ts'
import {architectures} from '../../src/model/index.ts'
import {rules} from '../../src/rules/index.ts'
import {temporaryDirectory} from '../temporary.ts'
import {type Setting, worldWith} from './world.ts'

const ids = rules.map(({id}) => id)
const [first = '', second = ''] = ids

async function optionsOf(words: readonly string[], config: object, setting: Setting = {}): Promise<CheckOptions> {
  const directory = temporaryDirectory({'uapidoc.config.json': JSON.stringify(config), 'below/x': ''})
  return await checkOptions(words, worldWith({directory: join(directory, 'below'), ...setting}).world)
}

test('without either, KVM on every architecture with every rule', async () => {
  expect(await optionsOf([], {})).toEqual({
    series: undefined,
    tree: '.',
    renames: [],
    document: 'Documentation/virt/kvm/api.rst',
    header: 'include/uapi/linux/kvm.h',
    architectures,
    rules: new Set(ids),
    severityOf: expect.any(Function),
    failOn: 'warning',
    format: 'text',
    baseline: undefined,
    fix: false,
    patch: undefined,
  })
})

const config = {
  document: 'a.rst',
  header: 'a.h',
  architectures: ['s390'],
  failOn: 'error',
  format: 'json',
  only: [first],
  baseline: 'known.json',
}

test('the configuration wins over the defaults', async () => {
  const options = await optionsOf([], config)
  expect(options).toMatchObject({
    document: 'a.rst',
    header: 'a.h',
    architectures: ['s390'],
    failOn: 'error',
    format: 'json',
    rules: new Set([first]),
  })
  expect(options.baseline).toEqual({file: expect.stringMatching(/uapidoc-test-[^/]*\/known\.json$/), update: false})
})

test('the command line wins over the configuration', async () => {
  const words = '--doc b.rst --header b.h --arch x86,arm64 --arch riscv --fail-on info --format sarif --baseline b.json'
  expect(await optionsOf([...words.split(' '), '--only', second, '--update-baseline'], config)).toMatchObject({
    document: 'b.rst',
    header: 'b.h',
    architectures: ['x86', 'arm64', 'riscv'],
    failOn: 'info',
    format: 'sarif',
    rules: new Set([second]),
    baseline: {file: 'b.json', update: true},
  })
})

test('a terminal gets what is made for it', async () => {
  expect((await optionsOf([], {}, {terminal: true})).format).toBe('pretty')
  expect((await optionsOf([], {format: 'text'}, {terminal: true})).format).toBe('text')
})

describe('a rule', () => {
  test('that is off is not asked, but when it is asked for by name', async () => {
    const off = {rules: {[first]: 'off'}}
    expect((await optionsOf([], off)).rules.has(first)).toBe(false)
    expect((await optionsOf([], off)).rules.size).toBe(ids.length - 1)
    expect((await optionsOf(['--only', first], off)).rules).toEqual(new Set([first]))
  })

  test('can have another severity', async () => {
    const {severityOf} = await optionsOf([], {rules: {[first]: 'info', [second]: 'off'}})
    expect([severityOf(first), severityOf(second)]).toEqual(['info', undefined])
  })

  test('that does not exist is refused', async () => {
    await expect(optionsOf(['--only', `${first}x`], {})).rejects.toThrow(`\`${first}\`?`)
    await expect(optionsOf([], {rules: {[`${first}x`]: 'off'}})).rejects.toThrow('no such key')
  })
})
