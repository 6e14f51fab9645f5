/**
 * The kernel's scripts/check-uapi.sh itself, run in a repository of two commits that has what it asks of a tree: a
 * headers_install, a list of headers that do not compile, a directory for the machine.
 *
 * It wants abidiff 2.4, Debian 12 has 2.2. What 2.2 lacks are three keys of the suppressions that the script hands it:
 * changed_enumerators_regexp, offset_of_first_data_member_regexp() and has_size_change. It does not refuse them: it takes
 * each suppression without its condition and then hides members that moved and enumerators that went. So abidiff runs
 * here without them, and what 2.4 would suppress by name is said; the pairs that this concerns are named.
 */

import {execFileSync} from 'node:child_process'
import {chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {run} from './compile.ts'

const tree: Readonly<Record<string, string>> = {
  'arch/x86/Kbuild': '',
  // It reads the list with make, and a list without a name that is left ends it.
  'usr/include/Makefile': 'no-header-test := asm-generic/% linux/none.h\n',
  Makefile: 'headers_install:\n\tmkdir -p $(INSTALL_HDR_PATH)\n\tcp -R include/uapi $(INSTALL_HDR_PATH)/include\n',
}

/** A version that it takes; the arguments are --non-reachable-types --suppressions FILE BEFORE AFTER. */
const abidiff = `#!/bin/sh
[ "$1" = --version ] && { echo 'abidiff: 2.4'; exit; }
shift 3
exec abidiff --non-reachable-types "$@"
`

export type Headers = Readonly<Record<string, string>>

export interface ScriptVerdict {
  readonly status: number | null
  /** What it says of each header that it finds not compatible, by the header's path below include/uapi. */
  readonly reports: ReadonlyMap<string, string>
  /** Its last line. */
  readonly total: string
}

/** Runs `script` over `before` and `after`, headers by their paths below include/uapi. `directory` is made. */
export async function checkUapi(
  script: string,
  before: Headers,
  after: Headers,
  options: readonly string[],
  directory: string,
): Promise<ScriptVerdict> {
  const repository = join(directory, 'tree')
  writeAll(repository, tree)
  mkdirSync(join(repository, 'scripts'))
  cpSync(script, join(repository, 'scripts/check-uapi.sh'))
  const git = (...args: string[]): void => {
    const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false']
    execFileSync('git', [...author, ...args], {cwd: repository})
  }
  git('init', '--quiet')
  for (const headers of [before, after]) {
    rmSync(join(repository, 'include'), {recursive: true, force: true})
    writeAll(join(repository, 'include/uapi'), headers)
    git('add', '--all')
    git('commit', '--quiet', '--message=headers')
  }
  writeAll(directory, {abidiff, gcc: `#!/bin/sh\nexec gcc ${options.join(' ')} "$@"\n`})
  for (const program of ['abidiff', 'gcc']) chmodSync(join(directory, program), 0o755)
  const environment = {ABIDIFF: join(directory, 'abidiff'), CC: join(directory, 'gcc'), ARCH: 'x86', TMPDIR: directory}
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  const log = join(directory, 'log')
  const command = [...variables, 'bash', join(repository, 'scripts/check-uapi.sh'), '-l', log]
  const {status, stdout, stderr} = await run('env', command, '')
  if (status !== 0 && status !== 1) throw new Error(`check-uapi.sh: ${stderr || stdout}`)
  const report = status === 0 ? '' : readFileSync(log, 'utf8')
  const parts = report.split(/^(?===== )/m).slice(1)
  return {
    status,
    reports: new Map(parts.map((part) => [/ include\/(\S+)/.exec(part)?.[1] ?? '', part])),
    total: (status === 0 ? stdout : stderr).split('\n').find((line) => / UAPI headers /.test(line)) ?? '',
  }
}

function writeAll(directory: string, files: Headers): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), {recursive: true})
    writeFileSync(join(directory, name), text)
  }
}
