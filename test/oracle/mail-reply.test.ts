/** The replies of `--format mail` against Python's email package: who gets them, what they answer, what they say. */

import {Buffer} from 'node:buffer'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {reviewMails} from '../../src/commands/review-mails.ts'
import {findMails} from '../../src/read/mail/index.ts'
import {loadReporter} from '../../src/report/index.ts'
import {mailsDirectory, poolMails} from '../mails.ts'
import {patchMail} from '../patch-mail.ts'
import {isInstalled, run} from './compile.ts'

interface Parsed {
  readonly from: readonly (readonly [name: string, address: string])[]
  readonly to: Parsed['from']
  readonly cc: Parsed['from']
  readonly subject: string
  readonly messageId: string
  readonly inReplyTo: string
  readonly references: readonly string[]
  readonly isAscii: boolean
  readonly defects: readonly string[]
  readonly body: string
}

async function parse(mails: readonly (string | Uint8Array)[]): Promise<readonly Parsed[]> {
  const input = mails.map((mail) => `${Buffer.from(mail).toString('base64')}\n`).join('')
  const {status, stdout, stderr} = await run('python3', [join(import.meta.dirname, 'mail_reply.py')], input)
  expect({status, stderr}).toEqual({status: 0, stderr: ''})
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

async function replyTo(content: string | Uint8Array): Promise<string> {
  const {findings, linesOf} = await reviewMails(findMails(content, 'mail'))
  const report = await loadReporter('mail')
  return report({findings, linesOf, rules: [], version: '1.2.3'}, {color: false, width: 80})
}

/** What is wrong with a reply, in words. */
function faultsOf(reply: Parsed, original: Parsed): readonly string[] {
  const all = [...original.from, ...original.to, ...original.cc]
  const people = [...reply.to, ...reply.cc]
  const addresses = people.map(([, address]) => address)
  const known = new Set(all.map(([, address]) => address))
  const long = reply.body.split('\n').filter((line) => line.length > 72 && !line.startsWith('>') && line.includes(' '))
  return [
    ...reply.defects,
    ...(reply.isAscii ? [] : ['a header that is not ASCII']),
    ...[...known].filter((address) => !addresses.includes(address)).map((address) => `${address} gets none`),
    ...addresses
      .filter((address, index) => addresses.indexOf(address) !== index)
      .map((address) => `${address} gets two`),
    // An address that stands as its own name, or has a comment for one, has none in a reply.
    ...people
      .filter(([name, address]) => name !== '' && !all.some(([other, at]) => other === name && at === address))
      .map(([name]) => `nobody is called ${name}`),
    ...(reply.to[0]?.[1] === original.from[0]?.[1] ? [] : ['To is not the author']),
    ...(reply.subject === `Re: ${original.subject}` ? [] : [`subject ${reply.subject}`]),
    ...(reply.inReplyTo === original.messageId ? [] : [`In-Reply-To ${reply.inReplyTo}`]),
    ...(reply.references.at(-1) === original.messageId ? [] : [`References ${reply.references}`]),
    ...long.map((line) => `long: ${line}`),
  ]
}

async function faults(mails: ReadonlyMap<string, string | Uint8Array>) {
  const replies = new Map<string, string>()
  for (const [name, content] of mails) {
    const text = await replyTo(content)
    if (text !== '') replies.set(name, text)
  }
  const names = [...replies.keys()]
  const parsed = await parse([...replies.values()])
  const originals = await parse(names.map((name) => mails.get(name) ?? ''))
  const found = names.map((name, index) => {
    const [reply, original] = [parsed[index], originals[index]]
    return [name, reply && original ? faultsOf(reply, original) : ['not parsed']] as const
  })
  return {replies: names.length, found: found.filter(([, faults]) => faults.length > 0), parsed}
}

const broken = patchMail({
  'include/uapi/linux/kvm.h': ' #define KVM_CAP_ROPE 7\n+/* größer */\n+#define KVM_CAP_BELL 7\n',
})
const withFields = (fields: string) => broken.replace('From: A <a@example.org>', fields)

describe.skipIf(!isInstalled('python3'))('headers by hand', () => {
  test.each([
    ['an encoded name with a comma', 'From: =?utf-8?q?M=C3=BCller=2C_J=C3=B6rg?= <j@example.org>'],
    ['a quoted name', 'From: "O\'Brien \\"Bob\\", X." <b@example.org>'],
    ['an encoded word in quotes', 'From: "=?utf-8?q?M=C3=BCller?=" <j@example.org>'],
    ['an address alone', 'From: j@example.org'],
    [
      'a comment in a comment',
      'From: A <a@example.org>\nCc: x@example.org (keeper:X (32 AND 64)), y@example.org (list)',
    ],
    ['nobody', 'From: A <a@example.org>\nTo: undisclosed-recipients:;\nCc: y@example.org'],
    ['somebody twice', 'From: A <a@example.org>\nTo: B <b@example.org>\nCc: A <A@example.org>, b@example.org'],
    ['folded', 'From: A\n <a@example.org>\nCc: "B,\n C" <b@example.org>,\n\tD <d@example.org>'],
    // White space between two encoded words is none (RFC 2047, 6.2), which Python 3.11 does not know of names.
    ['encoded behind a word', 'From: Jane =?utf-8?q?M=C3=BCller?= <j@example.org>'],
  ])('%s', async (name, fields) => {
    const type = 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit'
    const {replies, found, parsed} = await faults(new Map([[name, withFields(`${fields}\n${type}`)]]))
    expect(found).toEqual([])
    expect(replies).toBe(1)
    expect(parsed[0]?.body).toContain('> +/* größer */\n')
  })

  test('a long subject that is not ASCII begins with its tag, and is whole', async () => {
    const subject = `[PATCH v3 03/13] KVM: ${'Bells und Glöckchen, '.repeat(8)}end`
    const mail = broken.replace(/^Subject: .*$/m, `Subject: ${subject}`)
    const reply = await replyTo(mail)
    expect(reply).toMatch(/^Subject: Re: \[PATCH v3 03\/13\] KVM: Bells/m)
    expect((await parse([reply]))[0]?.subject).toBe(`Re: ${subject}`)
  })
})

const directory = mailsDirectory()

describe.skipIf(directory === undefined || !isInstalled('python3'))('real mails', () => {
  test('every reply', async () => {
    if (directory === undefined) throw new Error('mails')
    const names = readdirSync(directory).filter((name) => /^\d.*-\d\d\.eml$/.test(name))
    const labelled = names.map((name) => [name, readFileSync(join(directory, name))] as const)
    const {replies, found} = await faults(new Map([...labelled, ...poolMails(directory)]))
    expect(found).toEqual([])
    expect(replies).toBeGreaterThan(60)
  })
})
