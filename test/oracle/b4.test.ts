/**
 * What the real b4 makes of our answers, where one that is new enough is on PATH: Debian 12 has 0.12. Its `prep --check`
 * runs as a user runs it; of `review`, which is a screen to look at, the functions behind its key run.
 */

import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {patchMail} from '../patch-mail.ts'
import {git, gitEnvironment, temporaryDirectory, temporaryRepository, writeFiles} from '../temporary.ts'
import {commandLine, useCommand} from '../uapidoc.ts'

/** Major and minor; nothing is older than none. */
function b4Version(): readonly [number, number] {
  const {stdout} = spawnSync('b4', ['--version'], {encoding: 'utf8'})
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout ?? '') ?? []
  return [Number(major), Number(minor)]
}

const [major, minor] = b4Version()
const hasB4 = (wanted: number): boolean => major > 0 || minor >= wanted
const header = 'include/uapi/linux/kvm.h'

describe.runIf(hasB4(14))('b4 prep --check (skipped where no b4 >= 0.14 is on PATH)', () => {
  useCommand()

  test.each([
    {name: 'a number that is taken', added: '#define KVM_CAP_BELL 7\n', says: /number-taken[\s\S]*Error: [1-9]/},
    {name: 'nothing to say', added: '/* Bells. */\n', says: /Success: 1, Warning: 0, Error: 0/},
  ])('$name', ({added, says}) => {
    const directory = temporaryRepository({[header]: '#define KVM_CAP_ROPE 7\n'})
    git(directory, 'config', 'b4.prep-perpatch-check-cmd', `${commandLine} review -`)
    git(directory, 'config', 'user.name', 'A')
    git(directory, 'config', 'user.email', 'a@example.org')
    const env = {...gitEnvironment, HOME: directory}
    const b4 = (...words: readonly string[]) =>
      spawnSync('b4', words, {cwd: directory, encoding: 'utf8', env, input: ''})
    expect(b4('--no-interactive', 'prep', '--new', 'bell', '--fork-point', 'main').status).toBe(0)
    writeFiles(directory, {[header]: `#define KVM_CAP_ROPE 7\n${added}`})
    git(directory, 'commit', '--quiet', '--all', '--message=KVM: Ring')
    const {stdout, stderr} = b4('--no-interactive', 'prep', '--check')
    expect(`${stdout}${stderr}`).toMatch(says)
  })
})

describe.runIf(hasB4(15))('b4 review (skipped where no b4 >= 0.15 is on PATH)', () => {
  useCommand()

  /** Runs a command as its key does, stores the results and gives what it would show. */
  const program = `
import email, email.policy, json, sys
from b4.review import checks
message = email.message_from_file(sys.stdin, policy=email.policy.default)
found = checks.run_perpatch_checks([('1@example.org', message)], [sys.argv[1]], '.')
database = checks.get_db()
checks.store_results(database, '1@example.org', found['1@example.org'])
print(json.dumps(checks.get_cached_results(database, ['1@example.org'])['1@example.org']))
`

  test('what it keeps is what we said', () => {
    const script = spawnSync('sh', ['-c', 'command -v b4'], {encoding: 'utf8'}).stdout.trim()
    const python = /^#!(\S+)/.exec(readFileSync(script, 'utf8'))?.[1] ?? 'python3'
    const directory = temporaryDirectory()
    const input = patchMail({[header]: ' #define KVM_CAP_ROPE 7\n+#define KVM_CAP_BELL 7\n'})
    const env = {...gitEnvironment, HOME: directory, XDG_DATA_HOME: directory}
    const words = ['-c', program, `${commandLine} review - --format b4`]
    const {stdout, stderr} = spawnSync(python, words, {cwd: directory, encoding: 'utf8', env, input})
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject([
      {tool: 'uapidoc', status: 'fail', details: expect.stringContaining('ERROR:number-taken')},
    ])
  })
})
