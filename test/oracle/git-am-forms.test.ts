/**
 * Patches applied in memory against `git am`, form by form: kinds of commits that KVM's own seldom are, ways that mails
 * travel, and what goes wrong on the way. The same verdict, and where it is yes, the same files.
 */

import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {readMails} from '../../src/read/mail/index.ts'
import {directoryTree, Overlay} from '../../src/tree/index.ts'
import {readPatch} from '../../src/uapi/index.ts'
import {git, gitEnvironment, temporaryDirectory} from '../temporary.ts'

/** Lines of few words, so that contexts repeat. */
const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '\tt', '  s ', 'ä', '-- ', '--- a/x', '@@ -1 +1 @@'), {
  minLength: 4,
  maxLength: 40,
})
const numbers = fc.array(fc.nat(1000), {minLength: 4, maxLength: 4})

interface Draw {
  readonly text: readonly string[]
  readonly other: readonly string[]
  readonly numbers: readonly number[]
}

type Step = (directory: string, draw: Draw) => void

/** A kind of commit: what the tree has, and what is done to it. */
interface Form {
  readonly before: Step
  readonly commit: Step
  readonly options?: readonly string[]
}

function put(directory: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(directory, path)), {recursive: true})
  writeFileSync(join(directory, path), content)
}

const joined = (text: readonly string[], end = '\n'): string => text.map((line) => `${line}${end}`).join('')

/** Some lines more, less or other. */
function edited(text: readonly string[], {other, numbers: [at = 0, remove = 0, count = 0]}: Draw): readonly string[] {
  return text.toSpliced(at % (text.length + 1), remove % 3, ...other.slice(0, 1 + (count % 3)))
}

const writes =
  (path: string, content: (draw: Draw) => string | Uint8Array = ({text}) => joined(text)): Step =>
  (directory, draw) =>
    put(directory, path, content(draw))
const edits = (path: string, end = '\n'): Step => writes(path, (draw) => joined(edited(draw.text, draw), end))
const steps =
  (...all: readonly Step[]): Step =>
  (directory, draw) => {
    for (const step of all) step(directory, draw)
  }
const nothing: Step = () => {}
const binaryOf = ({numbers: all}: Draw, more = 0): Uint8Array =>
  Uint8Array.from(
    {length: 300 + more},
    (_, index) => ((all[index % 4] ?? 0) * (index + 1 + (index > 250 ? more : 0))) % 256,
  ).fill(0, 0, 1)
const gitlink = (directory: string, object: string) =>
  git(directory, 'update-index', '--add', '--cacheinfo', `160000,${object.repeat(40)},sub`)

const forms: Readonly<Record<string, Form>> = {
  'a copy': {
    before: writes('one'),
    commit: (directory) => copyFileSync(join(directory, 'one'), join(directory, 'two')),
    options: ['-C', '--find-copies-harder'],
  },
  'a copy that is edited, of a file that is edited': {
    before: writes('one'),
    commit: steps(
      edits('two'),
      writes('one', ({text}) => joined(['new', ...text])),
    ),
    options: ['-C10%'],
  },
  'a rename and an edit': {
    before: writes('one'),
    commit: (directory, draw) => {
      renameSync(join(directory, 'one'), join(directory, 'two'))
      edits('two')(directory, draw)
    },
    options: ['-M10%'],
  },
  'two files that change places': {
    before: steps(
      writes('one'),
      writes('two', ({other}) => joined(other)),
    ),
    commit: steps(
      writes('two'),
      writes('one', ({other}) => joined(other)),
    ),
    options: ['-B', '-M'],
  },
  'a mode alone': {before: writes('one'), commit: (directory) => chmodSync(join(directory, 'one'), 0o755)},
  'a mode and an edit': {
    before: writes('one'),
    commit: steps(edits('one'), (directory) => chmodSync(join(directory, 'one'), 0o755)),
  },
  'a link that is new': {before: writes('one'), commit: (directory) => symlinkSync('one', join(directory, 'link'))},
  'a submodule that is new': {before: writes('one'), commit: (directory) => void gitlink(directory, 'a')},
  'a submodule that moves on': {
    before: steps(writes('one'), (directory) => void gitlink(directory, 'a')),
    commit: (directory) => void gitlink(directory, 'b'),
  },
  'an empty file': {before: writes('one'), commit: writes('two', () => '')},
  'an empty file that gets text': {before: writes('one', () => ''), commit: writes('one')},
  'a file that gets empty': {before: writes('one'), commit: writes('one', () => '')},
  'an empty file that goes': {
    before: steps(
      writes('one', () => ''),
      writes('two'),
    ),
    commit: (directory) => rmSync(join(directory, 'one')),
  },
  'a file that goes': {before: writes('one'), commit: (directory) => rmSync(join(directory, 'one'))},
  'a deletion without its content': {
    before: writes('one'),
    commit: (directory) => rmSync(join(directory, 'one')),
    options: ['--irreversible-delete'],
  },
  'blank lines at the end': {
    before: writes('one', ({text, numbers: [count = 0]}) => joined(text) + '\n'.repeat(count % 4)),
    commit: writes('one', ({text, numbers: [, count = 0]}) => joined(text) + '\n'.repeat(1 + (count % 4))),
  },
  'blanks at the end': {
    before: writes('one', ({text}) => joined(text)),
    commit: writes('one', ({text}) => joined(text.map((line, index) => (index % 5 === 0 ? `${line} \t` : line)))),
  },
  'no end of the last line': {
    before: writes('one', ({text}) => joined(text).trimEnd()),
    commit: writes('one', (draw) => joined(edited(draw.text, draw)).trimEnd()),
  },
  'an end for the last line': {
    before: writes('one', ({text}) => `${joined(text)}end`),
    commit: writes('one', ({text}) => `${joined(text)}end\n`),
  },
  'tabs for blanks': {
    before: writes('one', ({text}) => joined(text.map((line) => `        ${line}`))),
    commit: writes('one', ({text}) => joined(text.map((line, at) => (at % 3 === 0 ? `\t${line}` : `        ${line}`)))),
  },
  'a form feed, a bell and a vertical tab': {
    before: writes('one', ({text}) => joined(text.map((line) => `${line}\f\x07`))),
    commit: writes('one', (draw) =>
      joined(
        edited(
          draw.text.map((line) => `${line}\f\x07`),
          draw,
        ).toSpliced(1, 0, '\v'),
      ),
    ),
  },
  'binary, whole': {before: writes('one'), commit: writes('blob', (draw) => binaryOf(draw))},
  'binary, as a delta': {
    before: writes('blob', (draw) => binaryOf(draw)),
    commit: writes('blob', (draw) => binaryOf(draw, 7)),
  },
  'binary that goes': {
    before: writes('blob', (draw) => binaryOf(draw)),
    commit: (directory) => rmSync(join(directory, 'blob')),
  },
  'binary, its content left out': {
    before: writes('blob', (draw) => binaryOf(draw)),
    commit: writes('blob', (draw) => binaryOf(draw, 7)),
    options: ['--no-binary'],
  },
  'paths that are quoted': {
    before: steps(writes('a\tb'), writes('q"q'), writes('nl\nnl')),
    commit: steps(edits('a\tb'), edits('q"q'), edits('nl\nnl')),
  },
  'paths of other scripts, as octal numbers': {
    before: steps(writes('日本/ü'), writes('é "x"')),
    commit: steps(edits('日本/ü'), edits('é "x"')),
  },
  'paths with blanks': {
    before: steps(writes('a b/c d'), writes('x b/x')),
    commit: steps(edits('a b/c d'), edits('x b/x')),
  },
  'a rename between quoted paths': {
    before: writes('ä\tb'),
    commit: (directory) => {
      mkdirSync(join(directory, 'ö'), {recursive: true})
      renameSync(join(directory, 'ä\tb'), join(directory, 'ö/"'))
    },
  },
  'hunks far apart': {
    before: writes('one', ({text}) => joined([...text, ...Array.from({length: 3000}, (_, at) => `l${at}`), ...text])),
    commit: writes('one', (draw) =>
      joined([
        ...edited(draw.text, draw),
        ...Array.from({length: 3000}, (_, at) => `l${at}`),
        ...edited(draw.text, draw),
      ]),
    ),
  },
  'context that stands many times': {
    before: writes('one', ({numbers: [count = 0]}) =>
      joined(Array.from({length: 40 + (count % 40)}, (_, at) => ['a', 'b'][at % 2] ?? '')),
    ),
    commit: writes('one', ({numbers: [count = 0, at = 0]}) =>
      joined(
        Array.from({length: 40 + (count % 40)}, (_, index) => ['a', 'b'][index % 2] ?? '').toSpliced(at % 40, 1, 'x'),
      ),
    ),
  },
  'the first line and the last': {
    before: writes('one'),
    commit: writes('one', ({text}) => joined(['first', ...text.slice(1, -1), 'last'])),
  },
  'a file that is rewritten': {
    before: writes('one'),
    commit: writes('one', ({other}) => joined(other)),
    options: ['-B'],
  },
  'a file that becomes a directory': {
    before: writes('one'),
    commit: (directory, draw) => {
      rmSync(join(directory, 'one'))
      put(directory, 'one/two', joined(draw.other))
    },
  },
  'a directory that becomes a file': {
    before: writes('one/two'),
    commit: (directory, draw) => {
      rmSync(join(directory, 'one'), {recursive: true})
      put(directory, 'one', joined(draw.other))
    },
  },
  'paths without a/ and b/': {before: writes('d/one'), commit: edits('d/one'), options: ['--no-prefix']},
  'paths with prefixes of their own': {
    before: writes('d/one'),
    commit: edits('d/one'),
    options: ['--src-prefix=old/', '--dst-prefix=new/'],
  },
  'carriage returns': {
    before: writes('one', ({text}) => joined(text, '\r\n')),
    commit: edits('one', '\r\n'),
  },
  'carriage returns on some lines': {
    before: writes('one', ({text}) => joined(text.map((line, at) => (at % 2 === 0 ? `${line}\r` : line)))),
    commit: writes('one', (draw) =>
      joined(edited(draw.text, draw).map((line, at) => (at % 2 === 0 ? `${line}\r` : line))),
    ),
  },
}

/** Words in front of the diff that a reader may stumble over. */
const messages: readonly string[] = [
  'KVM: Change it',
  'KVM: Change it\n\n[a] text\n\n  diff --git a/one b/one\n  --- a/one\n  +++ b/one\n  @@ -1 +1 @@\n  -a\n  +b',
  'KVM: Change it\n\nSee\n-- \na signature, and\n--\ntwo hyphens.',
  '[a][b] KVM: [c] Change it [d]',
  'KVM: Change it\n\nFrom here on:\nFrom: somebody\n>From there\nSubject: none',
  'KVM: Change it\n\nAbove\n-- >8 --\nbelow the scissors.',
  'KVM: Änderung – ünïcode',
  'KVM: Change it\n\n--- a/one\nis a line, and\n+++ b/one\nanother.',
]

/** A way that mails travel. */
const transports: Readonly<Record<string, (mail: string) => string>> = {
  'as it is': (mail) => mail,
  'with carriage returns': (mail) => mail.replaceAll('\n', '\r\n'),
  base64: (mail) =>
    encodedBody(mail, 'base64', (body) => Buffer.from(body).toString('base64').replaceAll(/.{76}/g, '$&\n')),
  'quoted-printable': (mail) =>
    encodedBody(mail, 'quoted-printable', (body) =>
      Buffer.from(body)
        .toString('latin1')
        .split('\n')
        .map((line) =>
          (line.match(/[\s\S]/g) ?? [])
            .map((one, at, all) => {
              const isPlain = /[!-<>-~]/.test(one) || (/[ \t]/.test(one) && at < all.length - 1)
              const code = isPlain ? one : `=${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
              return at % 24 === 23 && at < all.length - 1 ? `${code}=\n` : code
            })
            .join(''),
        )
        .join('\n'),
    ),
  // Lines that end in a blank go on in the next one: who sends so does harm, and both have to see the same.
  'format=flowed': (mail) =>
    encodedBody(mail, '8bit', (body) => body.replaceAll(/^(?= |>|From )/gm, ' ')).replace(
      'charset=UTF-8',
      'charset=UTF-8; format=flowed',
    ),
  'as one of two parts': (mail) => {
    const end = mail.indexOf('\n\n')
    const head = mail
      .slice(0, end)
      .split('\n')
      .filter((line) => !/^(?:Content-|MIME-)/.test(line))
    const type = 'Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit'
    return `${head.join('\n')}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n\n--xx\n${type}\n${mail.slice(end + 1)}\n--xx--\n`
  },
}

function encodedBody(mail: string, transfer: string, encode: (body: string) => string): string {
  const end = mail.indexOf('\n\n')
  const head = mail
    .slice(0, end)
    .split('\n')
    .filter((line) => !/^(?:Content-|MIME-)/.test(line))
  const fields = [
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    `Content-Transfer-Encoding: ${transfer}`,
  ]
  return `${[...head, ...fields].join('\n')}\n\n${encode(mail.slice(end + 2))}\n`
}

/** What goes wrong on the way, or meanwhile in the tree. */
const troubles: Readonly<Record<string, {readonly mail?: (mail: string) => string; readonly tree?: Step}>> = {
  none: {},
  'the file has grown above': {tree: (directory) => grow(directory, 'one', (text) => `new\nlines\n${text}`)},
  'the file has grown below': {tree: (directory) => grow(directory, 'one', (text) => `${text}new\nlines\n`)},
  'the file is gone': {tree: (directory) => rmSync(join(directory, 'one'), {force: true, recursive: true})},
  'the new file is there': {tree: (directory) => put(directory, 'two', 'there\n')},
  'the text is another': {tree: (directory) => grow(directory, 'one', (text) => text.replaceAll(/^a$/gm, 'A'))},
  'context is damaged': {mail: (mail) => mail.replace(/(\n@@ .*\n) /, '$1 x')},
  'a tab became blanks': {mail: (mail) => mail.replaceAll(/^([ +-])\t/gm, '$1        ')},
  'lines lost the blanks at their ends': {mail: (mail) => mail.replaceAll(/[ \t]+$/gm, '')},
  'the numbers of a hunk are far off': {mail: (mail) => mail.replaceAll(/^@@ -(\d+)/gm, '@@ -9$1')},
  'the count of a hunk is wrong': {
    mail: (mail) => mail.replace(/^(@@ -\d+,)(\d+)/m, (_, front, count) => `${front}${Number(count) + 1}`),
  },
  'cut off in a hunk': {mail: (mail) => mail.slice(0, mail.lastIndexOf('\n@@ ') + 30)},
  'the names of blobs are cut short': {
    mail: (mail) => mail.replaceAll(/^index ([0-9a-f]{7})[0-9a-f]*\.\.([0-9a-f]{7})[0-9a-f]*/gm, 'index $1..$2'),
  },
}

function grow(directory: string, path: string, change: (text: string) => string): void {
  const at = join(directory, path)
  if (!lstatSync(at, {throwIfNoEntry: false})?.isFile()) return
  writeFileSync(at, change(readFileSync(at, 'latin1')), 'latin1')
}

/** What is git's alone, by a reason of ours. */
function exceptionOf(mail: string): string | undefined {
  if (
    /^(?:new file|old|new|deleted file) mode 120000|^index .* 120000$/m.test(mail) &&
    !/^new file mode 120000/m.test(mail)
  )
    return 'a link is read through, and not as one'
  return undefined
}

const rounds = 12

describe('the same verdict and the same files as git am', () => {
  const total = {accepted: 0, refused: 0, excepted: 0}

  test.each(Object.entries(forms))('%s', async (name, {before, commit, options = []}) => {
    const directory = temporaryDirectory()
    git(directory, 'init', '--quiet', '--initial-branch=main')
    git(directory, 'config', 'core.autocrlf', 'false')
    git(directory, 'commit', '--quiet', '--allow-empty', '--message=root')
    const root = git(directory, 'rev-parse', 'HEAD')
    const save = (message: string): string => {
      git(directory, 'add', '--all', '--ignore-removal', '.')
      const gone = git(directory, 'ls-files', '--deleted', '-z')
        .split('\0')
        .filter((path) => path !== '' && path !== 'sub')
      if (gone.length > 0) git(directory, 'rm', '--quiet', '--cached', '--', ...gone)
      git(directory, 'commit', '--quiet', '--allow-empty', `--message=${message}`)
      return git(directory, 'rev-parse', 'HEAD')
    }
    const checkout = (revision: string) => {
      git(directory, 'checkout', '--quiet', '--force', '--detach', revision)
      git(directory, 'clean', '-qfdx')
    }
    const draws = fc.sample(
      fc.record({
        draw: fc.record({text: lines, other: lines, numbers}),
        context: fc.constantFrom(0, 1, 3, 3, 3, 10),
        message: fc.constantFrom(...messages),
        transport: fc.constantFrom(...Object.keys(transports)),
        trouble: fc.constantFrom(...Object.keys(troubles), ...Array<string>(6).fill('none')),
        box: fc.boolean(),
      }),
      {seed: 7 + name.length, numRuns: rounds},
    )
    const wrong: string[] = []
    for (const [index, {draw, context, message, transport, trouble, box}] of draws.entries()) {
      checkout(root)
      before(directory, draw)
      const base = save('base')
      commit(directory, draw)
      const changed = save(message)
      const binary = options.includes('--no-binary') ? [] : ['--binary']
      const plain = git(
        directory,
        'format-patch',
        '--stdout',
        '-k',
        ...binary,
        '-M',
        `-U${context}`,
        ...options,
        `${base}..${changed}`,
      )
      if (plain === '') continue
      checkout(base)
      ;(troubles[trouble]?.tree ?? nothing)(directory, draw)
      const target = save('meanwhile')
      const damaged = (troubles[trouble]?.mail ?? ((mail: string) => mail))(`${plain}\n`)
      const sent = (transports[transport] ?? ((mail: string) => mail))(damaged.replace(/^From .*\n/, ''))
      const mail = box
        ? `From x Mon Sep 17 00:00:00 2001\n${sent.replaceAll(/^(>*From )/gm, '>$1').replace(/^>(From: )/m, '$1')}`
        : sent
      const exception = exceptionOf(plain)
      const at = `${index} (${[transport, trouble, `-U${context}`, box ? 'mbox' : 'mail', JSON.stringify(message.slice(0, 40))].join(', ')})`
      const [patch] = (await readMails(mail, 'patch')).map(readPatch)
      const result =
        patch && patch.files.length > 0
          ? new Overlay(directoryTree(directory)).apply(patch.files, {patch: 0, fuzz: 0})
          : undefined
      const reasons = [
        ...(patch?.problems ?? []).map((problem) => problem.message),
        ...(result?.verdicts ?? []).flatMap(({problem}) => problem ?? []),
      ]
      const ours = result !== undefined && reasons.length === 0
      const texts = new Map(
        (result?.tree.touched ?? []).map((path) => [path, contentOf(() => result?.tree.read(path))]),
      )
      writeFileSync(join(directory, '.git/mail'), mail)
      const {status, stderr} = spawnSync('git', ['am', '--quiet', '.git/mail'], {
        cwd: directory,
        encoding: 'utf8',
        env: gitEnvironment,
      })
      const theirs = status === 0
      if (exception !== undefined) total.excepted++
      else {
        total[theirs ? 'accepted' : 'refused']++
        if (ours !== theirs) wrong.push(`${at}: git ${theirs ? 'accepts' : 'refuses'}: ${stderr} ${reasons.join('; ')}`)
        else if (theirs) {
          for (const [path, text] of texts) {
            const now = contentOf(() => stored(join(directory, path)))
            if (text !== 'binary' && text !== now)
              wrong.push(`${at}: ${path}: ${JSON.stringify(text)} is not ${JSON.stringify(now)}`)
          }
          const names = git(directory, 'diff', '--name-only', '-z', '--no-renames', target, 'HEAD').split('\0')
          for (const path of names) if (path !== '' && !texts.has(path)) wrong.push(`${at}: ${path} was not touched`)
        }
      }
      spawnSync('git', ['am', '--abort'], {cwd: directory})
    }
    expect(wrong).toEqual([])
  })

  test('enough of both', () => {
    console.log(`accepted ${total.accepted}, refused ${total.refused}, excepted ${total.excepted}`)
    expect(total.accepted).toBeGreaterThan(200)
    expect(total.refused).toBeGreaterThan(60)
  })
})

function stored(path: string): string | undefined {
  // A file may stand where its directory was.
  const there = lstatSync(dirname(path), {throwIfNoEntry: false})?.isDirectory()
    ? lstatSync(path, {throwIfNoEntry: false})
    : undefined
  if (there?.isSymbolicLink()) return readlinkSync(path)
  return there?.isFile() ? readFileSync(path, 'utf8') : undefined
}

/** `binary` where it is no text. */
function contentOf(read: () => string | undefined): string | undefined {
  try {
    return read()
  } catch {
    return 'binary'
  }
}
