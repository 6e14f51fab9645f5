/** A series by name, or out of a file. */

import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import {loadSeries} from '../../src/series/index.ts'
import {parseSpecification} from '../../src/series/specification.ts'
import {temporaryDirectory} from '../temporary.ts'

describe('what the command line calls a series', () => {
  test.each([
    ['memory-fault-exits', 'name', 'memory-fault-exits', undefined],
    ['memory-fault-exits@v1', 'name', 'memory-fault-exits', 'v1'],
    ['a.json', 'file', 'a.json', undefined],
    ['a.json@v1', 'file', 'a.json', 'v1'],
    ['./a', 'file', './a', undefined],
    ['me@home/a.mjs', 'file', 'me@home/a.mjs', undefined],
    ['me@home/a.mjs@v2.1', 'file', 'me@home/a.mjs', 'v2.1'],
    ['a@b.json', 'file', 'a@b.json', undefined],
    ['@v1', 'name', '@v1', undefined],
    ['a@', 'name', 'a', ''],
  ])('%s', (text, kind, name, version) => {
    expect(parseSpecification(text)).toEqual({kind, name, version})
  })
})

describe('by name', () => {
  test('the last version where none is named', async () => {
    expect((await loadSeries('memory-fault-exits', '.')).version.id).toBe('revised')
    expect((await loadSeries('memory-fault-exits@reply', '.')).version.id).toBe('reply')
  })

  test.each([
    ['memory-fault-exits@v9', 'memory-fault-exits: Unexpected version `v9`, expected one of v1, reply, revised'],
    [
      'nothing',
      'Unexpected series `nothing`, expected one of memory-fault-exits, memory-fault-info, pre-fault-memory, or a file: FILE.json, FILE.js, FILE.mjs',
    ],
    [
      'toString',
      'Unexpected series `toString`, expected one of memory-fault-exits, memory-fault-info, pre-fault-memory, or a file: FILE.json, FILE.js, FILE.mjs',
    ],
  ])('%s is refused', async (name, message) => {
    await expect(loadSeries(name, '.')).rejects.toMatchObject({name: 'InputError', message})
  })
})

const json = JSON.stringify(memoryFaultExits)

describe('from a file', () => {
  test.each([
    ['a.json', json],
    ['a.mjs', `export default ${json}`],
    ['a.cjs', `module.exports = ${json}`],
  ])('%s', async (name, text) => {
    const directory = temporaryDirectory({[name]: text})
    const {series, version} = await loadSeries(`${name}@v1`, directory)
    expect(series).toEqual(memoryFaultExits)
    expect(version.id).toBe('v1')
  })

  test.each([
    ['a.json', '{', /^a\.json: Unexpected text, expected JSON \(.*\)$/],
    ['a.json', '{}', /^a\.json: `name`: Unexpected absence, expected a value$/m],
    ['a.mjs', 'export const a = 1', /^a\.mjs: Unexpected module without default export, expected /],
    ['a.mjs', 'throw new Error("no\\nway")', /^a\.mjs: Unexpected no, expected a module that can be loaded$/],
    ['b.json', '', /^a\.json: Unexpected ENOENT, expected a series that can be read$/],
    ['a.json/x', '', /^a\.json: Unexpected directory, expected a series \(a tree is --tree DIR\)$/],
  ])('%s with %s is refused', async (file, text, message) => {
    const directory = temporaryDirectory({[file]: text})
    const name = file === 'b.json' || file === 'a.json/x' ? 'a.json' : file
    await expect(loadSeries(name, directory)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(message),
    })
  })
})
