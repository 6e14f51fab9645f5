/** `uapidoc render` on a small tree: what it prints, what it writes, and that it writes nothing where something is wrong. */

import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import {render} from '../../src/commands/render.ts'
import {git, temporaryDirectory, temporaryRepository} from '../temporary.ts'
import {worldWith} from './world.ts'

const document = 'Documentation/virt/kvm/api.rst'
const header = 'include/uapi/linux/kvm.h'

const tree = {
  [document]: `4. Calls
========

4.1 KVM_A
---------

About A.

5. The kvm_run structure
========================

::

  struct kvm_run {
	union {
		/* KVM_EXIT_A */
		__u64 a;

About a.

::

		char padding[256];
	};
  };

7. Capabilities
===============

7.1 KVM_CAP_A
-------------

About it.

8. Others
=========
`,
  [header]: `#ifndef __LINUX_KVM_H
#define __LINUX_KVM_H

#define KVMIO 0xAE
#define KVM_EXIT_UNKNOWN 0
#define KVM_EXIT_A 1

struct kvm_run {
	union {
		__u64 a;
		char padding[256];
	};
};

#define KVM_CAP_FIRST 1
#define KVM_CAP_A 2

#endif
`,
}

const series = 'memory-fault-exits@revised'
const nobody = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
}

async function run(directory: string, ...words: readonly string[]) {
  const kept = worldWith({directory})
  const status = await render.run(words, kept.world)
  return {status, stdout: kept.stdout(), stderr: kept.stderr()}
}

const textOf = (directory: string, file: string): string => readFileSync(join(directory, file), 'utf8')

describe('to stdout', () => {
  test('the sections, with the numbers and adornments of the tree', async () => {
    const directory = temporaryDirectory(tree)
    const {status, stdout, stderr} = await run(directory, series)
    expect(status).toBe(0)
    expect(stdout).toContain(
      '\n7.2 KVM_CAP_MEM_FAULT_NOWAIT\n----------------------------\n\n:Architectures: x86, arm64\n',
    )
    expect(stdout).toContain('/* KVM_EXIT_MEMORY_FAULT */')
    expect(stdout).toMatch(/[^\n]\n$/)
    expect(stderr).toBe(
      'uapidoc: include/linux/kvm_host.h is not in the tree: the members that the host keeps are left out\n',
    )
    expect(textOf(directory, document)).toBe(tree[document])
  })

  test('the diff', async () => {
    const directory = temporaryRepository(tree)
    const {stdout} = await run(directory, series, '--format', 'diff')
    expect(stdout.match(/^diff --git .*$/gm)).toEqual([
      `diff --git a/${header} b/${header}`,
      `diff --git a/${document} b/${document}`,
    ])
    expect(stdout).toContain('+#define KVM_CAP_MEM_FAULT_NOWAIT 3\n')
    expect(stdout).not.toMatch(/^-(?!-- )/m)
    expect((await run(directory, series, '--tree', 'v1', '--format', 'diff')).stdout).toBe(stdout)
  })
})

describe('--write', () => {
  test('changes the tree, and a second time changes nothing', async () => {
    const directory = temporaryDirectory(tree)
    const {stdout, stderr} = await run(directory, series, '--write')
    expect(stdout).toBe('')
    expect(stderr).toContain(`uapidoc: ${document}: written\n`)
    expect(textOf(directory, document)).toContain('7.2 KVM_CAP_MEM_FAULT_NOWAIT')
    expect((await run(directory, series, '--write')).stderr).not.toContain('written')
  })

  test('writes nothing where one file cannot be written', async () => {
    // In the way of the document's temporary file; permissions would not keep root from writing.
    const inTheWay = `Documentation/virt/kvm/.api.rst.${process.pid}.tmp`
    const directory = temporaryDirectory({...tree, [inTheWay]: ''})
    const attempt = run(directory, series, '--write')
    await expect(attempt).rejects.toThrow(/api\.rst: Unexpected EEXIST[^\n]*expected to write there$/)
    expect([textOf(directory, header), textOf(directory, document)]).toEqual([tree[header], tree[document]])
    expect(readdirSync(join(directory, 'include/uapi/linux'))).toEqual(['kvm.h'])
  })

  test('refuses a revision', async () => {
    const directory = temporaryRepository(tree)
    await expect(run(directory, series, '--tree', 'v1', '--write')).rejects.toThrow('v1: Unexpected git revision')
  })
})

describe('--patch', () => {
  test('mails that git am takes, and a cover letter that it does not see', async () => {
    const directory = temporaryRepository(tree)
    git(directory, 'config', 'user.name', 'Jane Doe')
    git(directory, 'config', 'user.email', 'jane@example.org')
    const {stdout, stderr} = await run(directory, series, '--patch', join(directory, 'out'))
    expect(stdout).toBe('')
    expect(stderr.match(/written$/gm)).toHaveLength(3)
    const names = readdirSync(join(directory, 'out')).sort()
    expect(names.map((name) => name.replace(/^(\d+).*\./, '$1.'))).toEqual(['0000.cover', '0001.patch', '0002.patch'])
    const texts = names.map((name) => textOf(directory, `out/${name}`))
    for (const text of texts) {
      expect(text).toContain(
        '\nFrom: Jane Doe <jane@example.org>\nDate: Wed, 15 Feb 2023 01:16:06 +0000\nSubject: [PATCH ',
      )
      expect(text).not.toContain('Signed-off-by')
    }
    expect(texts[0]).toContain(' 2 files changed, ')
    const mails = names.filter((name) => name.endsWith('.patch')).map((name) => join('out', name))
    git(directory, 'am', '--quiet', ...mails)
    expect(textOf(directory, document)).toContain('7.2 KVM_CAP_MEM_FAULT_NOWAIT')
  })

  test('the author is that of the series where git knows nobody, and then there is nobody to sign', async () => {
    const directory = temporaryRepository(tree)
    const before = {...process.env}
    Object.assign(process.env, nobody)
    try {
      await run(directory, series, '--patch', join(directory, 'out'))
      expect(textOf(directory, 'out/0000-cover-letter.cover')).toContain(
        '\nFrom: Anish Moorthy <amoorthy@google.com>\n',
      )
      const signed = run(directory, series, '--patch', join(directory, 'signed'), '--signoff')
      await expect(signed).rejects.toThrow('git: Unexpected lack of an author')
      expect(existsSync(join(directory, 'signed'))).toBe(false)
    } finally {
      for (const name of Object.keys(nobody)) {
        if (before[name] === undefined) delete process.env[name]
        else process.env[name] = before[name]
      }
    }
  })

  test('--signoff takes who git is configured for', async () => {
    const directory = temporaryRepository(tree)
    git(directory, 'config', 'user.name', 'Jane Doe')
    git(directory, 'config', 'user.email', 'jane@example.org')
    await run(directory, series, '--patch', join(directory, 'out'), '--signoff')
    const mails = readdirSync(join(directory, 'out')).filter((name) => name.endsWith('.patch'))
    for (const name of mails) {
      expect(textOf(directory, `out/${name}`)).toContain('\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\n')
    }
  })

  test('a folder with patches wants --force', async () => {
    const old = {'out/0001-old.patch': 'old', 'out/0000-cover-letter.cover': 'old', 'out/mine.patch': 'mine'}
    const directory = temporaryRepository({...tree, ...old})
    const out = join(directory, 'out')
    await expect(run(directory, series, '--patch', out)).rejects.toThrow(/0001-old\.patch: .* \(or --force\)/)
    expect(readdirSync(out)).toHaveLength(3)
    await run(directory, series, '--patch', out, '--force')
    const names = readdirSync(out).sort()
    expect(names.map((name) => name.slice(0, 4))).toEqual(['0000', '0001', '0002', 'mine'])
    expect(names).not.toContain('0001-old.patch')
    expect(textOf(directory, 'out/0000-cover-letter.cover')).not.toBe('old')
  })

  test('and keeps them where the new ones cannot be written', async () => {
    const directory = temporaryRepository({
      ...tree,
      'out/0001-old.patch': 'old',
      [`out/.0000-cover-letter.cover.${process.pid}.tmp`]: '',
    })
    const out = join(directory, 'out')
    await expect(run(directory, series, '--patch', out, '--force')).rejects.toThrow(/expected to write there$/)
    expect(readdirSync(out)).toHaveLength(2)
    expect(textOf(directory, 'out/0001-old.patch')).toBe('old')
  })

  test('a folder that cannot be one is refused', async () => {
    const directory = temporaryRepository(tree)
    const attempt = run(directory, series, '--patch', join(directory, header))
    await expect(attempt).rejects.toThrow(/kvm\.h: Unexpected ENOTDIR, expected a directory for the mails$/)
    await expect(run(directory, series, '--patch', '/dev/full/out')).rejects.toThrow(/^[^\n]*ENOTDIR[^\n]*$/)
  })
})

describe('--skeleton', () => {
  const undescribed = {
    ...tree,
    [header]: tree[header].replace('#define KVM_CAP_A 2\n', '#define KVM_CAP_A 2\n#define KVM_CAP_B 3\n'),
  }

  test('prints the section, and says where it is known from', async () => {
    const directory = temporaryDirectory(undescribed)
    const {status, stdout, stderr} = await run(directory, '--skeleton', 'KVM_CAP_B')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^8\.1 KVM_CAP_B\n-------------\n\n:Architectures: \*\*TODO:/)
    expect(stderr).toContain('uapidoc: `KVM_CAP_B` is 3 (include/uapi/linux/kvm.h:17)\n')
    expect(textOf(directory, document)).toBe(tree[document])
  })

  test('--write puts it in, once', async () => {
    const directory = temporaryDirectory(undescribed)
    await run(directory, '--skeleton', 'KVM_CAP_B', '--write')
    expect(textOf(directory, document)).toContain('\n8.1 KVM_CAP_B\n')
    const again = run(directory, '--skeleton', 'KVM_CAP_B', '--write')
    await expect(again).rejects.toThrow(/api\.rst:\d+: Unexpected description of `KVM_CAP_B`/)
  })
})

describe('a template', () => {
  const capability = readFileSync('templates/capability.md', 'utf8')
  const changed = (from: string, to: string): string => capability.replace(from, to)
  test.each([
    ['that is not there', undefined, /^templates\/capability\.md: Unexpected ENOENT.*, expected a template$/],
    [
      'with a directive that is never closed',
      changed(':::when[errnos]', '::::when[errnos]'),
      /^templates\/capability\.md:14: Unexpected end of `when`, expected a line of colons that closes it$/,
    ],
    [
      'with an unknown placeholder',
      changed('::value[description]', '::value[descripton]'),
      /^templates\/capability\.md:12: Unknown placeholder `descripton`$/,
    ],
    [
      'without a placeholder',
      changed('::placeholder[facts]{kind=fields}\n', '').replace('::value[facts]\n\n', ''),
      /^templates\/capability\.md:1: Unknown placeholder `facts`$/,
    ],
    [
      'that wants what nobody has',
      changed('::placeholder[name]', '::placeholder[name]\n::placeholder[since]'),
      /^templates\/capability\.md:3: (?:Missing value of|Unexpected) placeholder `since`/,
    ],
  ])('%s', async (_, text, message) => {
    const directory = temporaryDirectory(tree)
    const templates = ['ioctl', 'exit'].map((name) => [`${name}.md`, readFileSync(`templates/${name}.md`, 'utf8')])
    const own = temporaryDirectory(
      Object.fromEntries(text === undefined ? templates : [...templates, ['capability.md', text]]),
    )
    const {world} = worldWith({directory, templates: pathToFileURL(`${own}/`)})
    await expect(render.run([series, '--write'], world)).rejects.toThrow(message)
    expect(textOf(directory, document)).toBe(tree[document])
    expect(textOf(directory, header)).toBe(tree[header])
  })
})

test('a series that contradicts itself is refused, path by path, and nothing is written', async () => {
  const data = structuredClone(memoryFaultExits) as unknown as Data
  const exit = data.versions[2]?.document.sections[0]
  if (exit) exit.prose = 'See :member[len].'
  const directory = temporaryDirectory({...tree, 'mine.json': JSON.stringify(data)})
  await expect(run(directory, 'mine.json', '--write')).rejects.toThrow(
    /^mine\.json: `versions\.2\.document\.sections\.0\.prose`: Unexpected member `len`/,
  )
  expect(textOf(directory, header)).toBe(tree[header])
})

interface Data {
  readonly versions: {readonly document: {readonly sections: {prose: string}[]}}[]
}

describe('it is refused', () => {
  const without = (from: string, to: string) => ({...tree, [document]: tree[document].replace(from, to)})
  test.each([
    ['without a series', [], tree, /lack of a series/],
    ['with two', ['a', 'b'], tree, /Unexpected word `b`/],
    ['with an unknown one', ['memory-faults'], tree, /Unexpected series `memory-faults`/],
    ['with an unknown version', ['memory-fault-exits@v7'], tree, /Unexpected version `v7`/],
    ['with a misspelt option', [series, '--writ'], tree, /is it `--write`/],
    ['with --signoff alone', [series, '--signoff'], tree, /Unexpected `--signoff` alone/],
    ['with half a rename', [series, '--rename', 'A'], tree, /Unexpected `--rename A`, expected OLD=NEW/],
    [
      'with a rename of what is not there',
      [series, '--rename', 'KVM_EXIT_Z=KVM_EXIT_Y'],
      tree,
      /expected a name of the series/,
    ],
    ['with a series and a skeleton', [series, '--skeleton', 'KVM_A'], tree, /no series with `--skeleton`/],
    ['with a patch of gaps', ['--skeleton', 'KVM_A', '--patch', 'out'], tree, /Unexpected `--patch`/],
    [
      'for an unknown symbol',
      ['--skeleton', 'KVM_EXIT_Z'],
      tree,
      /Unexpected symbol `KVM_EXIT_Z`.*; is it `KVM_EXIT_A`\?$/,
    ],
    ['for a symbol like none', ['--skeleton', 'x\u001b[2J'], tree, /of the headers of \.$/],
    ['without a document', [series], {[header]: tree[header]}, /api\.rst: Unexpected absence/],
    ['without a header', [series], {[document]: tree[document]}, /kvm\.h: Unexpected absence/],
    ['without section 7', [series, '--write'], without('7. Capabilities', 'Capabilities'), /without section 7/],
    [
      'with two',
      [series, '--write'],
      without('7. Capabilities', '7. Capabilities\n===============\n\n7. Capabilities'),
      /Unexpected second section 7/,
    ],
  ])('%s', async (_, words, files, message) => {
    const directory = temporaryDirectory(files)
    const attempt = run(directory, ...words)
    await expect(attempt).rejects.toThrow(message)
    await expect(attempt).rejects.toThrow(/^[^\n]*$/)
    for (const [file, text] of Object.entries(files)) expect(textOf(directory, file)).toBe(text)
  })
})
