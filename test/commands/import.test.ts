/** `uapidoc import`: a patch in, a series' data out. */

import {describe, expect, test} from 'vitest'
import {check} from '../../src/commands/check.ts'
import {diff} from '../../src/commands/diff.ts'
import {importCommand} from '../../src/commands/import.ts'
import {InputError, type Series} from '../../src/model/index.ts'
import {patchMail} from '../patch-mail.ts'
import {temporaryDirectory} from '../temporary.ts'
import {worldWith} from './world.ts'

const api = 'Documentation/virt/kvm/api.rst'
const kvmHeader = 'include/uapi/linux/kvm.h'
const hostHeader = 'include/linux/kvm_host.h'

const added = (text: string) => text.replaceAll(/^/gm, '+').replace(/\+$/, '')

const section = `4.200 KVM_RING_BELL
-------------------

:Capability: KVM_CAP_BELL
:Architectures: x86, riscv
:Type: vcpu ioctl
:Parameters: struct kvm_bell (in)
:Returns: 0 on success, -1 on error

Errors:

  ======  ===================
  EINVAL  flags has other bits
  ======  ===================

::

  struct kvm_bell {
        __u32 flags; /* in */
        __u32 pad[3];
  };

Rings the *bell*, see kvm:bell. With \`\`flags\`\`:

- KVM_BELL_FLAG_LOUD is loud_
- and more

term
  of which Markdown has no list

| which Markdown does not have

`

const header = `#define KVM_CAP_BELL 300
#define KVM_RING_BELL _IOW(KVMIO, 0xfe, struct kvm_bell)
struct kvm_bell {
#define KVM_BELL_FLAG_LOUD (1<<2)
	__u32 flags;
	__u32 pad[3];
};
`

const files = {
  [api]: `@@ -10,2 +10,35 @@\n text\n\n${added(section)} 5. The kvm_run structure\n ========================\n`,
  [kvmHeader]: `${added(header)}`,
  [hostHeader]: `@@ struct kvm {\n bool vm_dead;\n+#ifdef CONFIG_BELL\n+	/* The last one. */\n+	u32 bell;\n+#endif\n };\n`,
}

function counted(parts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, text.replace(/^@@ -.*\n/, '')]))
}

async function run(words: readonly string[], contents: Readonly<Record<string, string>> = {}) {
  const directory = temporaryDirectory(contents)
  const {world, stdout, stderr} = worldWith({directory})
  const status = await importCommand.run(words, world)
  return {status, stdout: stdout(), stderr: stderr(), directory}
}

const mail = patchMail(counted(files), {
  subject: '[PATCH v2] KVM: Ring the bell',
  message: 'Why *not*.\n\nSigned-off-by: A',
}).replace('Message-ID', 'Date: Wed, 15 Feb 2023 02:16:11 +0100\nMessage-ID')

test('each fact as found', async () => {
  const {status, stdout, stderr} = await run(['a.patch'], {'a.patch': mail})
  const series: Series = JSON.parse(stdout)
  expect(status).toBe(0)
  expect({...series, versions: []}).toEqual({
    name: 'ring-the-bell',
    subject: 'KVM: Ring the bell',
    author: {name: 'A', email: 'a@example.org'},
    date: '2023-02-15T02:16:11+01:00',
    summary: 'Why \\*not\\*.',
    versions: [],
  })
  expect(series.versions).toEqual([
    {
      id: 'v2',
      status: 'posted',
      summary: 'Why \\*not\\*.',
      messageId: '1@example.org',
      document: {
        sections: [
          {
            kind: 'ioctl',
            name: 'KVM_RING_BELL',
            number: {chapter: 4, number: 200},
            capability: 'KVM_CAP_BELL',
            architectures: ['x86', 'riscv'],
            descriptors: ['vcpu'],
            parameter: {type: 'struct kvm_bell', direction: 'in'},
            returns: '0 on success, -1 on error',
            errnos: [{name: 'EINVAL', condition: 'flags has other bits'}],
            prose:
              'Rings the *bell*, see kvm\\:bell. With `flags`:\n\n- KVM_BELL_FLAG_LOUD is loud\n- and more\n\n* **term**\n\n  of which Markdown has no list\n',
          },
        ],
      },
      header: {
        structs: [
          {
            name: 'kvm_bell',
            members: [
              {name: 'flags', type: '__u32', comment: 'in'},
              {name: 'pad', type: '__u32', length: 3},
            ],
          },
        ],
        ioctls: [{name: 'KVM_RING_BELL', macro: '_IOW', number: 0xfe, argument: 'struct kvm_bell'}],
        capabilities: [{name: 'KVM_CAP_BELL', number: 300}],
        exitReasons: [],
        constants: [{name: 'KVM_BELL_FLAG_LOUD', value: '1 << 2', role: 'flag', member: 'kvm_bell.flags'}],
      },
      host: [
        {
          struct: 'kvm',
          name: 'bell',
          type: 'u32',
          file: hostHeader,
          guard: 'CONFIG_BELL',
          comment: 'The last one.',
          after: 'vm_dead',
        },
      ],
      claims: [],
      reviews: [],
    },
  ])
  expect(stderr).toMatch(
    /^uapidoc: Documentation\/virt\/kvm\/api\.rst:\d+: Unexpected line block, expected what Markdown has a form for: it is left out\n$/,
  )
})

test('other commands take what it prints', async () => {
  const {stdout} = await run(['a.patch', '--name', 'bell'], {'a.patch': mail})
  const {world, ...kept} = worldWith({directory: temporaryDirectory({'bell.json': stdout})})
  expect(await diff.run(['bell.json', 'bell.json@v2'], world)).toBe(0)
  expect(kept.stdout()).toBe('bell@v2 and bell@v2 say the same.\n')
  expect(await check.run(['bell.json', '--fail-on', 'error'], world)).toBe(0)
})

describe('an exit', () => {
  const data = '/* KVM_EXIT_BELL */\nstruct {\n\t__u64 gpa;\n} bell;\n'
  const shown = added(`::\n\n${data.replaceAll(/^(?=.)/gm, '\t\t')}\nThe guest rang.\n\n`)
  const document = `${shown} ::\n\n \t\t/* KVM_EXIT_OTHER */\n \t\tstruct {\n \t\t\t__u64 a;\n \t\t} other;\n`
  const exits = added(`#define KVM_EXIT_BELL 99\n`)

  test('the document and the header', async () => {
    const patch = patchMail({
      [api]: document,
      [kvmHeader]: `${exits}@@ struct kvm_run {\n union {\n${added(data)} };\n`,
    })
    const {stdout, stderr} = await run(['a.patch'], {'a.patch': patch})
    const [version] = (JSON.parse(stdout) as Series).versions
    expect(version?.document).toEqual({
      sections: [{kind: 'exit', name: 'KVM_EXIT_BELL', member: 'bell', prose: 'The guest rang.\n'}],
    })
    expect(version?.header.structs).toEqual([{name: 'kvm_run.bell', members: [{name: 'gpa', type: '__u64'}]}])
    expect(version?.header.exitReasons).toEqual([{name: 'KVM_EXIT_BELL', number: 99}])
    expect(stderr).toMatch(/Unexpected `Date: `, expected that of a mail/)
  })

  test('what the document shows otherwise', async () => {
    const other = added(data.replace('gpa', 'gva'))
    const patch = patchMail({[api]: document, [kvmHeader]: `@@ struct kvm_run {\n union {\n${other} };\n`})
    const {stdout} = await run(['a.patch'], {'a.patch': patch})
    const [version] = (JSON.parse(stdout) as Series).versions
    expect(version?.document.structs).toEqual([{name: 'kvm_run.bell', members: [{name: 'gpa', type: '__u64'}]}])
    expect(version?.header.structs).toEqual([{name: 'kvm_run.bell', members: [{name: 'gva', type: '__u64'}]}])
  })
})

describe('with --tree', () => {
  const host = {[hostHeader]: '@@ -2,2 +2,3 @@\n bool vm_dead;\n+\tu32 bell;\n int last;\n'}

  test('what stands around a hunk is seen', async () => {
    const contents = {
      'a.patch': patchMail(host),
      [`tree/${hostHeader}`]: 'struct kvm {\nbool vm_dead;\nint last;\n};\n',
    }
    const {stdout} = await run(['a.patch', '--tree', 'tree'], contents)
    expect((JSON.parse(stdout) as Series).versions[0]?.host).toEqual([
      {struct: 'kvm', name: 'bell', type: 'u32', file: hostHeader, after: 'vm_dead'},
    ])
    await expect(run(['a.patch'], contents)).rejects.toThrow('Unexpected lack of changes')
  })

  test('a patch that does not apply is read from its hunks', async () => {
    const patch = patchMail({...host, [kvmHeader]: added(header)})
    const {stdout, stderr} = await run(['a.patch', '--tree', 'tree'], {
      'a.patch': patch,
      [`tree/${hostHeader}`]: 'struct kvm {\n};\n',
    })
    expect((JSON.parse(stdout) as Series).versions[0]?.header.capabilities).toEqual([
      {name: 'KVM_CAP_BELL', number: 300},
    ])
    expect(stderr).toContain('does not apply to tree')
  })
})

describe('it is refused, in one line', () => {
  const bell = patchMail({[kvmHeader]: '+#define KVM_CAP_BELL 300\n'})
  test.each<readonly [string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['no file', [], {}, 'Unexpected lack of patches, expected files'],
    [
      'no patch',
      ['a'],
      {a: 'From: a@b.org\nSubject: Hi\n\nHello.\n'},
      'a: Unexpected lack of patches, expected a patch',
    ],
    ['no interface', ['a'], {a: patchMail({'fs/a.c': '+int a;\n'})}, 'expected a patch that touches document'],
    ['nothing added', ['a'], {a: patchMail({'virt/kvm/a.c': '+int a;\n'})}, 'a: Unexpected lack of changes'],
    ['a mail cut', ['a'], {a: bell.slice(0, bell.indexOf('+#define'))}, 'Unexpected end of the mail'],
    ['two series', ['a', 'b'], {a: bell, b: bell}, 'a b: Unexpected 2 series, expected one'],
    [
      'a path out',
      ['a'],
      {a: bell.replaceAll(kvmHeader, 'include/uapi/../../etc/a.h')},
      'expected one inside of the tree',
    ],
    [
      'a path through a link',
      ['a'],
      {
        a: bell.replace(
          'diff --git',
          `diff --git a/include/uapi/linux b/include/uapi/linux\nnew file mode 120000\n--- /dev/null\n+++ b/include/uapi/linux\n@@ -0,0 +1 @@\n+/etc\ndiff --git`,
        ),
      },
      'through the symbolic link `include/uapi/linux`',
    ],
    ['a name', ['a', '--name', 'A b'], {a: bell}, 'Unexpected `--name A b`, expected lower-case words'],
  ])('%s', async (_, words, contents, message) => {
    const error: unknown = await run(words, contents).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InputError)
    expect(String(error)).toContain(message)
    expect(String(error)).not.toContain('\n')
  })
})
