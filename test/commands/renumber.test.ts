/** `uapidoc review --renumber`: git takes what was written, and nothing in it is taken any more. */

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {review} from '../../src/commands/review.ts'
import {InputError} from '../../src/model/index.ts'
import {patchMail} from '../patch-mail.ts'
import {type Files, git, temporaryDirectory, temporaryRepository, writeFiles} from '../temporary.ts'
import {worldWith} from './world.ts'

const header = 'include/uapi/linux/kvm.h'
const copy = 'tools/include/uapi/linux/kvm.h'
const document = 'Documentation/virt/kvm/api.rst'

const definitions = (...lines: readonly string[]) =>
  [
    '#ifndef __LINUX_KVM_H',
    '#define KVMIO 0xAE',
    '#define KVM_EXIT_UNKNOWN 0',
    '#define KVM_EXIT_ROPE 8',
    ...lines.filter((line) => line.includes('_EXIT_')),
    '#define KVM_CAP_ROPE 7',
    ...lines.filter((line) => line.includes('_CAP_')),
    '#define KVM_ROPE _IO(KVMIO, 0x0d)',
    ...lines.filter((line) => line.includes('_IO')),
    '#endif',
    '',
  ].join('\n')

const section = (title: string, rest: string) => `${title}\n${'-'.repeat(title.length)}\n\n${rest}\n\n`
const rope = section('4.9 KVM_ROPE', ':Type: vm ioctl\n\nPulls.')
const cap = section('7.9 KVM_CAP_ROPE', ':Target: VM\n\nThere is a rope.')
const bell = section('4.9 KVM_BELL', ':Type: vm ioctl\n:Architectures: all\n\nRings, unlike section 4.9.')
const bellCap = section('7.9 KVM_CAP_BELL', ':Target: VM\n\nThere is a bell.')
const chapters = (four: string, seven: string) =>
  `4. API description\n==================\n\n${four}7. Capabilities\n===============\n\n${seven}`

const tree = {
  [header]: definitions(),
  [copy]: definitions(),
  [document]: chapters(rope, cap),
}
const added = [
  '#define KVM_EXIT_BELL 8',
  '#define KVM_CAP_BELL 7',
  '#define KVM_BELL _IOW(KVMIO,  0x0d, __u32)',
] as const

/** Three patches: header, its copy and a comment that goes beside what the first adds, document. */
function postedSeries(files: Files = tree): {readonly repository: string; readonly mails: Files} {
  const repository = temporaryRepository(files)
  const commit = (changed: Files, message: string) => {
    writeFiles(repository, changed)
    git(repository, 'add', '--all')
    git(repository, 'commit', '--quiet', `--message=${message}`)
  }
  commit({[header]: definitions(...added)}, 'KVM: Add a bell')
  const [exit, capability, ioctl] = added
  commit({[header]: definitions(exit, capability, `${ioctl} /* loud */`), [copy]: definitions(...added)}, 'KVM: Say it')
  commit({[document]: chapters(rope + bell, cap + bellCap)}, 'Documentation: KVM: Bell, ÄÖ')
  git(repository, 'format-patch', '--quiet', '--cover-letter', '--output-directory=posted', 'v1..main')
  const names = readdirSync(join(repository, 'posted'))
  const mails = Object.fromEntries(
    names.map((name) => [`posted/${name}`, readFileSync(join(repository, 'posted', name))]),
  )
  git(repository, 'checkout', '--quiet', '--force', '--detach', 'v1')
  git(repository, 'clean', '-qfdx')
  return {repository, mails}
}

async function run(directory: string, words: readonly string[]) {
  const {world, stdout, stderr} = worldWith({directory})
  return {status: await review.run(words, world), stdout: stdout(), stderr: stderr()}
}

test('git am takes the series, whose numbers are free then', async () => {
  const {repository, mails} = postedSeries()
  const directory = temporaryDirectory(mails)
  const out = join(directory, 'out')
  const taken = ['--tree', repository, '--only', 'number-taken,section-number', '--format', 'json']
  const before = await run(directory, ['posted', ...taken])
  expect(JSON.parse(before.stdout).findings).not.toEqual([])

  const {status, stdout, stderr} = await run(directory, ['posted', '--tree', repository, '--renumber', out])
  expect({status, stdout}).toEqual({status: 0, stdout: ''})
  expect(stderr).toContain('capability 7 is taken by `KVM_CAP_ROPE`: `KVM_CAP_BELL` gets capability 8')
  expect(stderr).toContain('section 4.9 stays as it is there; that of `KVM_BELL` is 4.10 now')

  const names = readdirSync(out).sort()
  expect(names.map((name) => name.replace(/-.*\./, '.'))).toEqual([
    '0000.cover',
    '0001.patch',
    '0002.patch',
    '0003.patch',
  ])
  git(repository, 'am', '--quiet', ...names.slice(1).map((name) => join(out, name)))
  const applied = (file: string) => readFileSync(join(repository, file), 'utf8')
  const [exit, capability, ioctl] = [
    '#define KVM_EXIT_BELL 9',
    '#define KVM_CAP_BELL 8',
    '#define KVM_BELL _IOW(KVMIO,  0x0e, __u32)',
  ] as const
  expect(applied(header)).toBe(definitions(exit, capability, `${ioctl} /* loud */`))
  expect(applied(copy)).toBe(definitions(exit, capability, ioctl))
  expect(applied(document)).toBe(
    chapters(
      rope + bell.replace('4.9 KVM_BELL\n------------', '4.10 KVM_BELL\n-------------'),
      cap + bellCap.replace('7.9 KVM_CAP_BELL\n----------------', '7.10 KVM_CAP_BELL\n-----------------'),
    ),
  )
  git(repository, 'checkout', '--quiet', '--detach', 'v1')
  const after = await run(directory, ['out', ...taken])
  expect(JSON.parse(after.stdout).findings).toEqual([])
})

test('what others have posted is taken, too, and the same series is nobody else', async () => {
  const {repository, mails} = postedSeries()
  const other = patchMail({[header]: '+#define KVM_CAP_GONG 8\n+#define KVM_CAP_BELL 12\n'})
  const directory = temporaryDirectory({...mails, other})
  const {stderr} = await run(directory, [
    'posted',
    '--tree',
    repository,
    '--pending',
    'other',
    '--renumber',
    join(directory, 'out'),
  ])
  expect(stderr).toContain('`KVM_CAP_BELL` gets capability 9')
})

test('a mailbox becomes a file a mail, and free numbers leave every byte as it was', async () => {
  const {repository, mails} = postedSeries()
  const directory = temporaryDirectory(mails)
  const wholeOf = (name: string) => {
    const files = readdirSync(join(directory, name)).sort()
    return Buffer.concat(files.map((file) => readFileSync(join(directory, name, file))))
  }
  await run(directory, ['posted', '--tree', repository, '--renumber', join(directory, 'out')])
  writeFiles(directory, {mbox: wholeOf('out')})
  const {stderr} = await run(directory, ['mbox', '--tree', repository, '--renumber', join(directory, 'again')])
  expect(stderr).not.toContain('taken')
  expect(wholeOf('again').equals(wholeOf('out'))).toBe(true)
})

describe('nothing is written', () => {
  const bad = (files: Readonly<Record<string, string>>, subject?: string) => patchMail(files, subject ? {subject} : {})
  const create = (path: string, line: string, mode = '100644') =>
    `diff --git a/${path} b/${path}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${line}\n`
  const mailOf = (...diffs: readonly string[]) => patchMail({}).replace('---\n', `---\n${diffs.join('')}`)
  const cases = [
    {name: 'a path above the tree', mail: bad({'../../etc/passwd': '+a\n'}), says: /expected one inside of the tree/},
    {name: 'an absolute path', mail: mailOf(create('/etc/passwd', 'a')), says: /expected one inside of the tree/},
    {name: "git's own directory", mail: mailOf(create('.git/hooks/x', 'a')), says: /expected one inside of the tree/},
    {
      name: 'a link that the patch writes through',
      mail: mailOf(create('link', '/etc', '120000'), create('link/passwd', 'a')),
      says: /through the symbolic link/,
    },
    {name: 'a hunk that is cut off', mail: mailOf('--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n a\n'), says: /in a hunk/},
    {
      name: 'a value that is no literal',
      mail: bad({[header]: '+#define KVM_CAP_BELL (6 + 1)\n'}),
      says: /Unexpected value of `KVM_CAP_BELL`/,
    },
    {name: 'no patch', mail: 'From: A <a@example.org>\nSubject: Hello\n\nHello.\n', says: /Unexpected 0 series/},
  ]
  test.each(cases)('$name', async ({mail, says}) => {
    const directory = temporaryDirectory({
      mail,
      ...Object.fromEntries(Object.entries(tree).map(([at, text]) => [`linux/${at}`, text])),
    })
    const out = join(directory, 'out')
    const failure = await run(directory, ['mail', '--tree', 'linux', '--renumber', out]).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(InputError)
    expect((failure as InputError).message).toMatch(says)
    expect(readdirSync(directory)).not.toContain('out')
  })

  test('where patches are already, without --force', async () => {
    const {repository, mails} = postedSeries()
    const directory = temporaryDirectory({...mails, 'out/0009-old.patch': 'old'})
    const words = ['posted', '--tree', repository, '--renumber', join(directory, 'out')]
    await expect(run(directory, words)).rejects.toThrow(/Unexpected mail of an earlier run.*--force/)
    expect(readdirSync(join(directory, 'out'))).toEqual(['0009-old.patch'])
    await run(directory, [...words, '--force'])
    expect(readdirSync(join(directory, 'out'))).toHaveLength(4)
  })

  test('without a tree', async () => {
    const directory = temporaryDirectory({a: bad({[header]: '+a\n'})})
    await expect(run(directory, ['a', '--renumber', 'out'])).rejects.toThrow(/expected --tree/)
  })
})
