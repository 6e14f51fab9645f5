/**
 * `npm run bench:review`: reviewing mails against checkpatch.pl reading the same files. One mail on standard input, whole
 * processes; one with its tree, against `check` of that tree; then a thousand mails in one process each. MAILS has the
 * mails, KERNEL_TREES the checkpatch.pl. Needs a build.
 */

import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {mailsDirectory, poolMails} from '../mails.ts'
import {alternate, peakMemory, printRatio} from './alternate.ts'

const directory = mailsDirectory()
const [tree] = (process.env.KERNEL_TREES ?? '').split(':').filter((name) => name !== '')
if (directory === undefined || tree === undefined) throw new Error('MAILS and KERNEL_TREES have to be named')

const checkpatch = join(tree, 'scripts/checkpatch.pl')
const node = process.execPath
const one = join(directory, '20230215-mem-fault-nowait-v1-05.eml')
const shell = (command: string): readonly [string, ...string[]] => ['sh', '-c', command]
const single = alternate(
  [
    shell(`"${node}" dist/cli.js review - --fail-on never < "${one}"`),
    shell(`"${checkpatch}" --strict --no-tree - < "${one}" || true`),
    shell(`"${node}" -e 0`),
  ],
  Number(process.argv[2] ?? 15),
)
console.log(`node -e 0: median ${single[2]?.median.toFixed(0)} ms`)
const singleStatus = printRatio(['uapidoc review -', 'checkpatch.pl --strict -'], single, 1)

const work = mkdtempSync(join(tmpdir(), 'uapidoc-bench-'))
try {
  const outgoing = join(work, 'outgoing')
  // Newer trees have an exit of that name.
  const renames = ['KVM_EXIT_MEMORY_FAULT=KVM_EXIT_FAULT_NOWAIT', 'kvm_run.memory_fault=fault_nowait']
  const series = ['memory-fault-exits@v1', ...renames.flatMap((rename) => ['--rename', rename])]
  spawnSync(node, ['dist/cli.js', 'render', ...series, '--tree', tree, '--patch', outgoing])
  const [first = ''] = readdirSync(outgoing).filter((name) => name.endsWith('.patch'))
  const withTree = ['--tree', tree, '--fail-on', 'never'] as const
  const [review, check] = alternate(
    [
      [node, 'dist/cli.js', 'review', join(outgoing, first), ...withTree],
      [node, 'dist/cli.js', 'check', ...withTree],
    ],
    9,
  )
  const more = (review?.least ?? Number.NaN) - (check?.least ?? 0)
  console.log(
    `review --tree: ${more.toFixed(0)} ms more than check (${check?.least.toFixed(0)} ms), at most 100 is wanted`,
  )
  const mails = join(work, 'mails')
  mkdirSync(mails)
  const pool = [...poolMails(directory)]
  const files = Array.from({length: 1000}, (_, index) => {
    const [name, bytes] = pool[index % pool.length] ?? ['', new Uint8Array()]
    const file = join(mails, `${String(index).padStart(4, '0')}-${name}`)
    // Each copy is a mail of its own.
    writeFileSync(
      file,
      Buffer.from(bytes)
        .toString('latin1')
        .replaceAll(/^((?:Message-I[Dd]|In-Reply-To|References):.*<)/gm, `$1${index}.`),
      'latin1',
    )
    return file
  })
  const reviewing = [node, 'dist/cli.js', 'review', '--fail-on', 'never'] as const
  const quiet = (...command: readonly string[]) => {
    const start = process.hrtime.bigint()
    const {status, signal} = spawnSync(command[0] ?? '', command.slice(1), {stdio: 'ignore'})
    if (signal !== null || status === null || status > 1) throw new Error(`${command[0]}: status ${status}`)
    return Number(process.hrtime.bigint() - start) / 1e9
  }
  // checkpatch.pl is the same for each file: a tenth of them says how fast it is.
  const theirs = quiet(checkpatch, '--strict', '--no-tree', ...files.slice(0, 100)) * 10
  const ours = quiet(...reviewing, mails)
  const memory = [100, 1000].map((count) => {
    const peak = peakMemory([...reviewing, ...files.slice(0, count)]) / 1024
    return `${peak.toFixed(0)} MiB for ${count} mails`
  })
  console.log(
    `1,000 mails: ${ours.toFixed(2)} s, checkpatch.pl ${theirs.toFixed(1)} s, ${(theirs / ours).toFixed(1)} times its rate, at least 20 is wanted`,
  )
  console.log(`peak memory: ${memory.join(', ')}`)
  process.exitCode = singleStatus === 0 && more <= 100 && theirs / ours >= 20 ? 0 : 1
} finally {
  rmSync(work, {recursive: true, force: true})
}
