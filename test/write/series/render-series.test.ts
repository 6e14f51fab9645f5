/** A series in small trees: where its sections go, what the headers get, and what is refused. */

import {describe, expect, test} from 'vitest'
import type {SectionData, SeriesVersion} from '../../../src/model/index.ts'
import {readDocument, readHeaders} from '../../../src/uapi/index.ts'
import {type RenderTarget, renamed, renderSeries, type SectionText} from '../../../src/write/series/index.ts'
import {memoryTree} from '../../memory-tree.ts'
import {capabilitySection, ioctlSection, versionWith} from './version.ts'

const documentFile = 'Documentation/virt/kvm/api.rst'
const headerFile = 'include/uapi/linux/kvm.h'
const hostFile = 'include/linux/kvm_host.h'

const document = `=========
The title
=========

4. Calls
========

Introduction.

4.1 KVM_A
---------

:Type: vm ioctl

About A.

Notes
-----

They belong to A.

4.2 KVM_B
---------

:Type: vm ioctl

About B.


.. _run:

5. The kvm_run structure
========================

::

  struct kvm_run {
	__u32 exit_reason;
	union {

Some prose.

::

		/* KVM_EXIT_A */
		struct {
			__u64 a;
		} a;

About exit A::

  #define KVM_A_FLAG  1

that is part of it.

::

		/* Fix the size. */
		char padding[256];
	};
	__u64 last;
  };

7. Capabilities
===============

7.1 KVM_CAP_A
-------------

About it.

8. Others
=========
`

const header = `#ifndef __LINUX_KVM_H
#define __LINUX_KVM_H
#define KVMIO 0xAE
#define KVM_EXIT_UNKNOWN  0
#define KVM_EXIT_A        1

struct kvm_run {
	__u32 exit_reason;
	union {
		/* KVM_EXIT_A */
		struct {
			__u64 a;
		} a;
		/* Fix the size. */
		char padding[256];
	};
};

#define KVM_CAP_FIRST 1
#define KVM_CAP_A 2

#define KVM_A _IO(KVMIO, 0x41)
#define KVM_B _IO(KVMIO, 0x42)

#endif /* __LINUX_KVM_H */
`

const host = `struct kvm {
	bool vm_bugged;
	bool vm_dead;	/* no more */

	char stats_id[8];
};
`

const files = {[documentFile]: document, [headerFile]: header, [hostFile]: host}

const sectionText: SectionText = ({section, numbers, style}) => {
  const block = [
    `/* ${section.name} */`,
    'struct {',
    '\t__u64 a;',
    `} ${section.kind === 'exit' ? section.member : ''};`,
  ]
  if (section.kind === 'exit')
    return `::\n\n${block.map((line) => (style.indentation ?? '') + line).join('\n')}\n\n${section.prose.trim()}`
  const title = `${numbers.sections.get(section.name)} ${section.name}`
  return `${title}\n${(style.adornment ?? '?').repeat(title.length)}\n\n${section.prose.trim()}`
}

function render(version: SeriesVersion, changed: Readonly<Record<string, string>> = {}) {
  const tree = memoryTree({...files, ...changed})
  const target: RenderTarget = {
    document: readDocument(tree.read(documentFile) ?? '', documentFile, {prefix: 'KVM'}),
    headers: readHeaders(tree),
    header: headerFile,
    read: tree.read,
  }
  const rendering = renderSeries(version, target, sectionText)
  const after = (file: string) => rendering.changes.find((change) => change.file === file)?.after
  return {...rendering, document: after(documentFile), header: after(headerFile), host: after(hostFile)}
}

const sections = (...list: readonly SectionData[]) => versionWith({sections: list})
const exit = (name: string, member: string): SectionData => ({kind: 'exit', name, member, prose: 'New.\n'})

describe('the document', () => {
  test.each<[string, SectionData, string, string?]>([
    [
      'an ioctl goes behind the last numbered section',
      ioctlSection('KVM_X'),
      document.replace('About B.\n', 'About B.\n\n4.3 KVM_X\n---------\n\nIt does.\n'),
    ],
    [
      'what stands is replaced, with headings that have no number',
      ioctlSection('KVM_A'),
      document.replace(/4\.1 KVM_A[\s\S]*?They belong to A\./, '4.1 KVM_A\n---------\n\nIt does.'),
    ],
    [
      'a capability goes into the chapter that the series names',
      capabilitySection('KVM_CAP_X'),
      document.replace('About it.\n', 'About it.\n\n7.2 KVM_CAP_X\n-------------\n\nIt does.\n'),
    ],
    [
      'a chapter without sections gets its first',
      capabilitySection('KVM_CAP_X', {number: {chapter: 8, number: 'open'}}),
      `${document.trimEnd()}\n\n8.1 KVM_CAP_X\n-------------\n\nIt does.\n`,
    ],
    [
      'an exit goes before the padding of the union',
      exit('KVM_EXIT_X', 'x'),
      document.replace(
        'that is part of it.\n',
        'that is part of it.\n\n::\n\n\t\t/* KVM_EXIT_X */\n\t\tstruct {\n\t\t\t__u64 a;\n\t\t} x;\n\nNew.\n',
      ),
    ],
    [
      'an exit ends where the next begins, whatever its examples hold',
      exit('KVM_EXIT_A', 'a'),
      document.replace(
        /::\n\n\t\t\/\* KVM_EXIT_A[\s\S]*?that is part of it\./,
        '::\n\n\t\t/* KVM_EXIT_A */\n\t\tstruct {\n\t\t\t__u64 a;\n\t\t} a;\n\nNew.',
      ),
      document.replace('  #define KVM_A_FLAG  1\n', '  $ reboot now;\n  ioctl(fd, KVM_RUN, 0); }\n'),
    ],
    [
      'an exit that stands as far left as the struct is replaced, too',
      exit('KVM_EXIT_A', 'a'),
      document.replace(
        /::\n\n\t\t\/\* KVM_EXIT_A[\s\S]*?that is part of it\./,
        '::\n\n  /* KVM_EXIT_A */\n  struct {\n  \t__u64 a;\n  } a;\n\nNew.',
      ),
      document.replace(
        /\t\t(\/\* KVM_EXIT_A \*\/\n)\t\t(struct \{\n)\t\t(\t__u64 a;\n)\t\t(\} a;\n)/,
        '  $1  $2  $3  $4',
      ),
    ],
    [
      'an exit that stands is replaced, with the examples in its prose',
      exit('KVM_EXIT_A', 'a'),
      document.replace(
        /::\n\n\t\t\/\* KVM_EXIT_A[\s\S]*?that is part of it\./,
        '::\n\n\t\t/* KVM_EXIT_A */\n\t\tstruct {\n\t\t\t__u64 a;\n\t\t} a;\n\nNew.',
      ),
    ],
  ])('%s', (_, section, expected, before = document) => {
    expect(render(sections(section), {[documentFile]: before}).document).toBe(expected)
  })

  test('a number in the middle has its place there', () => {
    const sparse = document.replace('4.2 KVM_B', '4.9 KVM_B')
    const asked = sections(ioctlSection('KVM_X', {number: {chapter: 4, number: 5}}))
    expect(render(asked, {[documentFile]: sparse}).document).toContain('They belong to A.\n\n4.5 KVM_X\n')
  })

  test('two in one place come in the order of their numbers', () => {
    const asked = sections(
      ioctlSection('KVM_Y', {number: {chapter: 4, number: 8}}),
      ioctlSection('KVM_X', {number: {chapter: 4, number: 7}}),
    )
    expect(render(asked).document).toMatch(/About B\.\n\n4\.7 KVM_X\n[\s\S]*It does\.\n\n4\.8 KVM_Y\n/)
  })

  test('adornments and line feeds are those of the document', () => {
    const other = document.replaceAll(/^-{5,}$/gm, (line) => '~'.repeat(line.length)).replaceAll('\n', '\r\n')
    const after = render(sections(ioctlSection('KVM_X')), {[documentFile]: other}).document ?? ''
    expect(after).toContain('\r\n4.3 KVM_X\r\n~~~~~~~~~\r\n')
    expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test.each([
    [
      'a chapter is missing',
      document.replace('7. Capabilities', 'Capabilities'),
      capabilitySection('KVM_CAP_X'),
      /api\.rst: Unexpected document without section 7/,
    ],
    [
      'a chapter stands twice',
      document.replace('8. Others', '7. Others'),
      capabilitySection('KVM_CAP_X'),
      /api\.rst:\d+: Unexpected second section 7/,
    ],
    [
      'a section stands twice',
      document.replace('4.2 KVM_B', '4.2 KVM_A'),
      ioctlSection('KVM_A'),
      /Unexpected second section of `KVM_A`/,
    ],
    [
      'a section is about two',
      document.replace('4.1 KVM_A', '4.1 KVM_A, KVM_C'),
      ioctlSection('KVM_A'),
      /Unexpected section of `KVM_A` and `KVM_C`/,
    ],
    [
      'there is no struct',
      document.replace('struct kvm_run {', 'struct other {'),
      exit('KVM_EXIT_X', 'x'),
      /without `struct kvm_run`/,
    ],
    [
      'its union has no end',
      document.replace('padding[256]', 'spare[256]'),
      exit('KVM_EXIT_X', 'x'),
      /without the padding of its union/,
    ],
  ])('it is refused where %s', (_, text, section, message) => {
    const attempt = () => render(sections(section), {[documentFile]: text})
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(/^[^\n]*$/)
  })
})

const added = versionWith({
  sections: [exit('KVM_EXIT_X', 'x'), ioctlSection('KVM_X', {capability: 'KVM_CAP_X'})],
  header: {
    structs: [
      {
        name: 'kvm_run.x',
        members: [
          {name: 'flags', type: '__u64'},
          {name: 'reserved', type: '__u64', length: 3},
        ],
      },
      {
        name: 'kvm_x',
        comment: 'What it takes.',
        members: [{name: 'entries', type: 'struct kvm_y', length: 'flexible'}],
      },
    ],
    ioctls: [{name: 'KVM_X', macro: '_IOW', number: 'open', argument: 'struct kvm_x'}],
    capabilities: [{name: 'KVM_CAP_X', number: 'open'}],
    exitReasons: [{name: 'KVM_EXIT_X', number: 'open'}],
    constants: [
      {name: 'KVM_X_WRITE', value: '1ULL << 3', role: 'flag', member: 'kvm_run.x.flags'},
      {name: 'KVM_X_LIMIT', value: '16', role: 'value'},
    ],
  },
  host: [
    {struct: 'kvm', name: 'x_lock', type: 'rwlock_t', file: hostFile, after: 'vm_dead'},
    {
      struct: 'kvm',
      name: 'x',
      type: 'bool',
      file: hostFile,
      guard: 'CONFIG_X',
      lock: 'x_lock',
      synchronisation: 'rwlock',
      after: 'x_lock',
    },
    {struct: 'kvm', name: 'last', type: 'struct x *', file: hostFile, comment: 'The last one.'},
  ],
})

describe('the headers', () => {
  test('everything has its place and the style of its neighbours', () => {
    expect(render(added).header).toBe(
      header
        .replace('KVM_EXIT_A        1\n', 'KVM_EXIT_A        1\n#define KVM_EXIT_X        2\n')
        .replace(
          '\t\t/* Fix',
          '\t\t/* KVM_EXIT_X */\n\t\tstruct {\n#define KVM_X_WRITE\t(1ULL << 3)\n\t\t\t__u64 flags;\n\t\t\t__u64 reserved[3];\n\t\t} x;\n\t\t/* Fix',
        )
        .replace('KVM_CAP_A 2\n', 'KVM_CAP_A 2\n#define KVM_CAP_X 3\n')
        .replace(
          '\n#endif',
          '\n/* Available with KVM_CAP_X */\n#define KVM_X\t_IOW(KVMIO, 0x43, struct kvm_x)\n\n/* What it takes. */\nstruct kvm_x {\n\tstruct kvm_y entries[];\n};\n\n/* Available with KVM_CAP_X */\n#define KVM_X_LIMIT\t16\n\n#endif',
        ),
    )
  })

  test("the host's members stand where the series says, with their guard and how they are ordered", () => {
    expect(render(added).host).toBe(`struct kvm {
	bool vm_bugged;
	bool vm_dead;	/* no more */
	rwlock_t x_lock;
#ifdef CONFIG_X
	/*
	 * Read and written under a lock, which orders accesses: a vCPU that has
	 * loaded it goes on with what it loaded. Protected by x_lock.
	 */
	bool x;
#endif

	char stats_id[8];
	/* The last one. */
	struct x *last;
};
`)
  })

  test('a member that stands with another type is refused, unless it gets another name', () => {
    const standing = host.replace('\tbool vm_dead;', '\trwlock_t x_lock;\n\tint last;\n\tbool vm_dead;')
    const attempt = () => render(added, {[hostFile]: standing})
    expect(attempt).toThrow(
      'include/linux/kvm_host.h:4: Unexpected `kvm.last` of another type than `struct x *`, expected --rename kvm.last=NEW',
    )
    const after = render(renamed(added, [{from: 'kvm.last', to: 'latest'}]), {[hostFile]: standing}).host
    expect(after).toContain('\tstruct x *latest;\n')
    expect(after?.match(/x_lock;/g)).toHaveLength(1)
  })

  test('and its new name is that of the lock and the neighbour, too', () => {
    const after = render(renamed(added, [{from: 'kvm.x_lock', to: 'kvm.y_lock'}])).host
    expect(after).toContain('\trwlock_t y_lock;\n#ifdef CONFIG_X\n')
    expect(after).toContain('Protected by y_lock.')
  })

  test('a tree without headers of the kernel itself is said to be one', () => {
    const tree = {...files}
    const {[hostFile]: _, ...rest} = tree
    const target = memoryTree(rest)
    const rendering = renderSeries(
      added,
      {
        document: readDocument(document, documentFile, {prefix: 'KVM'}),
        headers: readHeaders(target),
        header: headerFile,
        read: target.read,
      },
      sectionText,
    )
    expect(rendering.remarks).toEqual([`${hostFile} is not in the tree: the members that the host keeps are left out`])
  })

  test('a second time changes nothing', () => {
    const {changes} = render(added)
    expect(changes).toHaveLength(3)
    const after = Object.fromEntries(changes.map((change) => [change.file, change.after]))
    expect(render(added, after).changes).toEqual([])
  })
})

describe('a name that stands', () => {
  const run = (...members: readonly string[]) =>
    versionWith({
      sections: [exit('KVM_EXIT_A', 'a')],
      header: {structs: [{name: 'kvm_run.a', members: members.map((name) => ({name, type: '__u64'}))}]},
    })
  test('is left where it is the same', () => {
    expect(render(run('a')).header).toBeUndefined()
  })
  test.each([
    ['a member of another name', run('b'), /`kvm_run\.a` \(.*kvm\.h:11\) and `KVM_EXIT_A` \(.*kvm\.h:5\)/],
    ['one member more', run('a', 'b'), /--rename kvm_run\.a=NEW --rename KVM_EXIT_A=NEW/],
    [
      'an exit with another member',
      versionWith({
        sections: [exit('KVM_EXIT_A', 'z')],
        header: {structs: [{name: 'kvm_run.z', members: [{name: 'a', type: '__u64'}]}]},
      }),
      /Unexpected `KVM_EXIT_A`/,
    ],
    [
      'an ioctl of another direction',
      versionWith({header: {ioctls: [{name: 'KVM_A', macro: '_IOW', number: 'open', argument: 'int'}]}}),
      /Unexpected `KVM_A`/,
    ],
    [
      'a constant of another value',
      versionWith({header: {constants: [{name: 'KVM_CAP_A', value: '3', role: 'value'}]}}),
      /Unexpected `KVM_CAP_A`/,
    ],
  ])('is refused with %s', (_, version, message) => {
    expect(() => render(version)).toThrow(message)
  })
  test('and a constant of the same value in other words is none', () => {
    const version = versionWith({header: {constants: [{name: 'KVM_CAP_A', value: '1 << 1', role: 'value'}]}})
    expect(render(version).changes).toEqual([])
  })
})
