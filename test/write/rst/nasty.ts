/** Texts that look like markup: pieces of them, and words in between. */

import fc from 'fast-check'

const pieces = [
  ...[
    '*',
    '**',
    '`',
    '``',
    '_',
    '__',
    '|',
    '\\',
    ':',
    '::',
    '<',
    '>',
    '[1]_',
    '[#]',
    '@',
    '~',
    '^',
    '#',
    '+',
    '-',
    '=',
    '.',
  ],
  ...[
    '- ',
    '* ',
    '+ ',
    '1. ',
    '(a) ',
    'iv) ',
    '#. ',
    'A. ',
    ':a: ',
    ':Type: ',
    '.. ',
    '.. note:: ',
    '.. _a: ',
    '__ ',
    '-- ',
    '\u2014 ',
  ],
  ...[
    '>>> ',
    '| ',
    '-a  ',
    '-f FILE  ',
    '--long',
    '/V',
    '====',
    '----',
    '...',
    '== ==',
    '+--+--+',
    '+---+',
    ' : ',
    '\u2022 ',
  ],
  ...[
    'http://a.b/',
    'https://kernel.org.',
    'a@b.c',
    'mailto:x',
    'data:',
    'foo:bar',
    ':sub:',
    ':c:func:',
    '$',
    '&',
    '%',
  ],
  ...[
    'a',
    'word',
    'KVM_CAP_',
    'KVM_VM_*',
    'args[0]',
    '0',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    ',',
    ';',
    '!',
    '?',
    '/',
  ],
  ...['\u4e2d\u6587', '\u{1f600}', 'e\u0301', '\u00ab', '\u00bb', '\u00e9', '\u2019'],
  ...[' ', ' ', ' ', ' ', ' '],
]

export const nastyText = fc
  .array(fc.constantFrom(...pieces), {minLength: 1, maxLength: 14})
  .map((list) => list.join(''))

/** Text as a reader gives it: single blanks, none around it. */
export const cleanText = nastyText.map((text) => text.replace(/ +/g, ' ').trim()).filter((text) => text !== '')

/** Lines as they stand in code: no white space at the end, something in the first and the last, one of them not indented. */
export const codeText = fc
  .array(fc.tuple(fc.constantFrom('', '  ', '    '), cleanText), {minLength: 1, maxLength: 5})
  .map((lines) => lines.map(([indent, text], index) => (index === 0 ? text : indent + text)).join('\n'))

export const word = fc.constantFrom('a', 'value', 'KVM_RUN', 'two words', 'x1')
