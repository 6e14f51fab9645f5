/** A file is written whole or not at all. */

import {chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {InputError} from '../../src/model/index.ts'
import {writeFileAtomically, writeFilesAtomically} from '../../src/tree/index.ts'
import {temporaryDirectory} from '../temporary.ts'

test('creates and replaces, and leaves nothing beside', () => {
  const directory = temporaryDirectory({'old.txt': 'old'})
  chmodSync(join(directory, 'old.txt'), 0o640)
  writeFileAtomically(join(directory, 'old.txt'), 'new')
  writeFileAtomically(join(directory, 'fresh.txt'), 'fresh')
  expect(readFileSync(join(directory, 'old.txt'), 'utf8')).toBe('new')
  expect(statSync(join(directory, 'old.txt')).mode & 0o777).toBe(0o640)
  expect(readdirSync(directory)).toEqual(['fresh.txt', 'old.txt'])
})

test('replaces what a link leads to, not the link', () => {
  const directory = temporaryDirectory({'target.txt': 'old'})
  symlinkSync('target.txt', join(directory, 'link.txt'))
  writeFileAtomically(join(directory, 'link.txt'), 'new')
  expect(lstatSync(join(directory, 'link.txt')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(directory, 'target.txt'), 'utf8')).toBe('new')
})

test('says where it cannot', () => {
  const directory = temporaryDirectory()
  const write = () => writeFileAtomically(join(directory, 'no/such/file'), 'x')
  expect(write).toThrow(InputError)
  expect(write).toThrow(/no\/such\/file: Unexpected ENOENT/)
  expect(readdirSync(directory)).toEqual([])
})

/** A directory cannot be replaced by a file: its rename fails after others have been done. */
test('where a rename fails in the middle, those before it are undone', () => {
  const directory = temporaryDirectory({'a.txt': 'old', 'gone.txt': 'old'})
  mkdirSync(join(directory, 'in-the-way'))
  const texts = new Map([
    [join(directory, 'a.txt'), 'new'],
    [join(directory, 'fresh.txt'), 'fresh'],
    [join(directory, 'in-the-way'), 'new'],
    [join(directory, 'last.txt'), 'last'],
  ])
  const write = () => writeFilesAtomically(texts, [join(directory, 'gone.txt')])
  expect(write).toThrow(InputError)
  expect(write).toThrow(/^[^\n]*in-the-way: Unexpected E[^\n]*, expected to write there$/)
  expect(readdirSync(directory).sort()).toEqual(['a.txt', 'gone.txt', 'in-the-way'])
  expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('old')
})

test('files are taken away with what is written, or stay', () => {
  const directory = temporaryDirectory({'old.txt': 'old', 'other.txt': 'old'})
  const [old, other, fresh] = ['old.txt', 'other.txt', 'fresh.txt'].map((name) => join(directory, name))
  if (!old || !other || !fresh) throw new Error('no names')
  expect(() => writeFilesAtomically(new Map([[fresh, 'x']]), [old, join(directory, 'no', 'such')])).toThrow(InputError)
  expect(readdirSync(directory).sort()).toEqual(['old.txt', 'other.txt'])
  writeFilesAtomically(new Map([[fresh, 'x']]), [old])
  expect(readdirSync(directory).sort()).toEqual(['fresh.txt', 'other.txt'])
})
