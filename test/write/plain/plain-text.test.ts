/** Markdown as the text of a mail. */

import {expect, it} from 'vitest'
import {fillTemplate, toPlainText} from '../../../src/write/index.ts'

const plain = (markdown: string) => toPlainText(fillTemplate(markdown, 't.md', {}).children)

it('writes lines of at most 72 columns without markup', () => {
  const words = 'word '.repeat(20).trim()
  expect(plain(`*${words}*, \`code\` and **more**`)).toBe(
    `${'word '.repeat(14).trim()}\n${'word '.repeat(6).trim()}, code and more\n`,
  )
})

it('writes lists, code, quotes and links', () => {
  const markdown = [
    '- one',
    '- two [here](https://a.b/)',
    '',
    '3. three',
    '',
    '   more',
    '4. four',
    '',
    '> said',
    '',
    '```c',
    'int a;',
    '```',
    '',
    '<https://a.b/>',
  ].join('\n')
  expect(plain(markdown)).toBe(
    [
      ...['- one', '- two here (https://a.b/)', '', '3. three', '', '   more', '', '4. four', '', '> said', ''],
      ...['    int a;', '', 'https://a.b/', ''],
    ].join('\n'),
  )
})

it('throws at what a mail cannot have, by name', () => {
  expect(() => plain(':::note\na\n:::\n')).toThrow('Unexpected block `containerDirective` in a mail')
})
