/** Mails as `git format-patch` writes them: one by its text, the others by what git makes of them. */

import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type Envelope, type PatchMail, writeMails} from '../../../src/write/index.ts'
import {git, temporaryDirectory, temporaryRepository, writeFiles} from '../../temporary.ts'

const envelope: Envelope = {
  author: {name: 'Ada Example', email: 'ada@example.org'},
  date: {seconds: 1_000_000_000, zone: '+0200'},
  version: '1.2.3',
}

const lines = (...numbers: readonly (number | string)[]): string => numbers.map((number) => `${number}\n`).join('')

const change: PatchMail = {
  file: 'doc/a.rst',
  before: lines(1, 2, 3, 4, 5, 6, 7, 8, 9),
  after: lines(1, 2, 3, 4, 'five', 6, 7, 8, 9),
  subject: 'Documentation: A: Spell 5',
  body: 'Why.\n',
}

function writeOne(mail: Partial<PatchMail>, author = envelope.author): string {
  const [file] = writeMails([{...change, ...mail}], {...envelope, author})
  if (!file) throw new Error('no mail')
  return file.text
}

test('a mail', () => {
  expect(writeMails([change], envelope)).toEqual([
    {
      name: '0001-Documentation-A-Spell-5.patch',
      text: `\
From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
From: Ada Example <ada@example.org>
Date: Sun, 9 Sep 2001 03:46:40 +0200
Subject: [PATCH] Documentation: A: Spell 5

Why.
---
 doc/a.rst | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/doc/a.rst b/doc/a.rst
index 07193989308c..4c5701d77528 100644
--- a/doc/a.rst
+++ b/doc/a.rst
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
-- 
uapidoc 1.2.3

`,
    },
  ])
})

test('nobody has signed it off', () => {
  expect(writeOne({})).not.toContain('Signed-off-by')
})

test('the blobs are those that git would write', () => {
  const directory = temporaryRepository({'doc/a.rst': change.before})
  writeFiles(directory, {'doc/a.rst': change.after})
  const [, index] = git(directory, 'diff', '--abbrev=12').split('\n')
  expect(writeOne({}).split('\n')).toContain(index)
})

test('numbers are as wide as the last, and subjects make the names', () => {
  const mails = Array.from({length: 10}, (_, index) => ({
    ...change,
    subject: `S (${index + 1}): a/b.. "c" ${'x'.repeat(60)}`,
  }))
  const written = writeMails(mails, envelope)
  expect(written.map(({text}) => /^Subject: (\[PATCH .*?\])/m.exec(text)?.[1]).slice(8)).toEqual([
    '[PATCH 09/10]',
    '[PATCH 10/10]',
  ])
  expect(written[0]?.name).toBe('0001-S-1-a-b.-c-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.patch')
})

describe('what git reads', () => {
  /** Author, Email, Subject and Date as git-mailinfo(1) prints them, and the message. */
  function mailinfo(text: string): {readonly fields: readonly string[]; readonly message: string} {
    const directory = temporaryDirectory()
    const {stdout, status} = spawnSync('git', ['mailinfo', 'message', 'patch'], {
      cwd: directory,
      input: text,
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    return {fields: stdout.trim().split('\n'), message: readFileSync(join(directory, 'message'), 'utf8')}
  }

  test.each([
    'Ada Example',
    'Ada "the" Example, Inc. (x)',
    'Zoë Müller',
    '山田 太郎',
    // git takes no name of more than 60 bytes (`get_sane_name` in its mailinfo.c).
    `Łukasz ${'Maria '.repeat(8)}X`,
    'Back\\slash',
  ])('a name: %s', (name) => {
    const {fields} = mailinfo(writeOne({}, {name, email: 'a@example.org'}))
    expect(fields[0]).toBe(`Author: ${name}`)
    expect(fields[1]).toBe('Email: a@example.org')
  })

  test.each([
    'Documentation: KVM: Short',
    `Documentation: KVM: ${'long words '.repeat(20)}end`,
    'Documentation: Ü: Größe',
    `Documentation: ${'日本語'.repeat(40)}`,
  ])('a subject: %s', (subject) => {
    const text = writeOne({subject})
    expect(mailinfo(text).fields).toContain(`Subject: ${subject}`)
    const header = text.slice(0, text.indexOf('\n\n')).split('\n')
    expect(header.filter((line) => line.length > 78 || /[^\x20-\x7e]/.test(line))).toEqual([])
  })

  test('a message with other letters', () => {
    const text = writeOne({body: 'Größe → ✓\n'})
    expect(text).toContain('\nContent-Type: text/plain; charset=UTF-8\n')
    expect(mailinfo(text).message).toBe('Größe → ✓\n')
  })
})

describe('what git applies', () => {
  test.each([
    {name: 'at the ends of a file', before: lines(1, 2, 3), after: lines(0, 1, 2, 3, 4)},
    {name: 'far apart', before: lines(...Array(50).keys()), after: lines('a', ...Array(50).keys(), 'z')},
    {name: 'without a newline at the end', before: 'a\nb', after: 'a\nc'},
    {name: 'with other letters', before: lines('ä', 'b', '—'), after: lines('ä', 'c', '—')},
    {
      name: 'lines that look like a mail',
      before: lines('-- ', 'From x', '---', 'a'),
      after: lines('-- ', 'From x', '---', 'b'),
    },
    {name: 'lines that go away and look like headers', before: lines('a', '-- b', 'c'), after: lines('a', '++ b', 'c')},
  ])('$name', ({before, after}) => {
    expect(applied('doc/a.rst', [before, after])).toBe(after)
  })

  test.each(['doc/a b.rst', 'doc/ä.rst', 'doc/"q".rst', 'a'])('in a file called %s', (file) => {
    expect(applied(file, [change.before, change.after])).toBe(change.after)
  })

  test('one after the other', () => {
    expect(applied('a.rst', ['a\nb\nc\n', 'a\nB\nc\n', 'a\nB2\nc\n', 'B2\nc\n'])).toBe('B2\nc\n')
  })

  /** The file after `git am` of a mail for each step. */
  function applied(file: string, steps: readonly string[]): string {
    const repository = temporaryRepository({[file]: steps[0] ?? ''})
    const mails = steps.slice(1).map((after, index) => ({...change, file, before: steps[index] ?? '', after}))
    const directory = temporaryDirectory()
    const written = writeMails(mails, envelope)
    writeFiles(directory, Object.fromEntries(written.map(({name, text}) => [name, text])))
    git(repository, 'am', '--quiet', ...written.map(({name}) => join(directory, name)))
    expect(git(repository, 'log', '-1', '--format=%an <%ae> %ad', '--date=raw')).toBe(
      'Ada Example <ada@example.org> 1000000000 +0200',
    )
    return readFileSync(join(repository, file), 'utf8')
  }
})

describe('a date', () => {
  const seconds = [
    0, 1, 68_169_599, 951_782_400, 951_868_800, 1_078_012_800, 1_709_164_800, 4_107_542_399, 13_574_563_200,
  ]

  test.each(seconds)('%d seconds', (at) => {
    // RFC 5322 allows a day of one digit, Date has two.
    const expected = new Date(at * 1000).toUTCString().replace(', 0', ', ').replace('GMT', '+0000')
    expect(dateOf({seconds: at, zone: '+0000'})).toBe(expected)
  })

  test('in another zone', () => {
    expect(dateOf({seconds: 0, zone: '-0330'})).toBe('Wed, 31 Dec 1969 20:30:00 -0330')
    expect(dateOf({seconds: 0, zone: '+1345'})).toBe('Thu, 1 Jan 1970 13:45:00 +1345')
  })

  function dateOf(date: Envelope['date']): string | undefined {
    const [file] = writeMails([change], {...envelope, date})
    return /^Date: (.*)$/m.exec(file?.text ?? '')?.[1]
  }
})
