/** `uapidoc review --renumber` of mails in every encoding: git reads what was written, and reads the same out of all of them. */

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {review} from '../../src/commands/review.ts'
import {readMails} from '../../src/read/mail/index.ts'
import {directoryTree, Overlay} from '../../src/tree/index.ts'
import {readPatch} from '../../src/uapi/index.ts'
import {patchMail} from '../patch-mail.ts'
import {type Files, git, temporaryDirectory, temporaryRepository, writeFiles} from '../temporary.ts'
import {worldWith} from './world.ts'

const header = 'include/uapi/linux/kvm.h'
const copy = 'tools/include/uapi/linux/kvm.h'
const selftest = 'tools/testing/selftests/kvm/bell.c'
const document = 'Documentation/virt/kvm/api.rst'

const caps = (...names: readonly (readonly [string, number])[]) =>
  names.map(([name, number]) => `#define KVM_CAP_${name} ${number}\n`).join('')
const base = `#define KVMIO 0xAE\n${caps(['ROPE', 7])}#define KVM_ROPE _IO(KVMIO, 0x0d)\n`
const section = (title: string, rest: string) => `${title}\n${'='.repeat(title.length)}\n\n${rest}\n\n`
const chapters = (four: string) => `4. API description\n==================\n\n${four}`
const rope = section('4.9 KVM_ROPE', ':Type: vm ioctl\n\nPulls.')

const tree = {[header]: base, [copy]: base, [document]: chapters(rope)}

/** Three capabilities, the first of whose numbers is taken, an ioctl and its section, and text that speaks of them. */
function posted(message: string): {readonly repository: string; readonly mails: ReadonlyMap<string, Buffer>} {
  const repository = temporaryRepository(tree)
  const commit = (changed: Files, words: string) => {
    writeFiles(repository, changed)
    git(repository, 'add', '--all')
    git(repository, 'commit', '--quiet', `--message=${words}`)
  }
  const own = caps(['BELL', 7], ['GONG', 8], ['HORN', 9])
  const bell = `${base}${own}/* KVM_CAP_BELL (7) rings – KVM_CAP_GONG = 8 */\n#define KVM_BELL _IO(KVMIO, 0x0d)\n`
  commit({[header]: bell}, message)
  commit({[copy]: bell, [selftest]: '/* KVM_CAP_HORN is 9, 9 of them */\n'}, 'KVM: selftests: Ring it')
  const text = ':Type: vm ioctl\n:Capability: KVM_CAP_BELL\n\nÄrger = laut: see 4.9 KVM_BELL.\nUnlike section 4.9.'
  commit({[document]: chapters(rope + section('4.9 KVM_BELL', text))}, 'Documentation: KVM: Bell')
  git(repository, 'format-patch', '--quiet', '--output-directory=posted', 'v1..main')
  const directory = join(repository, 'posted')
  const mails = new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name))]))
  git(repository, 'checkout', '--quiet', '--force', '--detach', 'v1')
  git(repository, 'clean', '-qfdx')
  return {repository, mails}
}

const message =
  'KVM: Add a bell\n\nKVM_CAP_BELL (7) is the bell; see KVM_BELL in section 4.9. Capability 8 is another one.\n'

/** The body in another encoding, the header saying so. */
function encoded(mail: Buffer, transfer: string, encode: (body: Buffer) => string, type = 'text/plain; charset=UTF-8') {
  const text = mail.toString('latin1')
  const end = text.indexOf('\n\n')
  const fields = text
    .slice(0, end)
    .split('\n')
    .filter((line) => !/^(?:MIME-Version|Content-)/i.test(line))
  const head = [...fields, 'MIME-Version: 1.0', `Content-Type: ${type}`, `Content-Transfer-Encoding: ${transfer}`]
  return Buffer.from(`${head.join('\n')}\n\n${encode(Buffer.from(text.slice(end + 2), 'latin1'))}`, 'latin1')
}

/** RFC 2045, 6.7, as far as patches need it; `all` leaves no character as it is. */
const quotedPrintable = (all: boolean) => (body: Buffer) =>
  body
    .toString('latin1')
    .split('\n')
    .map((line) => {
      const code = (one: string) => `=${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      const text = line.replaceAll(all ? /[\s\S]/g : /[^\t -<>-~]|[ \t]$/g, code)
      const pieces = text.match(/=[0-9A-F]{2}|[\s\S]/g) ?? []
      return pieces.map((piece, at) => (at % 25 === 24 ? `${piece}=\n` : piece)).join('')
    })
    .join('\n')
const base64 = (width: number) => (body: Buffer) =>
  `${body.toString('base64').replaceAll(new RegExp(`.{1,${width}}`, 'g'), '$&\n')}`
// A line of one blank would go on in the next; git takes an empty one for it.
const flowed = (body: Buffer) =>
  body
    .toString('latin1')
    .replaceAll(/^ $/gm, '')
    .replaceAll(/^(?= |>|From )/gm, ' ')

const encodings: readonly (readonly [string, (mail: Buffer) => Buffer])[] = [
  ['8bit', (mail) => mail],
  ['quoted-printable', (mail) => encoded(mail, 'quoted-printable', quotedPrintable(false))],
  ['quoted-printable, every character', (mail) => encoded(mail, 'quoted-printable', quotedPrintable(true))],
  ['base64', (mail) => encoded(mail, 'base64', base64(76))],
  ['base64 in short lines', (mail) => encoded(mail, 'base64', base64(20))],
  ['carriage returns', (mail) => Buffer.from(mail.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')],
  [
    'quoted-printable with carriage returns',
    (mail) =>
      Buffer.from(
        encoded(mail, 'quoted-printable', quotedPrintable(false)).toString('latin1').replaceAll('\n', '\r\n'),
        'latin1',
      ),
  ],
  ['format=flowed', (mail) => encoded(mail, '8bit', flowed, 'text/plain; charset=UTF-8; format=flowed')],
  [
    'quoted-printable, format=flowed',
    (mail) =>
      encoded(
        mail,
        'quoted-printable',
        (body) => quotedPrintable(false)(Buffer.from(flowed(body), 'latin1')),
        'text/plain; charset=UTF-8; format=flowed',
      ),
  ],
  [
    'a part of several',
    (mail) => {
      const whole = encoded(mail, 'base64', base64(76)).toString('latin1')
      const end = whole.indexOf('\n\n')
      const fields = whole.slice(0, end).split('\n')
      const own = fields.filter((line) => line.startsWith('Content-'))
      const outer = fields.filter((line) => !line.startsWith('Content-'))
      const part = `--b\n${own.join('\n')}\n\n${whole.slice(end + 2)}--b--\n`
      return Buffer.from(`${outer.join('\n')}\nContent-Type: multipart/mixed; boundary="b"\n\n${part}`, 'latin1')
    },
  ],
]

async function renumbered(repository: string, mails: ReadonlyMap<string, Buffer>, more: readonly string[] = []) {
  const directory = temporaryDirectory(Object.fromEntries([...mails].map(([name, mail]) => [`posted/${name}`, mail])))
  const out = join(directory, 'out')
  const {world, stderr} = worldWith({directory})
  const words = ['posted', '--tree', repository, ...more, '--renumber', out]
  expect(await review.run(words, world)).toBe(0)
  const names = readdirSync(out).sort()
  return {out, directory, stderr: stderr(), files: names.map((name) => join(out, name))}
}

/** What git am makes of the mails: every file, and the messages. */
function applied(repository: string, files: readonly string[]) {
  git(repository, 'am', '--quiet', '--no-signoff', ...files)
  const texts = Object.fromEntries(
    [header, copy, selftest, document].map((file) => [file, readFileSync(join(repository, file), 'utf8')]),
  )
  const log = git(repository, 'log', '--format=%an%n%B', 'v1..HEAD')
  git(repository, 'checkout', '--quiet', '--force', '--detach', 'v1')
  return {texts, log}
}

async function inMemory(
  repository: string,
  files: readonly string[],
): Promise<Readonly<Record<string, string | undefined>>> {
  let overlay = new Overlay(directoryTree(repository))
  for (const [patch, file] of files.entries()) {
    for (const mail of await readMails(readFileSync(file), file)) {
      overlay = overlay.apply(readPatch(mail).files, {patch, fuzz: 0}).tree
    }
  }
  return Object.fromEntries([header, copy, selftest, document].map((file) => [file, overlay.read(file)]))
}

describe('a series', () => {
  const own = caps(['BELL', 8], ['GONG', 9], ['HORN', 10])
  const bell = `${base}${own}/* KVM_CAP_BELL (8) rings – KVM_CAP_GONG = 9 */\n#define KVM_BELL _IO(KVMIO, 0x0e)\n`
  const text = ':Type: vm ioctl\n:Capability: KVM_CAP_BELL\n\nÄrger = laut: see 4.10 KVM_BELL.\nUnlike section 4.9.'
  const expected = {
    [header]: bell,
    [copy]: bell,
    [selftest]: '/* KVM_CAP_HORN is 10, 9 of them */\n',
    [document]: chapters(rope + section('4.10 KVM_BELL', text)),
  }

  test.each(encodings)('%s', async (_, encode) => {
    const {repository, mails} = posted(message)
    const given = new Map([...mails].map(([name, mail]) => [name, encode(mail)]))
    const {files, stderr} = await renumbered(repository, given)
    const {texts, log} = applied(repository, files)
    expect(texts).toEqual(expected)
    expect(await inMemory(repository, files)).toEqual(expected)
    expect(log).toContain('KVM_CAP_BELL (8) is the bell; see KVM_BELL in section 4.10. Capability 8 is another one.')
    expect(stderr).toContain('section 4.9 stays as it is there')
    // What is written once has free numbers, and is written again as it is.
    const again = await renumbered(
      repository,
      new Map(files.map((file) => [file.split('/').at(-1) ?? '', readFileSync(file)])),
    )
    expect(again.stderr).toContain('every number is free: the mails are as they were')
    expect(again.files.map((file) => readFileSync(file))).toEqual(files.map((file) => readFileSync(file)))
  })

  test('of the lines that are encoded, only those that change do', async () => {
    const {repository, mails} = posted(message)
    const encode = encodings[1]?.[1] ?? ((mail: Buffer) => mail)
    const given = new Map([...mails].map(([name, mail]) => [name, encode(mail)]))
    const {files} = await renumbered(repository, given)
    const lines = (mail: Buffer | undefined) => (mail?.toString('latin1') ?? '').split('\n')
    for (const [index, mail] of [...given.values()].entries()) {
      const [before, after] = [lines(mail), lines(readFileSync(files[index] ?? ''))]
      const changed = before.filter((line) => !after.includes(line))
      expect(changed.length).toBeLessThan(before.length / 3)
      for (const line of changed) expect(line).toMatch(/KVM_|BELL|GONG|HORN|4\.9|=3D|\d/)
    }
  })

  test('a section that the tree has not is meant wherever it is named', async () => {
    const other = patchMail({
      [document]: `@@ -1,3 +1,7 @@\n 4. API description\n ==================\n \n+4.10 KVM_DRUM\n+=============\n+\n+:Type: vm ioctl\n`,
    })
    const text = `KVM: Add a bell\n\nSection 4.10 has it, since Linux 4.10.\n`
    const {mails: shifted, repository: at} = posted(text)
    const with410 = new Map(
      [...shifted].map(([name, mail]) => [
        name,
        Buffer.from(
          mail
            .toString()
            .replace('+4.9 KVM_BELL\n+============', '+4.10 KVM_BELL\n+=============')
            .replace('see 4.9 KVM_BELL', 'see 4.10 KVM_BELL')
            .replace('Unlike section 4.9', 'Unlike section 4.10'),
        ),
      ]),
    )
    writeFiles(at, {other})
    const {files, stderr} = await renumbered(at, with410, ['--pending', join(at, 'other')])
    const {texts, log} = applied(at, files)
    expect(texts[document]).toContain('4.11 KVM_BELL\n=============\n')
    expect(texts[document]).toContain('Unlike section 4.11.')
    expect(log).toContain('Section 4.11 has it, since Linux 4.10.')
    expect(stderr).not.toContain('section 4.10 stays')
  })
})
