/** `--fix` and `--patch DIR` as a user runs them: what is written, what is said, what is refused. */

import {spawnSync} from 'node:child_process'
import {chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {writeMailFiles} from '../../src/commands/mail-directory.ts'
import {git, temporaryDirectory, temporaryRepository, writeFiles} from '../temporary.ts'
import {commandFile, uapidoc, useCommand} from '../uapidoc.ts'

useCommand()

const document = 'Documentation/virt/kvm/api.rst'
const header = 'include/uapi/linux/kvm.h'

const section = (number: string, name: string, parameter: string, ...blocks: readonly string[]): string =>
  `${number} ${name}\n${'-'.repeat(20)}\n\n:Capability: basic\n:Architectures: all\n:Type: vm ioctl\n:Parameters: ${parameter}\n:Returns: 0\n\n` +
  blocks.map((lines) => `Prose.\n\n::\n\n${lines}\n`).join('')

const wrong = [
  section(
    '4.1',
    'KVM_SET_A',
    'struct kvm_a (in)',
    '  struct kvm_a {\n\t__u32 flags;\t/* none yet */\n\t__u32 size;\n  };\n',
  ),
  section('4.2', 'KVM_SET_B', 'struct kvm_b (in)', '    struct kvm_b {\n      __u64 addr, len;\n    };\n'),
  section('4.3', 'KVM_SET_C', 'struct kvm_c (in)', '  struct kvm_c {\n\t__u32 mode;\n', '\t__u32 gone;\n'),
].join('')

const right = wrong.replace('\t__u32 size;', '\t__u64 size;').replace('addr, len;\n', 'addr, len;\n      __u8 mode;\n')

const files = {
  [document]: wrong,
  [header]: `\
#define KVMIO 0xAE
struct kvm_a { __u32 flags; __u64 size; };
struct kvm_b { __u64 addr, len; __u8 mode; };
struct kvm_c { __u32 mode; };
#define KVM_SET_A _IOW(KVMIO, 1, struct kvm_a)
#define KVM_SET_B _IOW(KVMIO, 2, struct kvm_b)
#define KVM_SET_C _IOW(KVMIO, 3, struct kvm_c)
`,
  'arch/x86/include/uapi/asm/kvm.h': '',
}

const structRules = 'struct-field-missing,struct-field-unknown,struct-field-name,struct-field-type,struct-field-order'
const author = {GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org', GIT_AUTHOR_DATE: '1000000000 +0000'}
const nobody = {HOME: '/nonexistent', GIT_CONFIG_SYSTEM: '/dev/null', XDG_CONFIG_HOME: '/nonexistent'}
const check = (directory: string, ...words: readonly string[]) =>
  uapidoc(['check', '--only', structRules, ...words], {directory, environment: {...nobody, ...author}})
const read = (directory: string, file = document) => readFileSync(join(directory, file), 'utf8')

const leftLine =
  'uapidoc: Documentation/virt/kvm/api.rst:LINE: `struct kvm_c.gone` left as it is (struct-field-unknown): its literal block would be empty\n'

describe('--fix', () => {
  test('rewrites what disagrees, in place, and shows what is left', () => {
    const directory = temporaryDirectory(files)
    const before = check(directory, '--format', 'json')
    expect(JSON.parse(before.stdout).findings.map(({symbol}: {symbol: string}) => symbol)).toEqual([
      'struct kvm_a.size',
      'struct kvm_b.mode',
      'struct kvm_c.gone',
    ])
    const {status, stdout, stderr} = check(directory, '--fix')
    expect(read(directory)).toBe(right)
    expect(stderr).toBe(
      'uapidoc: Documentation/virt/kvm/api.rst:14: `struct kvm_a` rewritten out of include/uapi/linux/kvm.h:2\n' +
        'uapidoc: Documentation/virt/kvm/api.rst:32: `struct kvm_b` rewritten out of include/uapi/linux/kvm.h:3\n' +
        leftLine.replace('LINE', '57'),
    )
    expect(stdout).toMatch(/^Documentation\/virt\/kvm\/api\.rst:57: ERROR:struct-field-unknown: .*\n$/)
    expect(status).toBe(1)
    expect(readdirSync(join(directory, 'Documentation/virt/kvm'))).toEqual(['api.rst'])
  })

  test('a second time changes nothing', () => {
    const directory = temporaryDirectory(files)
    check(directory, '--fix')
    const {mtimeMs} = statSync(join(directory, document))
    const {stderr} = check(directory, '--fix')
    expect([read(directory), stderr]).toEqual([right, leftLine.replace('LINE', '57')])
    expect(statSync(join(directory, document)).mtimeMs).toBe(mtimeMs)
  })

  test('a document that agrees is success', () => {
    const directory = temporaryDirectory({...files, [document]: right.slice(0, right.indexOf('4.3'))})
    expect(check(directory, '--fix')).toEqual({status: 0, stdout: '', stderr: ''})
  })

  test('asks only the rules that were asked for', () => {
    const directory = temporaryDirectory(files)
    uapidoc(['check', '--only', 'struct-field-type', '--fix'], {directory})
    expect(read(directory)).toBe(wrong.replace('__u32 size', '__u64 size'))
  })

  test('leaves what the configuration calls info', () => {
    const directory = temporaryDirectory({...files, 'uapidoc.config.json': '{"rules": {"struct-field-type": "info"}}'})
    check(directory, '--fix')
    expect(read(directory)).toBe(right.replace('__u64 size', '__u32 size'))
  })

  test('keeps the mode of the file', () => {
    const directory = temporaryDirectory(files)
    chmodSync(join(directory, document), 0o640)
    check(directory, '--fix')
    expect(statSync(join(directory, document)).mode & 0o777).toBe(0o640)
    expect(read(directory)).toBe(right)
  })

  test('refuses a git revision', () => {
    const directory = temporaryRepository(files)
    expect(check(directory, '--tree', 'v1', '--fix')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'uapidoc: v1: Unexpected git revision, expected a directory for --fix (or --patch DIR)\n',
    })
    expect(git(directory, 'status', '--porcelain')).toBe('')
  })

  test('refuses a document that a link leads out of the tree to', () => {
    const directory = temporaryDirectory({[header]: files[header] ?? '', 'arch/x86/include/uapi/asm/kvm.h': ''})
    const elsewhere = temporaryDirectory({'api.rst': wrong})
    writeFiles(directory, {'Documentation/virt/kvm/keep': ''})
    symlinkSync(join(elsewhere, 'api.rst'), join(directory, document))
    const {status, stdout, stderr} = check(directory, '--fix')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe(`uapidoc: ${document}: Unexpected file outside of the tree, expected one inside for --fix\n`)
    expect(read(elsewhere, 'api.rst')).toBe(wrong)
  })
})

describe('--patch', () => {
  test('writes mails, one a section, and leaves the tree alone', () => {
    const directory = temporaryRepository(files)
    const {status, stderr} = check(directory, '--patch', 'out/a')
    expect([status, read(directory)]).toEqual([1, wrong])
    expect(readdirSync(join(directory, 'out/a'))).toEqual([
      '0001-Documentation-KVM-Make-struct-kvm_a-match-the-header.patch',
      '0002-Documentation-KVM-Make-struct-kvm_b-match-the-header.patch',
    ])
    expect(stderr.split('\n').filter((line) => line.endsWith(': written'))).toHaveLength(2)
    expect(stderr).toContain(leftLine.replace('LINE', '56'))
    const mail = read(directory, 'out/a/0002-Documentation-KVM-Make-struct-kvm_b-match-the-header.patch')
    expect(mail).toContain('\nFrom: Ada <ada@example.org>\nDate: Sun, 9 Sep 2001 01:46:40 +0000\n')
    expect(mail).toContain('\nSubject: [PATCH 2/2] Documentation: KVM: Make struct kvm_b match the header\n')
    expect(mail).toContain('\n- Documentation/virt/kvm/api.rst:33: Unexpected ')
    expect(mail.replaceAll(/\s+/g, ' ')).toContain('(include/uapi/linux/kvm.h:3)')
  })

  test('which git am makes what --fix makes of', () => {
    const directory = temporaryRepository(files)
    check(directory, '--patch', 'out')
    git(directory, 'am', '--quiet', ...readdirSync(join(directory, 'out')).map((name) => `out/${name}`))
    expect(read(directory)).toBe(right)
  })

  test('of a git revision', () => {
    const directory = temporaryRepository(files)
    writeFiles(directory, {[document]: 'Something else.\n'})
    const out = join(temporaryDirectory(), 'out')
    check(directory, '--tree', 'v1', '--patch', out)
    expect(readdirSync(out)).toHaveLength(2)
    expect(read(directory)).toBe('Something else.\n')
  })

  test('together with --fix', () => {
    const directory = temporaryDirectory(files)
    const {stderr} = check(directory, '--fix', '--patch', 'out')
    expect([read(directory), readdirSync(join(directory, 'out')).length]).toEqual([right, 2])
    expect(stderr).toContain(leftLine.replace('LINE', '57'))
  })

  test('makes no directory where there is nothing to write', () => {
    const directory = temporaryDirectory({...files, [document]: right})
    check(directory, '--patch', 'out')
    expect(existsSync(join(directory, 'out'))).toBe(false)
  })

  test.each([
    {
      name: 'mails of an earlier run',
      before: {'out/0009-x.patch': ''},
      says: 'uapidoc: out/0009-x.patch: Unexpected mail of an earlier run, expected a directory without any\n',
    },
    {
      name: 'a file of that name',
      before: {out: ''},
      says: 'uapidoc: out: Unexpected ENOTDIR, expected a directory for the mails\n',
    },
  ])('refuses $name', ({before, says}) => {
    const directory = temporaryDirectory({...files, ...before})
    expect(check(directory, '--fix', '--patch', 'out')).toEqual({status: 2, stdout: '', stderr: says})
    expect(read(directory)).toBe(wrong)
  })

  test('needs an author', () => {
    const directory = temporaryDirectory(files)
    const ran = uapidoc(['check', '--only', structRules, '--fix', '--patch', 'out'], {directory, environment: nobody})
    expect(ran).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'uapidoc: git: Unexpected lack of an author, expected one (git config user.name NAME, git config user.email ADDRESS)\n',
    })
    expect([existsSync(join(directory, 'out')), read(directory)]).toEqual([false, wrong])
  })
})

describe('what cannot be written is one line, and nothing is', () => {
  test('in a directory that is read-only', () => {
    const directory = temporaryDirectory(files)
    for (const path of ['', 'Documentation', 'Documentation/virt', 'Documentation/virt/kvm']) {
      chmodSync(join(directory, path), 0o555)
    }
    // To root, nothing is read-only.
    const user = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {}
    const run = (...words: readonly string[]) =>
      spawnSync(process.execPath, [commandFile, 'check', '--only', structRules, ...words], {
        cwd: directory,
        encoding: 'utf8',
        env: {PATH: process.env.PATH, ...nobody, ...author},
        ...user,
      })
    const fix = run('--fix')
    const patch = run('--patch', 'out')
    chmodSync(directory, 0o755)
    chmodSync(join(directory, 'Documentation'), 0o755)
    chmodSync(join(directory, 'Documentation/virt'), 0o755)
    chmodSync(join(directory, 'Documentation/virt/kvm'), 0o755)
    expect([fix.status, fix.stdout]).toEqual([2, ''])
    expect(fix.stderr).toMatch(/^uapidoc: [^\n]*api\.rst: Unexpected EACCES[^\n]*\n$/)
    expect([patch.status, patch.stdout]).toEqual([2, ''])
    expect(patch.stderr).toBe('uapidoc: out: Unexpected EACCES, expected to create a directory there\n')
    expect([read(directory), readdirSync(join(directory, 'Documentation/virt/kvm'))]).toEqual([wrong, ['api.rst']])
  })

  test.each([['--fix'], ['--patch', 'out']])('on a disk that is full: %s', (...words) => {
    const directory = temporaryDirectory({...files, [document]: wrong + 'More prose.\n\n'.repeat(1000)})
    const before = read(directory)
    // Files that may have no bytes are as good as a disk that has none left.
    const script = `ulimit -f 0; exec "$0" "$@"`
    const {status, stdout, stderr} = spawnSync(
      'bash',
      ['-c', script, process.execPath, commandFile, 'check', '--only', structRules, ...words],
      {cwd: directory, encoding: 'utf8', env: {PATH: process.env.PATH, ...nobody, ...author}},
    )
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^uapidoc: [^\n]* Unexpected EFBIG[^\n]*\n$/)
    expect([read(directory), existsSync(join(directory, 'out'))]).toEqual([before, false])
    expect(readdirSync(join(directory, 'Documentation/virt/kvm'))).toEqual(['api.rst'])
  })
})

test('of several mails, all are written or none', () => {
  const directory = temporaryDirectory({'out/keep': ''})
  const mails = [
    {name: '0001-a.patch', text: 'a'},
    {name: 'no/0002-b.patch', text: 'b'},
  ]
  expect(() => writeMailFiles(join(directory, 'out'), mails)).toThrow(/0002-b\.patch: Unexpected ENOENT/)
  expect(() => writeMailFiles(join(directory, 'new/er'), mails)).toThrow(/0002-b\.patch: Unexpected ENOENT/)
  expect(readdirSync(directory, {recursive: true})).toEqual(['out', 'out/keep'])
})
