/** A tree is the same thing from a directory and from a git revision. */

import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {InputError, type Tree} from '../../src/model/index.ts'
import {directoryTree, openTree} from '../../src/tree/index.ts'
import {type Files, git, temporaryDirectory, temporaryRepository} from '../temporary.ts'

const files: Files = {
  'a.h': 'int a;\n',
  'b/a b.h': '\uFEFFint b;\r\n',
  'b/c/ü.h': 'int ü;',
  'b-side.h': '',
  'bad/latin1.h': new Uint8Array([0x61, 0x0a, 0x62, 0xfc, 0x0a]),
  'bad/binary.h': new Uint8Array([0x7f, 0x45, 0x00, 0x46]),
}

function populate(directory: string): string {
  symlinkSync('a.h', join(directory, 'link.h'))
  symlinkSync('nowhere', join(directory, 'dangling.h'))
  symlinkSync('/etc/passwd', join(directory, 'outside.h'))
  symlinkSync('.', join(directory, 'loop'))
  return directory
}

const kinds: readonly {kind: string; open: (files: Files) => Promise<Tree>}[] = [
  {kind: 'a directory', open: async (files) => directoryTree(populate(temporaryDirectory(files)))},
  {
    kind: 'a git revision',
    open: async (files) => {
      const directory = populate(temporaryRepository(files))
      git(directory, 'add', '--all')
      git(directory, 'commit', '--quiet', '--message=links')
      // Nothing is read from the working tree.
      for (const path of Object.keys(files)) rmSync(join(directory, path))
      return (await openTree('HEAD', directory)).tree
    },
  },
]

describe.each(kinds)('$kind', ({open}) => {
  test('gives a text as it is, with byte order mark and line ends', async () => {
    const tree = await open(files)
    expect(tree.read('a.h')).toBe('int a;\n')
    expect(tree.read('b/a b.h')).toBe('\uFEFFint b;\r\n')
    expect(tree.read('b/c/ü.h')).toBe('int ü;')
    expect(tree.read('b-side.h')).toBe('')
  })

  test('follows a link to a file of the tree', async () => {
    expect((await open(files)).read('link.h')).toBe('int a;\n')
  })

  test.each(['no.h', 'b/no.h', 'a.h/no.h', 'no/no.h', 'dangling.h'])('has no %s', async (path) => {
    expect((await open(files)).read(path)).toBeUndefined()
  })

  test('reads many, without those that are not there', async () => {
    const texts = (await open(files)).readAll(['b/c/ü.h', 'no.h', 'a.h', 'dangling.h', 'link.h', 'b-side.h'])
    expect([...texts]).toEqual([
      ['b/c/ü.h', 'int ü;'],
      ['a.h', 'int a;\n'],
      ['link.h', 'int a;\n'],
      ['b-side.h', ''],
    ])
    expect((await open(files)).readAll([]).size).toBe(0)
  })

  test('lists files below a directory, sorted, and follows no link', async () => {
    const tree = await open(files)
    expect(tree.list('b')).toEqual(['b/a b.h', 'b/c/ü.h'])
    expect(tree.list('.')).toEqual(Object.keys(files).sort())
    expect(tree.list('no')).toEqual([])
    expect(tree.list('loop')).toEqual(tree.list('loop').filter((path) => !path.includes('loop/loop')))
  })

  test.each([
    {path: 'bad/latin1.h', says: /bad\/latin1\.h:2: Unexpected bytes that are not UTF-8, expected a text file$/},
    {path: 'bad/binary.h', says: /bad\/binary\.h: Unexpected NUL byte at offset 2, expected a text file$/},
    {path: 'b', says: /b: Unexpected (directory or device|tree .*), expected a file$/},
  ])('says in one line what $path is', async ({path, says}) => {
    const tree = await open(files)
    expect(() => tree.read(path)).toThrow(InputError)
    expect(() => tree.read(path)).toThrow(says)
  })

  test('reads the rest where some cannot be read', async () => {
    const tree = await open(files)
    const refused: InputError[] = []
    const texts = tree.readAll(['bad/latin1.h', 'a.h', 'bad/binary.h'], (problem) => refused.push(problem))
    expect([...texts.keys()]).toEqual(['a.h'])
    expect(refused).toHaveLength(2)
    expect(() => tree.readAll(['a.h', 'bad/binary.h'])).toThrow(InputError)
  })
})

describe('a directory', () => {
  test('does not wait for a pipe', () => {
    const directory = temporaryDirectory()
    execFileSync('mkfifo', [join(directory, 'pipe')])
    expect(() => directoryTree(directory).read('pipe')).toThrow(/expected a file$/)
  })

  test('says what cannot be read', () => {
    const directory = temporaryDirectory()
    symlinkSync('a.h', join(directory, 'a.h'))
    expect(() => directoryTree(directory).read('a.h')).toThrow(
      /a\.h: Unexpected ELOOP, expected a file that can be read$/,
    )
  })

  test('wins over a revision of the same name', async () => {
    const directory = temporaryRepository({'a.h': 'old\n'})
    mkdirSync(join(directory, 'v1'))
    writeFileSync(join(directory, 'v1/a.h'), 'new\n')
    const opened = await openTree('v1', directory)
    expect(opened.tree.read('a.h')).toBe('new\n')
    expect(opened.directory).toBe(join(directory, 'v1'))
  })
})

describe('a git revision', () => {
  test('is a tag, a branch, a commit or what is before it', async () => {
    const directory = temporaryRepository({'a.h': 'old\n'})
    writeFileSync(join(directory, 'a.h'), 'new\n')
    git(directory, 'commit', '--quiet', '--all', '--message=second')
    const read = async (revision: string) => (await openTree(revision, directory)).tree.read('a.h')
    expect(await read('v1')).toBe('old\n')
    expect(await read('HEAD')).toBe('new\n')
    expect(await read('main~1')).toBe('old\n')
    expect(await read(git(directory, 'rev-parse', 'HEAD'))).toBe('new\n')
    expect((await openTree('v1', directory)).directory).toBeUndefined()
  })

  test('is read from anywhere in the repository', async () => {
    const directory = temporaryRepository({'sub/a.h': 'a\n'})
    const {tree} = await openTree('HEAD', join(directory, 'sub'))
    expect(tree.read('sub/a.h')).toBe('a\n')
    expect(tree.list('sub')).toEqual(['sub/a.h'])
  })

  test.each([
    {revision: 'v9', says: /^v9: Unexpected tree, expected a directory or a git revision \(.* has no such revision\)$/},
    {revision: '--help', says: /^--help: Unexpected tree/},
    {revision: '--output=stolen', says: /^--output=stolen: Unexpected tree/},
    {revision: '', says: /^Unexpected empty name/},
    {revision: 'HEAD:a.h', says: /^HEAD:a\.h: Unexpected tree/},
    {revision: 'a\nb', says: /Unexpected tree/},
  ])('$revision is refused', async ({revision, says}) => {
    const directory = temporaryRepository({'a.h': ''})
    await expect(openTree(revision, directory)).rejects.toThrow(says)
    expect(existsSync(join(directory, 'stolen'))).toBe(false)
  })

  test('outside of a repository says so', async () => {
    await expect(openTree('HEAD', temporaryDirectory())).rejects.toThrow(/git says: .*not a git repository/)
  })

  test('runs no hook, filter or text conversion of the repository', async () => {
    const directory = temporaryRepository({'a.h': 'a\n', '.gitattributes': '*.h diff=evil filter=evil\n'})
    git(directory, 'config', 'diff.evil.textconv', 'touch stolen; cat')
    git(directory, 'config', 'filter.evil.smudge', 'touch stolen; cat')
    git(directory, 'config', 'core.fsmonitor', 'touch stolen')
    git(directory, 'config', 'core.pager', 'touch stolen; cat')
    const {tree} = await openTree('HEAD', directory)
    expect(tree.list('.')).toEqual(['.gitattributes', 'a.h'])
    expect(tree.read('a.h')).toBe('a\n')
    expect(existsSync(join(directory, 'stolen'))).toBe(false)
  })
})
