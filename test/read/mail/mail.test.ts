/** Mails as they come: mailboxes, encodings, headers; and the line of the file that each line of a text is on. */

import {describe, expect, test} from 'vitest'
import type {Mail} from '../../../src/model/index.ts'
import {readMails} from '../../../src/read/mail/index.ts'

const read = (text: string | Uint8Array) => readMails(text, 'm')
const numbered = ({lines, lineOf}: Mail): string[] => lines.map((line, index) => `${lineOf(index)}:${line}`)

const plain = 'From: a@b\nSubject: [PATCH] x\n\none\ntwo\n'
const mailbox = 'From 0123456789 Mon Sep 17 00:00:00 2001\n'

describe('splits', () => {
  const cases = [
    {name: 'one mail without a mailbox', text: plain, mails: [['4:one', '5:two']]},
    {
      name: 'two in a mailbox',
      text: `${mailbox}${plain}\n${mailbox}${plain}`,
      mails: [
        ['5:one', '6:two'],
        ['12:one', '13:two'],
      ],
    },
    {
      name: 'a `From ` line in a body',
      text: `${mailbox}${plain}\nFrom here on\n`,
      mails: [['5:one', '6:two', '7:', '8:From here on']],
    },
    {
      name: 'a `From ` line that mboxrd quotes',
      text: `${mailbox}${plain}>From here on\n>>From\n`,
      mails: [['5:one', '6:two', '7:From here on', '8:>>From']],
    },
    {name: 'nothing', text: '\n', mails: []},
    {name: 'CRLF', text: plain.replaceAll('\n', '\r\n'), mails: [['4:one', '5:two']]},
    {name: 'no header', text: 'diff --git a/x b/x\n', mails: [['1:diff --git a/x b/x']]},
  ]
  test.each(cases)('$name', async ({text, mails}) => {
    expect((await read(text)).map(numbered)).toEqual(mails)
  })
})

describe('decodes', () => {
  const body = (fields: string, text: string) => `${fields}\n\n${text}`
  const base64 = Buffer.from('eins\nzwei ist lang genug für mehr als eine Zeile von base64\ndrei\n')
    .toString('base64')
    .replaceAll(/(.{40})/g, '$1\n')
  const cases = [
    {
      name: 'quoted-printable',
      text: body('Content-Transfer-Encoding: quoted-printable', 'a =3D b=\n c\nd=C3=A4\ne=0Af\n'),
      lines: ['3:a = b c', '5:dä', '6:e', '6:f'],
    },
    {
      name: 'base64',
      text: body('Content-Transfer-Encoding: base64', base64),
      lines: ['3:eins', '3:zwei ist lang genug für mehr als eine Zeile von base64', '5:drei'],
    },
    {
      name: 'format=flowed',
      text: body('Content-Type: text/plain; format=flowed', ' +a \nb\n-- \nc\n'),
      lines: ['3:+a b', '5:-- ', '6:c'],
    },
    {
      name: 'a part of several',
      text: body(
        'Content-Type: multipart/mixed; boundary="B"',
        '--B\nContent-Type: text/html\n\n<p>\n--B\nContent-Type: text/plain\n\nhere\n--B--\n',
      ),
      lines: ['10:here'],
    },
  ]
  test.each(cases)('$name', async ({text, lines}) => {
    expect((await read(text)).map(numbered)).toEqual([lines])
  })

  test('words of a header, folded lines, ids', async () => {
    const [mail] = await read(
      'Subject: =?UTF-8?q?K=C3=A4se?=\n\tund Brot\nIn-Reply-To: <a@b>\nReferences: <r@b>\n <a@b>\n\nx\n',
    )
    expect(mail?.header).toMatchObject({subject: 'Käse und Brot', inReplyTo: 'a@b', references: ['r@b', 'a@b']})
    expect(mail?.subjectLine).toBe(1)
  })

  test('bytes of another charset', async () => {
    const [mail] = await read(Buffer.from('Content-Type: text/plain; charset=iso-8859-1\n\nK\xe4se\n', 'latin1'))
    expect(mail?.lines).toEqual(['Käse'])
  })

  test('HTML alone is said', async () => {
    const [mail] = await read('Content-Type: text/html\n\n<p>\n')
    expect(mail?.problem).toBe('Unexpected text/html, expected a part that is plain text')
  })
})
