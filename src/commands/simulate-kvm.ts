/** `uapidoc simulate --kvm`: the series' C test on the kernel that runs, against the reference. */

import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {constants, tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {InputError, type Series, type SeriesVersion, type Tree} from '../model/index.ts'
import {referenceOf, type VmAnswer, vmAnswers} from '../reference/index.ts'
import {openTree} from '../tree/index.ts'
import {kvmHeader} from '../uapi/index.ts'
import {ownDefinitions} from '../write/index.ts'
import {cTestOf} from './c-test.ts'
import {type ExitStatus, say, type World} from './command.ts'
import type {SimulateOptions} from './simulate-options.ts'

const compiler = 'cc'
const flags = ['-std=gnu11', '-O1', '-Wall', '-Wextra', '-Werror', '-D__EXPORTED_HEADERS__']
/** A test of a few ioctls that takes longer hangs. */
const timeLimit = 30_000

/** 0: every answer is the reference's, or nothing could be asked, which is said. 1: one differs. */
export async function simulateKvm(
  series: Series,
  version: SeriesVersion,
  {tree: name, format}: SimulateOptions,
  world: World,
): Promise<ExitStatus> {
  const tree = name === undefined ? undefined : (await openTree(name, world.directory)).tree
  const expected = vmAnswers(referenceOf(series.name, version))
  const directory = mkdtempSync(join(tmpdir(), 'uapidoc-kvm-'))
  try {
    const output = runTest(directory, cTestOf(series, version, tree), tree, world)
    const skipped = /^1\.\.0 # SKIP (.*)$/m.exec(output)?.[1]
    if (skipped !== undefined) {
      // A device that is there and refuses is something to put right; a kernel without it is not.
      if (/^(\/dev\/kvm|KVM_CREATE_VM): /.test(skipped) && !skipped.includes(noSuchFile)) {
        throw new InputError(`Unexpected ${skipped}, expected a /dev/kvm that makes a VM`)
      }
      say(world, `skipped: ${skipped}`)
    }
    const compared = expected.map((answer) => compare(answer, output))
    const different = compared.filter(({isSame}) => isSame === false)
    world.stdout.write(format === 'json' ? json(compared, skipped) : skipped === undefined ? table(compared) : '')
    return different.length > 0 ? 1 : 0
  } finally {
    rmSync(directory, {recursive: true, force: true})
  }
}

const noSuchFile = 'No such file'

function runTest(directory: string, program: string, tree: Tree | undefined, world: World): string {
  const [source, binary, include] = ['test.c', 'test', 'include'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(source, program)
  const from = tree ? headersOf(tree, include) : [`-D${ownDefinitions}`]
  const command = world.environment.CC ?? compiler
  const compiled = spawnSync(command, [...flags, ...from, '-o', binary, source], {encoding: 'utf8', timeout: timeLimit})
  if (compiled.error) throw new InputError(`Unexpected ${compiled.error.message}, expected a C compiler (CC names it)`)
  if (compiled.status !== 0) {
    const [first = 'failure'] = compiled.stderr.split('\n').filter((line) => line.includes('error'))
    throw new InputError(`Unexpected ${first.replace(`${directory}/`, '')}, expected a test that ${command} compiles`)
  }
  const ran = spawnSync(binary, [], {encoding: 'utf8', timeout: timeLimit})
  if (ran.error || ran.signal) {
    throw new InputError(`Unexpected ${ran.error?.message ?? ran.signal}, expected a test that ends by itself`)
  }
  return ran.stdout
}

/**
 * The two headers of the tree, and behind those that are installed what they include of it. In a tree they include some that
 * only the kernel has; headers that are installed do not.
 */
function headersOf(tree: Tree, directory: string): readonly string[] {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x86'
  const own = [kvmHeader, `arch/${architecture}/include/uapi/asm/kvm.h`]
  const pending = own.flatMap((file) => {
    const text = tree.read(file)
    if (text === undefined) throw new InputError(`${file}: Unexpected absence in ${tree.name}, expected the header`)
    put(join(directory, 'first', nameOf(file)), text)
    return includesOf(text)
  })
  const seen = new Set(own.map(nameOf))
  for (const name of pending) {
    if (seen.has(name)) continue
    seen.add(name)
    const text = tree.read(`include/uapi/${name}`) ?? tree.read(`arch/${architecture}/include/uapi/${name}`) ?? ''
    put(join(directory, 'last', name), text)
    pending.push(...includesOf(text))
  }
  return ['-I', join(directory, 'first'), '-idirafter', join(directory, 'last')]
}

/** `include/uapi/linux/kvm.h` is `linux/kvm.h` to who includes it. */
const nameOf = (file: string): string => file.slice(file.indexOf('include/uapi/') + 'include/uapi/'.length)

function includesOf(text: string): readonly string[] {
  return [...text.matchAll(/^\s*#\s*include\s*<((?:linux|asm)\/[\w/-]+\.h)>/gm)].map(([, name = '']) => name)
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), {recursive: true})
  writeFileSync(file, text)
}

interface Compared {
  readonly answer: VmAnswer
  readonly kernel: {readonly value: number; readonly errno: string | undefined} | undefined
  /** Absent where the kernel was not asked. */
  readonly isSame: boolean | undefined
}

function compare(answer: VmAnswer, output: string): Compared {
  const found = new RegExp(`^# answer ${answer.id} (-?\\d+) (\\d+)$`, 'm').exec(output)
  if (!found) return {answer, kernel: undefined, isSame: undefined}
  const kernel = {value: Number(found[1]), errno: errnoNamed(Number(found[2]))}
  return {answer, kernel, isSame: kernel.value === answer.value && kernel.errno === answer.errno}
}

function errnoNamed(number: number): string | undefined {
  if (number === 0) return undefined
  return Object.entries(constants.errno).find(([, value]) => value === number)?.[0] ?? String(number)
}

const shown = (value: number, errno: string | undefined): string =>
  errno === undefined ? `${value}` : `${value}, ${errno}`

function table(compared: readonly Compared[]): string {
  const rows = compared.map(({answer, kernel, isSame}) => [
    answer.says,
    shown(answer.value, answer.errno),
    kernel ? shown(kernel.value, kernel.errno) : 'not asked',
    isSame === false ? 'differs' : '',
  ])
  const lines = [['', 'reference', 'this kernel', ''], ...rows].map(([says = '', ours = '', theirs = '', note = '']) =>
    `${says.padEnd(44)}${ours.padEnd(16)}${theirs.padEnd(16)}${note}`.trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

function json(compared: readonly Compared[], skipped: string | undefined): string {
  const answers = compared.map(({answer, kernel, isSame}) => ({
    id: answer.id,
    says: answer.says,
    reference: {value: answer.value, errno: answer.errno ?? null},
    kernel: kernel ? {value: kernel.value, errno: kernel.errno ?? null} : null,
    same: isSame ?? null,
  }))
  return `${JSON.stringify({version: 1, skipped: skipped ?? null, answers}, null, 2)}\n`
}
