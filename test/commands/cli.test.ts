/** The command as a process: streams, exit statuses, and what it says of input that cannot be used. */

import {spawnSync} from 'node:child_process'
import {cpSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type Files, temporaryDirectory, temporaryRepository, writeFiles} from '../temporary.ts'
import {commandFile, uapidoc, useCommand} from '../uapidoc.ts'

useCommand()

const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string}

describe('help', () => {
  test.each([['--version'], ['-V']])('%s', (word) => {
    expect(uapidoc([word])).toEqual({status: 0, stdout: `${version}\n`, stderr: ''})
  })

  test.each([['--help'], ['-h'], ['help']])('%s lists the commands', (word) => {
    const {status, stdout, stderr} = uapidoc([word])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^usage: uapidoc COMMAND/)
    expect(stdout).toMatch(/^ {2}check /m)
    expect(stdout).toMatch(/^ {2}explain /m)
  })

  test('of a command has examples, and fits on a terminal', () => {
    for (const command of ['check', 'render', 'diff', 'import', 'explain']) {
      const {status, stdout, stderr} = uapidoc([command, '--help'])
      expect([status, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(new RegExp(`^usage: uapidoc ${command} `))
      expect(stdout).toContain('\nexamples:\n')
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    }
  })
})

describe('usage', () => {
  test('without a command is an error that says what there is', () => {
    const {status, stdout, stderr} = uapidoc([])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^usage: uapidoc COMMAND/)
  })

  test.each([
    {
      words: ['chek'],
      says: 'uapidoc: Unexpected command `chek`, expected one of check, review, render, diff, simulate, import, explain\n',
    },
    {
      words: ['constructor'],
      says: 'uapidoc: Unexpected command `constructor`, expected one of check, review, render, diff, simulate, import, explain\n',
    },
    {
      words: ['a\u001B[2J\nb'],
      says: 'uapidoc: Unexpected command `a\\x1b[2J\\x0ab`, expected one of check, review, render, diff, simulate, import, explain\n',
    },
    {
      words: ['check', '--tre', 'x'],
      says: "uapidoc: Unknown option '--tre'; is it `--tree`? (see `uapidoc check --help`)\n",
    },
    {
      words: ['check', '--tree'],
      says: "uapidoc: Option '--tree <value>' argument missing (see `uapidoc check --help`)\n",
    },
    {
      words: ['check', 'x', 'y'],
      says: 'uapidoc: Unexpected word `y`, expected one series (see `uapidoc check --help`)\n',
    },
    {
      words: ['check', '/'],
      says: 'uapidoc: /: Unexpected directory, expected a series (a tree is --tree DIR)\n',
    },
    {
      words: ['check', '--arch', 'x86,vax'],
      says: 'uapidoc: Unexpected architecture `vax`, expected one of x86, arm64, powerpc, s390, mips, riscv, loongarch, arm\n',
    },
    {
      words: ['check', '--format', 'jsn'],
      says: 'uapidoc: Unexpected format `jsn`, expected `json`? There are pretty, text, json, sarif, github, rdjsonl, b4, mail, markdown, html\n',
    },
    {
      words: ['check', '--fail-on', 'x'],
      says: 'uapidoc: Unexpected level `x`, expected one of error, warning, info, never\n',
    },
    {
      words: ['check', '--update-baseline'],
      says: 'uapidoc: Unexpected `--update-baseline` alone, expected `--baseline FILE` with it\n',
    },
    {words: ['explain', 'a', 'b'], says: 'uapidoc: Unexpected word `b`, expected one rule\n'},
  ])('$words', ({words, says}) => {
    expect(uapidoc(words, {directory: temporaryDirectory()})).toEqual({status: 2, stdout: '', stderr: says})
  })
})

const document = 'Documentation/virt/kvm/api.rst'
const header = 'include/uapi/linux/kvm.h'
const latin1 = new Uint8Array([0x61, 0x0a, 0xfc, 0x0a])

describe('a tree that cannot be used is one line and status 2', () => {
  const trees: readonly {name: string; files: Files; says: RegExp}[] = [
    {name: 'empty', files: {}, says: /api\.rst/},
    {name: 'without the header', files: {[document]: 'x\n'}, says: /include\/uapi\/linux\/kvm\.h/},
    {
      name: 'with a binary document',
      files: {[document]: new Uint8Array(9), [header]: ''},
      says: /api\.rst: Unexpected NUL/,
    },
    {name: 'with a document in Latin-1', files: {[document]: latin1, [header]: ''}, says: /api\.rst:2: .* not UTF-8/},
    {name: 'with a header in Latin-1', files: {[document]: 'x\n', [header]: latin1}, says: /kvm\.h:2: .* not UTF-8/},
    {
      name: 'with a directory for a document',
      files: {[`${document}/x`]: '', [header]: ''},
      says: /api\.rst: Unexpected dir/,
    },
  ]

  test.each(trees)('$name', ({files, says}) => {
    const {status, stdout, stderr} = uapidoc(['check', '--tree', temporaryDirectory(files)])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^uapidoc: [^\n]+\n$/)
    expect(stderr).toMatch(says)
  })

  test.each(['no/such/tree', 'v9.99', '--output=x', 'HEAD~99'])('that is no tree: %s', (spec) => {
    const directory = temporaryRepository({'a.txt': ''})
    const {status, stdout, stderr} = uapidoc(['check', `--tree=${spec}`], {directory})
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^uapidoc: [^\n]+\n$/)
    expect(stderr).toContain(`${spec}: Unexpected tree, expected a directory or a git revision`)
  })

  test('with a broken configuration', () => {
    const directory = temporaryDirectory({'uapidoc.config.json': '{"failOn": 1}'})
    const {status, stdout, stderr} = uapidoc(['check'], {directory})
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `uapidoc: ${join(directory, 'uapidoc.config.json')}: \`failOn\`: Unexpected 1, expected ("error" | "warning" | "info" | "never")\n`,
    )
  })

  test('with a baseline that is not there', () => {
    const words = ['check', '--tree', 'docs/example', '--baseline', 'no/such.json']
    expect(uapidoc(words)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^uapidoc: no\/such\.json: [^\n]+\n$/),
    })
  })
})

test('one file among many that cannot be read keeps no other from being read', () => {
  const directory = temporaryDirectory()
  cpSync('docs/example', directory, {recursive: true})
  const whole = uapidoc(['check', '--tree', directory, '--format', 'json'])
  expect([whole.status, whole.stderr]).toEqual([1, ''])
  writeFiles(directory, {'virt/kvm/bad.c': latin1})
  const {status, stdout, stderr} = uapidoc(['check', '--tree', directory, '--format', 'json'])
  expect({status, stdout}).toEqual({status: 2, stdout: whole.stdout})
  expect(stderr).toMatch(/^uapidoc: [^\n]*bad\.c:2: Unexpected bytes that are not UTF-8, expected a text file\n$/)
})

test('a reader who has read enough is no error', () => {
  const command = `"${process.execPath}" "${commandFile}" check --tree docs/example --format json | head -c 1`
  const {stdout, stderr} = spawnSync('bash', ['-c', command], {encoding: 'utf8'})
  expect({stdout, stderr}).toEqual({stdout: '{', stderr: ''})
})

test.each(['--version', '--help', 'explain'])('a full disk is one line: %s', (word) => {
  const command = `"${process.execPath}" "${commandFile}" ${word} > /dev/full`
  const {status, stderr} = spawnSync('bash', ['-c', command], {encoding: 'utf8'})
  expect(status).toBe(2)
  expect(stderr).toMatch(/^uapidoc: ENOSPC[^\n]*\n$/)
})

describe('a bug is one line', () => {
  // What no input brings about: the file system itself fails in a way nobody thought of.
  const broken = `
    import fs from 'node:fs'
    import {syncBuiltinESMExports} from 'node:module'
    fs.statSync = () => { throw new TypeError('two\\nlines') }
    syncBuiltinESMExports()`
  const environment = {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(broken)}`}

  test('without a stack', () => {
    expect(uapidoc(['check', '--tree', '.'], {environment})).toEqual({
      status: 2,
      stdout: '',
      stderr: 'uapidoc: internal error: two\\x0alines (this is a bug)\n',
    })
  })

  test('with one for who asks', () => {
    const {stderr} = uapidoc(['check', '--tree', '.'], {environment: {...environment, UAPIDOC_DEBUG: '1'}})
    expect(stderr).toMatch(/\n {4}at /)
  })
})
