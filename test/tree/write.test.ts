/** A file is written whole or not at all. */

import {chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {InputError} from '../../src/model/index.ts'
import {writeFileAtomically} from '../../src/tree/index.ts'
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
