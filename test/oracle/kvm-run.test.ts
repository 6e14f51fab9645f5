/** The bytes of `struct kvm_run` behind an exit: ours against those of an object that gcc and clang have initialised. */

import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import memoryFaultInfo from '../../series/memory-fault-info/index.ts'
import {abiNamed} from '../../src/abi/index.ts'
import type {Series, SeriesVersion, StructData} from '../../src/model/index.ts'
import {KvmRun} from '../../src/reference/index.ts'
import {memberLines} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {temporaryDirectory} from '../temporary.ts'
import {clang, targets} from './clang-targets.ts'
import {isInstalled} from './compile.ts'
import {UapiHeaders} from './uapi-headers.ts'

const compilers = [
  {abi: 'x86-64', command: 'gcc', options: [], objcopy: 'objcopy'},
  {abi: 'i386', command: 'gcc', options: ['-m32'], objcopy: 'objcopy'},
  {abi: 'arm64', command: 'aarch64-linux-gnu-gcc', options: [], objcopy: 'aarch64-linux-gnu-objcopy'},
  ...(['x86-64', 'i386'] as const).map((abi) => ({
    abi,
    command: clang,
    options: [`--target=${targets[abi]}`],
    objcopy: 'objcopy',
  })),
  {abi: 'arm64', command: clang, options: [`--target=${targets.arm64}`], objcopy: 'aarch64-linux-gnu-objcopy'},
] as const

const versions = [memoryFaultExits as Series, memoryFaultInfo as Series].flatMap((series) =>
  series.versions.map((version) => ({name: `${series.name}@${version.id}`, series: series.name, version})),
)

const [gpa, size] = [0x7_8123_4000, 0x1000]

/** What stands in front of the union, from include/uapi/linux/kvm.h: no member is longer than it is aligned. */
const front = `typedef unsigned char __u8; typedef unsigned short __u16; typedef unsigned int __u32; typedef unsigned long long __u64;
struct kvm_run {
  __u8 request_interrupt_window, immediate_exit, padding1[6]; __u32 exit_reason;
  __u8 ready_for_interrupt_injection, if_flag; __u16 flags; __u64 cr8, apic_base;
  union {`

const declared = ({name, members}: StructData): string =>
  `struct { ${memberLines(members, '').join(' ')} } ${name.split('.')[1]};`

/** The struct by hand, and what the exit holds. */
function initialised(
  {header, behaviour}: SeriesVersion,
  run: KvmRun,
  cause: 'missing' | 'private',
  definition: string,
): string {
  const [struct] = header.structs
  const values: Record<string, number | string> = {gpa, size, ...behaviour?.exit.causes[cause]}
  // What nobody writes keeps what stood there.
  const stale = behaviour?.exit.unwritten === 'stale' ? {flags: '0xaaaaaaaaaaaaaaaaULL'} : {}
  const constants = header.constants.map(({name, value}) => `#undef ${name}\n#define ${name} (${value})\n`).join('')
  const written = Object.entries({...stale, ...values}).map(
    ([name, value]) => `.${name} = ${value}${typeof value === 'number' ? 'ULL' : ''}`,
  )
  return `${definition}
${constants}struct kvm_run run __attribute__((section("uapidoc"))) = {.exit_reason = ${run.exitNumber}, .${struct?.name.split('.')[1]} = {${written.join(', ')}}};
`
}

function bytesOf(
  source: string,
  {command, options, objcopy}: (typeof compilers)[number],
  more: readonly string[],
  cwd: string,
): Uint8Array {
  const directory = temporaryDirectory()
  const [file, object, binary] = ['a.c', 'a.o', 'a.bin'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(file, source)
  const compiled = spawnSync(command, [...options, ...more, '-c', '-o', object, file], {encoding: 'utf8', cwd})
  expect(compiled.stderr).toBe('')
  const copied = spawnSync(objcopy, ['-O', 'binary', '-j', 'uapidoc', object, binary], {encoding: 'utf8'})
  expect(copied.stderr).toBe('')
  return readFileSync(binary)
}

/** The exit reason, and the member of the exit: all that KVM writes. */
function written(bytes: Uint8Array, run: KvmRun, length: number): string {
  const at = (path: string) => run.header.fields.find((field) => field.path === path)?.offset ?? 0
  const reason = at('exit_reason')
  const hex = (from: number, to: number) => Buffer.from(bytes.slice(from, to)).toString('hex')
  return `${hex(reason, reason + 4)} ${hex(at('memory_fault'), length)}`
}

describe.each(compilers)('$command on $abi', (compiler) => {
  test.skipIf(!isInstalled(compiler.command)).each(versions)('$name', ({series, version}) => {
    const run = new KvmRun(series, version, abiNamed(compiler.abi))
    const [struct] = version.header.structs
    for (const cause of ['missing', 'private'] as const) {
      const values = version.behaviour?.exit.causes[cause]
      if (!values || !struct) continue
      const ours = run.report({gpa, size, values})
      const definition = `${front} ${declared(struct)} char padding[256]; };\n};`
      const theirs = bytesOf(initialised(version, run, cause, definition), compiler, ['-w'], '.')
      expect(written(ours, run, ours.length)).toBe(written(theirs, run, ours.length))
    }
  })
})

describe.each(kernelTrees().filter(({name}) => name === 'linux-6.12'))('$name', (kernel) => {
  const headers = new UapiHeaders(kernel)
  afterAll(() => headers.remove())

  test.each(compilers)('the real struct kvm_run, $command on $abi', (compiler) => {
    if (!isInstalled(compiler.command)) return
    const [version] = memoryFaultInfo.versions as readonly SeriesVersion[]
    if (!version) throw new Error('no such version')
    const abi = abiNamed(compiler.abi)
    const run = new KvmRun(memoryFaultInfo.name, version, abi)
    const ours = run.report({gpa, size, values: version.behaviour?.exit.causes.private ?? {}})
    const source = initialised(version, run, 'private', '#include <stub.h>\n#include <linux/kvm.h>')
    const theirs = bytesOf(source, compiler, headers.compilerOptions(abi), headers.root)
    expect(written(ours, run, ours.length)).toBe(written(theirs, run, ours.length))
  })
})
