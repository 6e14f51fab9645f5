/** Templates: what is filled in, and what is wrong with them, with file and line. */

import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {messagesOf, parseRst} from '../../../src/read/rst/index.ts'
import {fillTemplate, fromMdast, type TemplateValues, toPlainText, writeRst} from '../../../src/write/index.ts'

const rst = (markdown: string, values: TemplateValues) =>
  writeRst(fromMdast(fillTemplate(markdown, 't.md', values).children))

const fields = [
  ['Capability', 'KVM_CAP_EXAMPLE'],
  ['Type', 'vm ioctl'],
  ['Returns', '0 on success, -1 on error'],
] as const
const struct = 'struct kvm_example {\n\t__u32 flags;\n\t__u32 pad;\n};\n'

/** What a series may fill each of the templates with. */
const filled: Readonly<Record<string, TemplateValues>> = {
  'ioctl.md': {
    number: '4.200',
    name: 'KVM_SET_EXAMPLE',
    facts: fields,
    description: 'Sets `flags` to *something*.\n\n:::note\nNot twice.\n:::',
    errnos: [
      ['EINVAL', 'a bit of `flags` is unknown'],
      ['ENOENT', 'no such vCPU'],
    ],
    struct,
  },
  'capability.md': {
    number: '7.99',
    name: 'KVM_CAP_EXAMPLE',
    facts: fields,
    description: 'What it does.',
    errnos: [['EINVAL', '`args[0]` is unknown']],
  },
  'exit.md': {
    struct,
    description: 'Why it ends.',
    flags: [
      ['bit', 'meaning'],
      ['0', 'a read: `gpa` is *stale*'],
    ],
  },
  'struct.md': {
    name: 'struct kvm_example',
    struct,
    members: [
      ['flags', 'must be zero'],
      ['pad', 'is ignored'],
    ],
  },
  'commit.md': {subject: 'KVM: do it', problem: 'It is not done.', change: 'Do it.', references: 'https://a.b/c'},
  'cover.md': {
    subject: 'KVM: do it',
    summary: 'Do it.',
    patches: '- the first\n- the second',
    decisions: '- a name: taken',
    testing: 'By hand.',
  },
}

describe('the templates', () => {
  const files = readdirSync('templates').sort()

  it('are those that the tests fill', () => {
    expect(files).toEqual(Object.keys(filled).sort())
  })

  it.each(files)('%s becomes a section and a text', (file) => {
    const template = readFileSync(`templates/${file}`, 'utf8')
    const {children} = fillTemplate(template, file, filled[file] ?? {})
    const text = writeRst(fromMdast(children))
    expect(messagesOf(parseRst(text))).toEqual([])
    const isMail = file === 'commit.md' || file === 'cover.md'
    const golden = `test/golden/templates/${file.replace('.md', isMail ? '.txt' : '.rst')}`
    const written = isMail ? toPlainText(children) : text
    if (process.env.UPDATE) writeFileSync(golden, written)
    expect(process.env.UPDATE, 'written; run it again without UPDATE').toBeUndefined()
    expect(written).toBe(readFileSync(golden, 'utf8'))
  })
})

describe('a template', () => {
  it('is filled with text, prose, code, fields and rows', () => {
    const markdown = [
      '::placeholder[name]',
      '::placeholder[code]{kind=code}',
      '::placeholder[rows]{kind=rows}',
      '',
      'Of :code[name], a:b, 4:5 and **:value[name]**:',
      '',
      '::value[code]{lang=c}',
      '',
      '::value[rows]{head=1}',
    ].join('\n')
    expect(
      rst(markdown, {
        name: 'a*b',
        code: 'int a;',
        rows: [
          ['x', 'y'],
          ['1', '*2*'],
        ],
      }),
    ).toBe(
      [
        'Of ``a*b``, a:b, 4:5 and **a\\*b**:',
        '',
        '.. code-block:: c',
        '',
        '   int a;',
        '',
        '=  ===',
        'x  y',
        '=  ===',
        '\\1  *2*',
        '=  ===',
        '',
      ]
        .join('\n')
        .replace('\\1', '1'),
    )
  })

  it('leaves out what is optional and not there', () => {
    const markdown = '::placeholder[a]{kind=prose optional}\n\nText.\n\n:::when[a]\n::value[a]\n:::\n'
    expect(rst(markdown, {})).toBe('Text.\n')
    expect(rst(markdown, {a: 'More.'})).toBe('Text.\n\nMore.\n')
  })

  it.each([
    ['unknown placeholder', 'a\n\n:value[b]\n', {}, 't.md:3: Unknown placeholder `b`'],
    ['missing value', '::placeholder[b]\n\n:value[b]\n', {}, 't.md:1: Missing value of placeholder `b`'],
    ['value of another', 'a\n', {c: ''}, 't.md:1: Unknown placeholder `c`'],
    ['unused', 'a\n\n::placeholder[b]\n', {b: ''}, 't.md:3: Unexpected placeholder `b`, which nothing uses'],
    ['twice', '::placeholder[b]\n::placeholder[b]\n\n:value[b]', {b: ''}, 't.md:2: Unexpected second placeholder `b`'],
    [
      'unknown kind',
      '::placeholder[b]{kind=x}\n\n:value[b]',
      {b: ''},
      't.md:1: Unexpected kind `x` of placeholder `b`',
    ],
    [
      'wrong kind',
      '::placeholder[b]{kind=rows}\n\n::value[b]',
      {b: ''},
      't.md:1: Unexpected value of placeholder `b`, expected rows',
    ],
    [
      'unclosed',
      'a\n\n:::note\nText\n',
      {},
      't.md:3: Unexpected end of `note`, expected a line of colons that closes it',
    ],
    [
      'unclosed inside',
      ':::note\n\n::::tip\nText\n:::\n',
      {},
      't.md:3: Unexpected end of `tip`, expected a line of colons that closes it',
    ],
    ['unknown directive', 'a\n\n:::nonsense\nText\n:::\n', {}, 't.md:3: Unknown directive `nonsense`'],
    ['unknown in a text', 'a\n\nb :valu[c]\n', {}, 't.md:3: Unknown directive `valu`'],
    [
      'in prose',
      '::placeholder[b]{kind=prose}\n\n::value[b]',
      {b: 'a\n\n:value[c]'},
      't.md: value of `b`:3: Unexpected directive `value`',
    ],
  ])('says where it is wrong: %s', (_, markdown, values, message) => {
    expect(() => fillTemplate(markdown, 't.md', values)).toThrow(message)
  })
})
