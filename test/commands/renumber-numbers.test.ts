/** `uapidoc review --renumber`: which numbers are taken, by the tree and by what others have posted. */

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {review} from '../../src/commands/review.ts'
import {patchMail} from '../patch-mail.ts'
import {temporaryDirectory} from '../temporary.ts'
import {worldWith} from './world.ts'

const header = 'include/uapi/linux/kvm.h'
const document = 'Documentation/virt/kvm/api.rst'

const standing = `#define KVMIO 0xAE
#define KVM_EXIT_UNKNOWN 0
#define KVM_EXIT_ROPE 8
#define KVM_CAP_ROPE 237
#define KVM_ROPE _IO(KVMIO, 0x0d)
`
const section = (title: string, ...fields: readonly string[]) =>
  `${title}\n${'-'.repeat(title.length)}\n\n${fields.map((field) => `${field}\n`).join('')}\nText.\n\n`
const chapter = '4. API description\n==================\n\n'
const rope = section('4.9 KVM_ROPE', ':Type: vm ioctl', ':Architectures: x86')
const added = (text: string) => text.replaceAll(/^/gm, '+').replace(/\+$/, '')

/** Each definition behind the last of the header; sections behind the last of the document. */
function mailOf(definitions: readonly string[], sections = ''): string {
  const below = standing.split('\n').length
  const hunk = `@@ -${below - 1},1 +${below - 1},${definitions.length + 1} @@\n #define KVM_ROPE _IO(KVMIO, 0x0d)\n${added(`${definitions.join('\n')}\n`)}`
  const lines = (chapter + rope).split('\n')
  const count = sections.split('\n').length
  const text = `@@ -${lines.length - 2},2 +${lines.length - 2},${count + 1} @@\n Text.\n \n${added(sections)}`
  return patchMail({[header]: hunk, ...(sections !== '' && {[document]: text})})
}

async function renumbered(mail: string, pending: readonly string[] = []) {
  const directory = temporaryDirectory({
    'a.patch': mail,
    ...Object.fromEntries(pending.map((other, index) => [`other${index}`, other])),
    [`tree/${header}`]: standing,
    [`tree/${document}`]: chapter + rope,
  })
  const {world, stderr} = worldWith({directory})
  const others = pending.flatMap((_, index) => ['--pending', `other${index}`])
  const out = join(directory, 'out')
  expect(await review.run(['a.patch', '--tree', 'tree', ...others, '--renumber', out], world)).toBe(0)
  const [name = ''] = readdirSync(out)
  const text = readFileSync(join(out, name), 'utf8')
  return {
    defined: text.match(/(?<=^\+#define )KVM_\w+ .*$/gm),
    titles: text.match(/(?<=^\+)4\.\d+ .*$/gm),
    stderr: stderr(),
  }
}

test.each<readonly [string, readonly string[], string, readonly string[], readonly string[]]>([
  [
    'a chain of three, of which the first is taken',
    ['KVM_CAP_A 237', 'KVM_CAP_B 238', 'KVM_CAP_C 239'],
    '',
    [],
    ['KVM_CAP_A 238', 'KVM_CAP_B 239', 'KVM_CAP_C 240'],
  ],
  [
    'three, of which others have posted one',
    ['KVM_CAP_A 238', 'KVM_CAP_B 239', 'KVM_CAP_C 240'],
    '',
    [mailOf(['#define KVM_CAP_OTHER 239'])],
    ['KVM_CAP_A 238', 'KVM_CAP_B 240', 'KVM_CAP_C 241'],
  ],
  ['an exit that others have posted', ['KVM_EXIT_A 9'], '', [mailOf(['#define KVM_EXIT_OTHER 9'])], ['KVM_EXIT_A 10']],
  [
    'an ioctl of the same file descriptor',
    ['KVM_A _IO(KVMIO, 0x0d)'],
    section('4.10 KVM_A', ':Type: vm ioctl', ':Architectures: all'),
    [],
    ['KVM_A _IO(KVMIO, 0x0e)'],
  ],
  [
    'an ioctl of another file descriptor',
    ['KVM_A _IO(KVMIO, 0x0d)'],
    section('4.10 KVM_A', ':Type: vcpu ioctl', ':Architectures: all'),
    [],
    ['KVM_A _IO(KVMIO, 0x0d)'],
  ],
  [
    'an ioctl of another architecture',
    ['KVM_A _IO(KVMIO, 0x0d)'],
    section('4.10 KVM_A', ':Type: vm ioctl', ':Architectures: s390'),
    [],
    ['KVM_A _IO(KVMIO, 0x0d)'],
  ],
  ['the same series, posted before', ['KVM_CAP_A 238'], '', [mailOf(['#define KVM_CAP_A 238'])], ['KVM_CAP_A 238']],
])('%s', async (_, definitions, sections, pending, expected) => {
  const mail = mailOf(
    definitions.map((one) => `#define ${one}`),
    sections,
  )
  expect((await renumbered(mail, pending)).defined).toEqual(expected)
})

test('sections in a chain', async () => {
  const sections = ['4.9 KVM_A', '4.10 KVM_B', '4.11 KVM_C']
    .map((title) => section(title, ':Type: vcpu ioctl'))
    .join('')
  const {titles} = await renumbered(mailOf(['#define KVM_CAP_A 238'], sections))
  expect(titles).toEqual(['4.10 KVM_A', '4.11 KVM_B', '4.12 KVM_C'])
})

test('nothing to do is said', async () => {
  const {defined, stderr} = await renumbered(mailOf(['#define KVM_CAP_A 238']))
  expect(defined).toEqual(['KVM_CAP_A 238'])
  expect(stderr).toContain('every number is free: the mails are as they were')
})
