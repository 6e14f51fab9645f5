/** `uapidoc review`: what comes in, what goes out, and with which status. */

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {review} from '../../src/commands/review.ts'
import {InputError} from '../../src/model/index.ts'
import {exampleFiles, implementation, section} from '../../src/rules/support/example.ts'
import {patchMail} from '../patch-mail.ts'
import {git, temporaryDirectory, temporaryRepository, writeFiles} from '../temporary.ts'
import {uapidoc, useCommand} from '../uapidoc.ts'
import {worldWith} from './world.ts'

useCommand()

const bell = {
  'include/uapi/linux/kvm.h': '@@ -10,1 +10,2 @@ struct kvm_x {\n #define KVM_CAP_ROPE 1\n+#define KVM_BELL BIT(1)\n',
}

async function run(words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const directory = temporaryDirectory(files)
  const {world, stdout, stderr} = worldWith({directory})
  const status = await review.run(words, world)
  return {status, stdout: stdout(), stderr: stderr()}
}

test('places are those of the patched file, and of the mail', async () => {
  const {status, stdout} = await run(['a.patch', '--format', 'json', '--only', 'uapi-macro'], {
    'a.patch': patchMail(bell, {subject: '[PATCH v2 5/8] KVM: Ring'}),
  })
  expect(status).toBe(1)
  expect(JSON.parse(stdout).findings).toMatchObject([
    {
      file: 'include/uapi/linux/kvm.h',
      line: 11,
      column: 9,
      patch: {number: 5, total: 8, subject: 'KVM: Ring', mailLine: 13},
    },
  ])
})

test('text is a line a finding, and nothing where there is none', async () => {
  const found = await run(['a.patch', '--only', 'uapi-macro'], {'a.patch': patchMail(bell)})
  expect(found.stdout).toBe(
    'include/uapi/linux/kvm.h:11: WARNING:uapi-macro: Unexpected `BIT` in `KVM_BELL`, expected a shift or `_BITUL`: userspace has no `BIT`\n',
  )
  expect(await run(['a.patch'], {'a.patch': patchMail({'fs/ext4/inode.c': '+BIT(1)\n'})})).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  })
})

const header = 'include/uapi/linux/kvm.h'

test('mail is the reply: quoted lines, each comment under its own, nobody who signs', async () => {
  const text = patchMail(bell, {subject: '[PATCH] KVM: Ring'}).replace(
    'Message-ID',
    'Cc: =?UTF-8?q?=C3=84?= <b@example.org>, c@example.org\nDate: Wed, 15 Feb 2023 01:16:11 +0000\nMessage-ID',
  )
  const {stdout} = await run(['a', '--only', 'uapi-macro', '--format', 'mail'], {a: text})
  expect(stdout).toBe(`To: A <a@example.org>
Cc: =?UTF-8?q?=C3=84?= <b@example.org>,
 c@example.org
Subject: Re: [PATCH] KVM: Ring
In-Reply-To: <1@example.org>
References: <1@example.org>

On Wed, 15 Feb 2023 01:16:11 +0000, A wrote:
> diff --git a/${header} b/${header}
> [...]
> +++ b/${header}
> @@ -10,1 +10,2 @@ struct kvm_x {
>  #define KVM_CAP_ROPE 1
> +#define KVM_BELL BIT(1)

Unexpected \`BIT\` in \`KVM_BELL\`, expected a shift or \`_BITUL\`: userspace
has no \`BIT\`

`)
})

test('in a reply, what is of no line stands below the beginning, and what is said twice is said once', async () => {
  const text = patchMail(
    {'Documentation/virt/kvm/api.rst': '+QEMU rings.\n+\n+It rings QEMU.\n', [header]: '+#define KVM_CAP_BELL 1\n'},
    {message: 'Bells ring.\nLoud.\n\nMore.'},
  )
  const {stdout} = await run(['a', '--format', 'mail', '--only', 'vmm-named,missing-userspace-user'], {a: text})
  expect(stdout).toContain('wrote:\n> Bells ring.\n> Loud.\n\n')
  expect(stdout.match(/Unexpected `QEMU`/g)).toHaveLength(1)
  expect(stdout).toContain('> +It rings QEMU.\n\nSame here.\n')
})

describe('a series', () => {
  const one = patchMail(bell, {subject: '[PATCH 1/2] KVM: Ring'})
  const two = patchMail(
    {'include/uapi/linux/kvm.h': '+#define KVM_ROPE BIT(2)\n'},
    {subject: '[PATCH 2/2] KVM: Pull'},
  ).replace('<1@example.org>', '<2@example.org>\nIn-Reply-To: <1@example.org>')

  test('is put in order', async () => {
    const {stdout} = await run(['b', 'a', '--format', 'json', '--only', 'uapi-macro'], {a: one, b: two})
    expect(JSON.parse(stdout).findings.map(({symbol}: {symbol: string}) => symbol)).toEqual(['KVM_BELL', 'KVM_ROPE'])
  })

  test('a directory of mails, and a maildir', async () => {
    const files = {'0001-a.patch': one, '0002-b.patch': two}
    const below = (name: string) =>
      Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]))
    for (const words of [['out'], ['mail']]) {
      const {stdout} = await run([...words, '--only', 'uapi-macro'], {
        ...below('out'),
        ...below('mail/new'),
        'mail/cur/x': '',
      })
      expect(stdout.split('\n')).toHaveLength(3)
    }
  })

  test('what is missing is said', async () => {
    const three = two.replace('2/2', '3/3')
    const {stderr} = await run(['a', 'b'], {a: one.replace('1/2', '1/3'), b: three})
    expect(stderr).toBe('uapidoc: a: Unexpected lack of patch 2 of 3, expected the whole series\n')
  })
})

describe('a tree', () => {
  const tree = {
    'linux/Documentation/virt/kvm/api.rst': '4.1 KVM_ROPE\n------------\n\n:Type: vm ioctl\n\nPulls.\n',
    'linux/include/uapi/linux/kvm.h': '#define KVM_CAP_ROPE 7\n',
  }
  const patch = patchMail({'include/uapi/linux/kvm.h': ' #define KVM_CAP_ROPE 7\n+#define KVM_CAP_BELL 7\n'})

  test('says which numbers are taken', async () => {
    const {stdout} = await run(['a', '--tree', 'linux', '--only', 'number-taken'], {...tree, a: patch})
    expect(stdout).toContain('Unexpected capability 7 of `KVM_CAP_BELL`')
  })

  test('is asked the rules of check, for what is added', async () => {
    const text = patchMail({
      'Documentation/virt/kvm/api.rst': '@@ -5,2 +5,7 @@\n \n Pulls.\n+\n+4.1 KVM_BELL\n+------------\n+\n+Rings.\n',
    })
    const {stdout} = await run(['a', '--tree', 'linux', '--only', 'section-number', '--format', 'json'], {
      ...tree,
      a: text,
    })
    expect(JSON.parse(stdout).findings).toMatchObject([{rule: 'section-number', line: 8, patch: {mailLine: 15}}])
  })

  const sections = (hunk: string) => patchMail({'Documentation/virt/kvm/api.rst': hunk})

  test('a section whose number is taken is said once, whether or not the patch applies', async () => {
    const added = '+4.1 KVM_BELL\n+------------\n+\n+:Type: vm ioctl\n+\n+Rings.\n'
    for (const [hunk, rule] of [
      [`@@ -5,2 +5,9 @@\n \n Pulls.\n+\n${added}`, 'section-number'],
      [`@@ -5,2 +5,9 @@\n \n Pushes.\n+\n${added}`, 'number-taken'],
    ] as const) {
      const words = ['a', '--tree', 'linux', '--only', 'section-number,number-taken', '--format', 'json']
      const {stdout} = await run(words, {...tree, a: sections(hunk)})
      expect(JSON.parse(stdout).findings).toMatchObject([{rule, line: 8}])
    }
  })

  test('a section with another title is not new', async () => {
    const renamed = sections('-4.1 KVM_ROPE\n+4.1 KVM_BELL\n ------------\n \n :Type: vm ioctl\n')
    const {stdout} = await run(['a', '--tree', 'linux', '--only', 'number-taken'], {...tree, a: renamed})
    expect(stdout).toBe('')
  })

  test('a bit that a flag above the hunk has, a name that the header has, and an errno that the section has not', async () => {
    const bits = Array.from({length: 6}, (_, bit) => `#define KVM_BELL_RING_${'ABCDEF'[bit]} (1 << ${bit})`)
    const busy = '\t\tr = -EBUSY;\n\t\tif (!file->private_data)\n\t\t\tbreak;\n\t\tr = 0;\n'
    const repository = temporaryRepository(
      exampleFiles({
        document: section('4.1 KVM_RING', {
          Architectures: 'x86',
          Type: 'vm ioctl',
          Returns: '0 on success, -EBUSY if it rings',
        }),
        header: `#define KVM_RING _IO(0xAE, 0x01)\n#define KVM_BELL 1\n\n${bits.join('\n')}\n`,
        others: implementation({vm: {KVM_RING: busy}}),
      }),
    )
    const change = (path: string, edit: (text: string) => string) =>
      writeFiles(repository, {[path]: edit(readFileSync(join(repository, path), 'utf8'))})
    change(header, (text) => `${text}#define KVM_BELL_RING_G (1 << 1)\n#define KVM_BELL 2\n`)
    change('virt/kvm/kvm_main.c', (text) =>
      text.replace('r = -EBUSY;', 'r = -EPERM;\n\t\tif (ioctl > 9)\n\t\t\tbreak;\n\t\tr = -EBUSY;'),
    )
    git(repository, 'commit', '--quiet', '--all', '--message=KVM: Ring')
    const {world, stdout} = worldWith({directory: repository})
    await review.run(['v1..HEAD', '--only', 'flag-taken,name-redefined,errno-unnamed', '--format', 'text'], world)
    expect(
      stdout(),
    ).toBe(`Documentation/virt/kvm/api.rst:6: WARNING:errno-unnamed: Unexpected \`EPERM\` from \`KVM_RING\`, expected its section to say when it is returned
include/uapi/linux/kvm.h:10: WARNING:flag-taken: Unexpected bit 1 of \`KVM_BELL_RING_G\`, expected a free one: \`KVM_BELL_RING_B\` has it
include/uapi/linux/kvm.h:11: ERROR:name-redefined: Unexpected second definition of \`KVM_BELL\`, expected a new name
`)
  })

  describe('a finding belongs to the patch that adds its line, once', () => {
    const words = ['--only', 'uapi-macro,section-number', '--format', 'json']
    const files = {
      'Documentation/virt/kvm/api.rst': '4.1 KVM_ROPE\n------------\n\nPulls.\n',
      [header]: '#define KVMIO 0xAE\n',
    }
    type State = Readonly<Record<string, string>>
    const commits = (states: readonly State[]): string => {
      const repository = temporaryRepository(files)
      for (const state of states) {
        writeFiles(repository, state)
        git(repository, 'commit', '--quiet', '--all', '--message=KVM: Ring')
      }
      return repository
    }
    const rope = files['Documentation/virt/kvm/api.rst']
    const bit = {[header]: '#define KVMIO 0xAE\n#define KVM_BELL BIT(1)\n'}
    const section = (number: string) => ({
      'Documentation/virt/kvm/api.rst': `${rope}\n${number} KVM_BELL\n------------\n\nRings.\n`,
    })
    const cases: readonly (readonly [string, readonly State[], readonly (readonly [string, number])[]])[] = [
      [
        'of three',
        [section('4.1'), bit, {[header]: `${bit[header]}#define KVM_ROPE 1\n`}],
        [
          ['section-number', 1],
          ['uapi-macro', 2],
        ],
      ],
      [
        'that a later one repairs',
        [section('4.1'), bit, {...section('4.2'), [header]: '#define KVMIO 0xAE\n#define KVM_BELL 2\n'}],
        [],
      ],
      ['that a later one moves the line of', [bit, {[header]: `/* Bells. */\n${bit[header]}`}], [['uapi-macro', 1]]],
    ]
    test.each(cases)('%s', async (_, states, expected) => {
      const {world, stdout} = worldWith({directory: commits(states)})
      await review.run(['v1..HEAD', ...words], world)
      const {findings} = JSON.parse(stdout())
      expect(findings.map(({rule, patch}: {rule: string; patch: {number: number}}) => [rule, patch.number])).toEqual(
        expected,
      )
    })
  })

  test('what does not apply is reviewed from its hunks, which is said once', async () => {
    const other = patchMail({'include/uapi/linux/kvm.h': ' #define KVM_CAP_WHEEL 6\n+#define KVM_BELL BIT(1)\n'})
    const {stdout, stderr} = await run(['a', '--tree', 'linux', '--only', 'uapi-macro'], {...tree, a: other})
    expect(stdout).toContain('uapi-macro')
    expect(stderr.split('\n')).toHaveLength(2)
    expect(stderr).toContain('does not apply to linux')
  })
})

test('a number that another series claims', async () => {
  const bells = (name: string) =>
    patchMail(
      {'include/uapi/linux/kvm.h': ` #define KVM_CAP_ROPE 1\n+#define KVM_CAP_${name} 2\n`},
      {subject: `[PATCH] KVM: ${name}`},
    )
  const words = ['a', '--pending', 'b', '--only', 'number-taken'] as const
  const {stdout} = await run(words, {a: bells('BELL'), b: bells('WHEEL')})
  expect(stdout).toContain('expected a free one: `KVM_CAP_WHEEL` claims it in "KVM: WHEEL"')
  expect((await run(words, {a: bells('BELL'), b: bells('BELL')})).stdout).toBe('')
})

describe('a member of struct kvm_run that another series claims', () => {
  const data = (exit: string, member: string, type = '__u64') =>
    patchMail(
      {
        'include/uapi/linux/kvm.h': `@@ -5,2 +5,6 @@ struct kvm_run {\n \t\t} rope;\n+\t\t/* ${exit} */\n+\t\tstruct {\n+\t\t\t${type} flags;\n+\t\t} ${member};\n \t\tchar padding[256];\n`,
      },
      {subject: `[PATCH] KVM: ${exit}`},
    )
  const elsewhere = (text: string) => text.replace('From: A <a@', 'From: B <b@')
  const own = data('KVM_EXIT_BELL', 'bell')
  const cases = [
    {name: 'for another exit', other: data('KVM_EXIT_GONG', 'bell'), found: 1},
    {name: 'for the same exit, with other data', other: elsewhere(data('KVM_EXIT_BELL', 'bell', '__u32')), found: 1},
    {name: 'for the same exit, with the same data', other: elsewhere(own), found: 0},
    {name: 'in an earlier version', other: data('KVM_EXIT_BELL', 'bell', '__u32'), found: 0},
    {name: 'of another name', other: data('KVM_EXIT_GONG', 'gong'), found: 0},
  ]
  test.each(cases)('$name', async ({other, found}) => {
    const words = ['a', '--pending', 'b', '--only', 'number-taken', '--format', 'json']
    const {findings} = JSON.parse((await run(words, {a: own, b: other})).stdout)
    expect(findings).toHaveLength(found)
    if (found > 0) expect(findings[0]).toMatchObject({symbol: 'bell', line: 9})
  })
})

describe('a thread', () => {
  const header = 'include/uapi/linux/kvm.h'
  const v1 = patchMail(
    {[header]: ' #define KVM_CAP_ROPE 1\n+#define KVM_BELL 2\n+#define KVM_LOUD 3\n+#define KVM_TONE 4\n'},
    {subject: '[PATCH] KVM: Ring', message: 'This adds a bell, which rings.\n\nIt is loud.'},
  ).replace('1@example.org', 'v1@example.org')
  const v2 = patchMail(
    {[header]: ' #define KVM_CAP_ROPE 1\n+#define KVM_BELL 2\n+#define KVM_LOUDER 3\n'},
    {subject: '[PATCH v2] KVM: Ring', message: 'Ropes hang. This adds a\nbell, which rings.\n\nIt is not.'},
  ).replace('1@example.org', 'v2@example.org')
  const reply = (from: string, id: string, to: string, text: string) =>
    `From: ${from}\nSubject: Re: [PATCH] KVM: Ring\nMessage-ID: <${id}@example.org>\nIn-Reply-To: <${to}@example.org>\nReferences: <v1@example.org> <${to}@example.org>\n\n${text}`
  const jane = reply(
    'Jane Doe <j@example.org>',
    'r1',
    'v1',
    `On Mon, A wrote:
> This adds a bell, which rings.

Adds, imperative.

> It is loud.

For whom?

> +#define KVM_BELL 2

Why not a flag, as elsewhere?

Thanks,
  J.
_______________________________________________
bells mailing list

> +#define KVM_LOUD 3

Loud is no number.

> +#define KVM_TONE 4

Otherwise, this looks good to me.
Reviewed-by: Jane Doe <j@example.org>
`,
  )
  const answer = reply(
    'A <a@example.org>',
    'r2',
    'r1',
    `> > +#define KVM_BELL 2
> Why not a flag, as elsewhere?
Because there is one bell.
`,
  )
  const files = {v1, v2, r1: jane, r2: answer}
  const thread = ['v2', '--thread', 'v1,r1', '--thread', 'r2', '--only', 'vmm-named']

  test('begins with what is open, each with its line and the hunk as it stands', async () => {
    const {stdout} = await run(thread, files)
    expect(stdout).toBe(`v2: 2 of 4 open
v2:5: Jane Doe on v1's message: Adds, imperative.
  > Ropes hang. This adds a
include/uapi/linux/kvm.h:2: Jane Doe on v1: Why not a flag, as elsewhere?
  A: Because there is one bell.
     #define KVM_CAP_ROPE 1
  > +#define KVM_BELL 2

`)
  })

  test('is data in JSON', async () => {
    const {thread: data, ...rest} = JSON.parse((await run([...thread, '--format', 'json'], files)).stdout)
    expect(Object.keys(rest)).toEqual(['version', 'summary', 'findings'])
    expect({...data, comments: data.comments.length}).toEqual({version: 2, open: 2, total: 4, comments: 4})
    const [adds, whom, flag, loud] = data.comments
    expect([adds, whom, flag, loud].map(({state, file, line}) => [state, file, line])).toEqual([
      ['unchanged', null, 'This adds a bell, which rings.'],
      ['changed', null, 'It is loud.'],
      ['unchanged', header, '+#define KVM_BELL 2'],
      ['changed', header, '+#define KVM_LOUD 3'],
    ])
    expect(flag).toMatchObject({
      author: 'Jane Doe',
      version: 1,
      text: 'Why not a flag, as elsewhere?',
      answers: [{author: 'A', text: 'Because there is one bell.'}],
      now: {file: header, line: 2, patch: {number: 1, total: 1, subject: 'KVM: Ring', mailLine: 16}},
    })
    expect(loud.now).toBeNull()
  })

  test('is asked again below its line in a reply', async () => {
    const {stdout} = await run([...thread, '--format', 'mail'], files)
    expect(stdout).toContain(`wrote:
> Ropes hang. This adds a

Still open, Jane Doe on v1's message: Adds, imperative.

`)
    expect(stdout).toContain(`>  #define KVM_CAP_ROPE 1
> +#define KVM_BELL 2

Still open, Jane Doe on v1: Why not a flag, as elsewhere?
A: Because there is one bell.
`)
  })

  test('is in the same reply as what is found', async () => {
    const loud = {...files, v2: v2.replace('KVM_LOUDER 3', 'KVM_LOUDER BIT(3)')}
    const {stdout} = await run(['v2', '--thread', 'v1,r1,r2', '--format', 'mail', '--only', 'uapi-macro'], loud)
    expect(stdout.match(/^In-Reply-To: /gm)).toHaveLength(1)
    expect(stdout).toMatch(/Still open, Jane Doe on v1: [\s\S]*Unexpected /)
  })

  test.each(['markdown', 'html'])('comes first in %s', async (format) => {
    const {stdout, stderr} = await run([...thread, '--format', format], files)
    expect(stderr).toBe('')
    expect(stdout.indexOf('v2: 2 of 4 open')).toBeGreaterThan(0)
    expect(stdout).toContain('Why not a flag, as elsewhere?')
  })

  test.each(['sarif', 'github', 'rdjsonl', 'b4'])('%s has no room for it: stderr says how many', async (format) => {
    const {stdout, stderr} = await run([...thread, '--format', format], files)
    expect(stdout).not.toContain('Jane')
    expect(stderr).toBe('uapidoc: v2: 2 of 4 open\n')
  })

  test('what stands more than once is told apart by the line above', async () => {
    const code = (middle: string) => `+\tif (copy_in())\n+\t\treturn -EFAULT;\n${middle}+\tdone();\n`
    const file = 'virt/kvm/kvm_main.c'
    const before = patchMail({[file]: code('+\tif (copy_out())\n+\t\treturn -EFAULT;\n')}).replace('1@e', 'v1@e')
    const said = reply(
      'Jane Doe <j@example.org>',
      'r1',
      'v1',
      '> +\tif (copy_out())\n> +\t\treturn -EFAULT;\n\nCopied?\n',
    )
    const after = patchMail({[file]: code('')}, {subject: '[PATCH v2] KVM: Change it'})
    const {stdout} = await run(['b', '--thread', 'a,r', '--only', 'vmm-named'], {a: before, b: after, r: said})
    expect(stdout).toMatch(/^v2: 0 of 1 open\n/)
  })
})

describe('protocols', () => {
  const uapidocOn = (words: readonly string[], text: string) => uapidoc(['review', '-', ...words], {input: text})
  const broken = patchMail({'include/uapi/linux/kvm.h': ' #define KVM_CAP_ROPE 7\n+#define KVM_CAP_BELL 7\n'})
  const clean = patchMail({'fs/ext4/inode.c': '+BIT(1)\n'})

  test('b4.prep-perpatch-check-cmd: a line a finding, nothing on stderr, silent when clean', () => {
    const {stdout, stderr} = uapidocOn([], broken)
    expect(stdout).toMatch(/^\S+:\d+: ERROR:number-taken: .*$/m)
    expect(stderr).toBe('')
    expect(uapidocOn([], clean)).toEqual({status: 0, stdout: '', stderr: ''})
  })

  test('b4.review-perpatch-check-cmd: an array, status 0', () => {
    const {status, stdout, stderr} = uapidocOn(['--format', 'b4'], broken)
    expect({status, stderr}).toEqual({status: 0, stderr: ''})
    expect(JSON.parse(stdout).some((entry: {status: string}) => entry.status === 'fail')).toBe(true)
  })

  test.each([
    {
      name: 'of the patch',
      tracking: {patches: [{link: 'https://example.org/1', 'header-info': {msgid: '1@example.org'}}]},
    },
    {name: 'of the series', tracking: {series: {link: 'https://example.org/1', 'branch-tips': []}, patches: []}},
  ])('b4 review: B4_TRACKING_FILE has the link $name', ({tracking}) => {
    const directory = temporaryDirectory({'tracking.json': JSON.stringify(tracking)})
    const environment = {B4_TRACKING_FILE: join(directory, 'tracking.json')}
    const {status, stdout, stderr} = uapidoc(['review', '-', '--format', 'b4'], {input: broken, environment})
    expect({status, stderr}).toEqual({status: 0, stderr: ''})
    expect(JSON.parse(stdout)[0]).toMatchObject({tool: 'uapidoc', url: 'https://example.org/1'})
  })

  test.each([
    ['{"series": {"link": "javascript:1"}}'],
    ['{"series": {"link": "https://example.org/\\u001b[2J"}}'],
    ['{"series": []}'],
    ['{'],
    [undefined],
  ])('b4 review: no link out of %j', (content) => {
    const directory = temporaryDirectory(content === undefined ? {} : {'tracking.json': content})
    const environment = {B4_TRACKING_FILE: join(directory, 'tracking.json')}
    const {status, stdout, stderr} = uapidoc(['review', '-', '--format', 'b4'], {input: broken, environment})
    expect({status, stderr}).toEqual({status: 0, stderr: ''})
    expect(JSON.parse(stdout)[0].url).toBe('')
  })

  test('sendemail-validate: a status other than 0 keeps the mail back', async () => {
    expect((await run(['a', '--fail-on', 'error'], {a: broken})).status).toBe(1)
    expect((await run(['a', '--fail-on', 'error'], {a: patchMail(bell)})).status).toBe(0)
  })
})

test('a range of commits is reviewed on the tree that it begins at', async () => {
  const directory = temporaryRepository({
    'Documentation/virt/kvm/api.rst': '4.1 KVM_ROPE\n------------\n\n:Type: vm ioctl\n\nPulls.\n',
    'include/uapi/linux/kvm.h': '#define KVM_CAP_ROPE 7\n',
  })
  writeFiles(directory, {'include/uapi/linux/kvm.h': '#define KVM_CAP_ROPE 7\n#define KVM_CAP_BELL 7\n'})
  git(directory, 'commit', '--quiet', '--all', '--message=KVM: Ring the bell')
  const {world, stdout, stderr} = worldWith({directory})
  expect(await review.run(['v1..main', '--only', 'number-taken', '--format', 'json'], world)).toBe(1)
  expect(JSON.parse(stdout()).findings).toMatchObject([
    {line: 2, patch: {number: 1, total: 1, subject: 'KVM: Ring the bell'}},
  ])
  expect(stderr()).toBe('')
})

describe('bad input', () => {
  const cases = [
    {name: 'no mails', words: [], says: /^Unexpected lack of mails/},
    {name: 'no such range', words: ['v1..v2'], says: /^v1..v2: Unexpected range|^v1: Unexpected/},
    {name: 'no such file', words: ['nowhere'], says: /^nowhere: Unexpected ENOENT/},
    {name: 'an empty file', words: ['empty'], says: /^empty: Unexpected lack of mails/},
    {name: 'an unknown rule', words: ['a', '--only', 'x'], says: /^Unexpected rule/},
    {name: 'a fuzz that is none', words: ['a', '--fuzz', 'x'], says: /^Unexpected `--fuzz x`/},
  ]
  test.each(cases)('$name', async ({words, says}) => {
    const failure = await run(words, {empty: '', a: patchMail(bell)}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(InputError)
    expect((failure as InputError).message).toMatch(says)
  })

  test('no mail at all', async () => {
    const failure = await run(['noise'], {noise: '\u0000\u0001'.repeat(99)}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(InputError)
    expect((failure as InputError).message).toBe('noise:1: Unexpected content, expected a mail')
  })

  describe('beside a mail that is whole', () => {
    const diff = (path: string, hunk: string, mode = '100644') =>
      `diff --git a/${path} b/${path}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${path}\n${hunk}`
    const mailOf = (...diffs: readonly string[]) =>
      `From: A <a@example.org>\nSubject: [PATCH] one \u001b[2J\u0007\n\nWhy.\n---\n${diffs.join('')}-- \n2.39.5\n`
    const define = '@@ -0,0 +1 @@\n+#define KVM_CAP_BAD 900\n'
    const link = diff('include/uapi/link', '@@ -0,0 +1 @@\n+/etc\n\\ No newline at end of file\n', '120000')
    const cut = patchMail(bell, {subject: '[PATCH] one \u001b[2J'}).split('\n').slice(0, 11).join('\n')
    const broken: readonly (readonly [string, string, RegExp])[] = [
      ['a hunk that is cut off', cut, /^uapidoc: bad:11: Unexpected end of the mail in a hunk/],
      [
        'more lines promised',
        patchMail(bell).replace('+10,2', '+10,9'),
        /Unexpected line in a hunk, expected 7 more lines/,
      ],
      [
        'fewer lines promised',
        `${patchMail(bell).replace('BIT(1)\n', 'BIT(1)\n+#define KVM_CAP_BAD 900\n')}`,
        /bad:14: Unexpected line behind a hunk/,
      ],
      [
        'a line that no file has',
        patchMail(bell).replace('+10,2', '+99999999999999999999,2'),
        /Unexpected line number/,
      ],
      ['HTML alone', 'From: A <a@b>\nSubject: [PATCH] x\nContent-Type: text/html\n\n<p>', /Unexpected text\/html/],
      ['no mail', '\u0000\u001b[2J'.repeat(99), /^uapidoc: bad:1: Unexpected content, expected a mail/],
      [
        'a path above the tree',
        mailOf(diff('../../etc/passwd', define)),
        /etc\/passwd: Unexpected path, expected one inside/,
      ],
      [
        'a path out of a header',
        mailOf(diff('include/uapi/../../../a.h', define)),
        /a\.h: Unexpected path, expected one inside/,
      ],
      ['an absolute path', mailOf(diff('/etc/passwd', define)), /etc\/passwd: Unexpected path, expected one inside/],
      ["git's own files", mailOf(diff('.git/hooks/post-commit', define)), /Unexpected path, expected one inside/],
      [
        'a link that is written through',
        mailOf(link, diff('include/uapi/link/a.h', define)),
        /through the symbolic link/,
      ],
      [
        'more than anybody reads',
        patchMail({'virt/kvm/a.c': `+${'a'.repeat(13 * 1024 * 1024)}\n`}),
        /^uapidoc: bad:8: Unexpected 14 MB of hunks in virt\/kvm\/a\.c, expected at most 12 MB/,
      ],
    ]
    test.each(broken)('%s', async (_, bad, says) => {
      const tree = {'linux/Documentation/virt/kvm/api.rst': '', 'linux/include/uapi/linux/kvm.h': ''}
      for (const words of [[], ['--tree', 'linux']]) {
        const files = {bad, whole: patchMail(bell).replace('<1@', '<2@'), ...tree}
        const {stdout, stderr} = await run(['bad', 'whole', ...words], files)
        expect(stdout).toContain('`BIT` in `KVM_BELL`')
        expect(stdout).not.toContain('KVM_CAP_BAD')
        expect(stderr).toMatch(says)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none is written, but ends of lines.
        expect(stdout + stderr).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/)
      }
    })
  })

  test('a patch that deletes the document, and one that deletes the header, of a tree', async () => {
    const document = 'The bell.\n'
    const files = {
      document: patchMail({'Documentation/virt/kvm/api.rst': `-${document}`}),
      header: patchMail({[header]: '-#define KVM_CAP_ROPE 1\n'}).replace('<1@', '<2@'),
      'linux/Documentation/virt/kvm/api.rst': document,
      [`linux/${header}`]: '#define KVM_CAP_ROPE 1\n',
    }
    const {stdout, stderr} = await run(['document', 'header', '--tree', 'linux'], files)
    expect(stdout.split('\n').map((line) => line.split(': Unexpected', 1)[0])).toEqual([
      'document:8: WARNING:file-removed',
      `${header}:1: ERROR:symbol-removed`,
      '',
    ])
    expect(stderr).toBe('')
  })
})
