/** Data of unknown origin: what is taken, and what is said of what is not. */

import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import {loadSeries, shippedSeries, validateSeries} from '../../src/series/index.ts'

describe('what is shipped is valid', () => {
  test.each(shippedSeries)('%s', async (name) => {
    const {series} = await loadSeries(name, '.')
    expect(series.name).toBe(name)
    // As JSON, since that is what a user's series is; and no `undefined` gets lost.
    const json: unknown = JSON.parse(JSON.stringify(series))
    expect(await validateSeries(json, name)).toEqual(series)
  })
})

type Path = readonly (string | number)[]

const revised: Path = ['versions', 2]
const exit: Path = [...revised, 'document', 'sections', 0]
const capability: Path = [...revised, 'document', 'sections', 1]
const members: Path = [...revised, 'header', 'structs', 0, 'members']
const constants: Path = [...revised, 'header', 'constants']
const behaviour: Path = [...revised, 'behaviour']

/** A copy of the series with one thing put at a path; `undefined` takes it away. */
function changed(path: Path, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(memoryFaultExits))
  let at = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  const last = path.at(-1) ?? ''
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}

async function complaintsOf(data: unknown): Promise<string> {
  try {
    await validateSeries(data, 'F.json')
    return 'none'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const accepted: readonly (readonly [string, Path, unknown])[] = [
  ['a schema for editors', ['$schema'], 'https://example.org/series.schema.json'],
  ['a number that is closed', [...capability, 'number', 'number'], 40],
  ['no behaviour', behaviour, undefined],
  ['a struct placed by the prose', [...exit, 'prose'], '::struct[kvm_run.memory_fault]\n'],
  ['a member of another struct by its path', [...capability, 'prose'], ':member[kvm_run.memory_fault.gpa]\n'],
  ['what looks like a directive, in code', [...exit, 'prose'], '`a:b` and ``x :y[z]``\n'],
  ['what looks like a directive, in a fence', [...exit, 'prose'], '```\na:b\n```\n'],
  ['a fence that never ends', [...exit, 'prose'], '~~~~\na:b\n~~~\na:b\n'],
  ['what looks like a directive, escaped', [...exit, 'prose'], 'a\\:b\n'],
  ['a colon and a blank, a time, an address', [...exit, 'prose'], 'Look: at 10:30, https://example.org\n'],
  ['a length that is a constant', [...members, 4, 'length'], 'KVM_MEMORY_FAULT_CODE_PRIVATE'],
  ['a flexible array at the end', [...members, 4, 'length'], 'flexible'],
  ['a lock that the kernel has', [...revised, 'host', 0, 'lock'], 'kvm->slots_lock'],
  ['a code at the top of its type', [...constants, 0, 'value'], '~0U'],
]

describe('accepted', () => {
  test.each(accepted)('%s', async (_, path, value) => {
    expect(await complaintsOf(changed(path, value))).toBe('none')
  })
})

const rejected: readonly (readonly [string, Path, unknown, string])[] = [
  // Shape.
  ['no name', ['name'], undefined, '`name`: Unexpected absence, expected a value'],
  ['a key that nobody knows', ['colour'], 'red', '`colour`: Unexpected "colour", expected no such key'],
  ['no version', ['versions'], [], '`versions`: Unexpected 0, expected >=1'],
  [
    'a date in words',
    ['date'],
    'yesterday',
    '`date`: Unexpected "yesterday", expected a date, `2023-02-15T01:16:06+00:00`',
  ],
  [
    'another status',
    [...revised, 'status'],
    'done',
    '`versions.2.status`: Unexpected "done", expected ("posted" | "offered" | "proposed" | "merged")',
  ],
  [
    'a section of another kind',
    [...exit, 'kind'],
    'event',
    '`versions.2.document.sections.0.kind`: Unexpected "event", expected ("ioctl" | "capability" | "exit")',
  ],
  [
    'an architecture without KVM',
    [...capability, 'architectures'],
    ['alpha'],
    '`versions.2.document.sections.1.architectures.0`: Unexpected "alpha", expected ("x86" | "arm64" | "powerpc" | "s390" | "mips" | "riscv" | "loongarch" | "arm")',
  ],
  [
    'more than a type',
    [...members, 0, 'type'],
    '__u32 a; } x; struct {',
    '`versions.2.header.structs.0.members.0.type`: Unexpected "__u32 a; } x; struct {", expected a type of C',
  ],
  [
    'a path out of the tree',
    [...revised, 'host', 0, 'file'],
    '../../etc/passwd',
    '`versions.2.host.0.file`: Unexpected "../../etc/passwd", expected a path inside the tree',
  ],
  [
    'a message-id in brackets',
    ['versions', 0, 'messageId'],
    '<a@b>',
    '`versions.0.messageId`: Unexpected "<a@b>", expected a message-id without angle brackets',
  ],
  [
    'a capability number that no int holds',
    ['versions', 0, 'header', 'capabilities', 0, 'number'],
    2 ** 31,
    '`versions.0.header.capabilities.0.number`: Unexpected 2147483648, expected <=2147483647',
  ],
  [
    'an exit number below 0',
    ['versions', 0, 'header', 'exitReasons', 0, 'number'],
    -1,
    '`versions.0.header.exitReasons.0.number`: Unexpected -1, expected >=0',
  ],
  [
    'a section without a number',
    [...capability, 'number', 'number'],
    0,
    '`versions.2.document.sections.1.number.number`: Unexpected 0, expected >=1',
  ],
  [
    'an ioctl number that no byte holds',
    ['versions', 0, 'header', 'ioctls', 0, 'number'],
    256,
    '`versions.0.header.ioctls.0.number`: Unexpected 256, expected <=255',
  ],
  // Contradictions.
  ['a version twice', [...revised, 'id'], 'v1', '`versions.2`: Unexpected second `v1`, expected each once'],
  [
    'a member twice',
    [...members, 1, 'name'],
    'gpa',
    '`versions.2.header.structs.0.members.2`: Unexpected second `gpa`, expected each once',
  ],
  [
    'a member that the struct lacks, in prose',
    [...exit, 'prose'],
    'See :member[len].\n',
    '`versions.2.document.sections.0.prose`: Unexpected member `len`, expected one of `kvm_run.memory_fault`: `fault_code`, `flags`, `gpa`, `size`, `reserved`',
  ],
  [
    'and in code',
    [...exit, 'prose'],
    'See `memory_fault.len`.\n',
    '`versions.2.document.sections.0.prose`: Unexpected member `len`, expected one of `kvm_run.memory_fault`: `fault_code`, `flags`, `gpa`, `size`, `reserved`',
  ],
  [
    'a member of nothing',
    [...capability, 'prose'],
    'See :member[gpa].\n',
    '`versions.2.document.sections.1.prose`: Unexpected member `gpa`, expected a member of one of `kvm_run.memory_fault`',
  ],
  [
    'an unknown placeholder',
    [...exit, 'prose'],
    'See :field[gpa].\n',
    '`versions.2.document.sections.0.prose`: Unexpected placeholder `:field`, expected one of `struct`, `constants`, `errnos`, `member`, `section`, `number`',
  ],
  [
    'a colon that would become a placeholder',
    [...exit, 'prose'],
    'either:or\n',
    '`versions.2.document.sections.0.prose`: Unexpected placeholder `:or`, expected one of `struct`, `constants`, `errnos`, `member`, `section`, `number`',
  ],
  [
    'a block in the middle of a line',
    [...exit, 'prose'],
    'It is :struct[kvm_run.memory_fault].\n',
    '`versions.2.document.sections.0.prose`: Unexpected text directive `struct`, expected it as leaf',
  ],
  [
    'a struct that there is not',
    [...exit, 'prose'],
    '::struct[kvm_x]\n',
    '`versions.2.document.sections.0.prose`: Unexpected `kvm_x` in `struct`, expected what the series has',
  ],
  [
    'a placeholder without a name',
    [...exit, 'prose'],
    'See :member.\n',
    '`versions.2.document.sections.0.prose`: Unexpected `member` without a name, expected `member[NAME]`',
  ],
  [
    'an exit without its struct',
    [...exit, 'member'],
    'fault',
    '`versions.2.document.sections.0.member`: Unexpected `kvm_run.fault`, expected one of `kvm_run.memory_fault`',
  ],
  [
    'a section in a chapter of others',
    [...capability, 'number', 'chapter'],
    4,
    '`versions.2.document.sections.1.number.chapter`: Unexpected 4 of capability, expected 6, 7, 8',
  ],
  [
    'an integer of 46 bits',
    [...members, 2, 'type'],
    '__u46',
    '`versions.2.header.structs.0.members.2.type`: Unexpected `__u46`, expected an integer of 8, 16, 32 or 64 bits',
  ],
  [
    'a flexible array in the middle',
    [...members, 1, 'length'],
    'flexible',
    '`versions.2.header.structs.0.members.1.length`: Unexpected flexible `flags`, expected it to be the last member',
  ],
  [
    'a code that its member cannot hold',
    [...constants, 0, 'value'],
    '1ULL << 40',
    '`versions.2.header.constants.0.value`: Unexpected 1099511627776, expected 0 to 4294967295, which the `__u32` `fault_code` can hold',
  ],
  [
    'two codes with one value',
    [...constants, 1, 'value'],
    '0x1',
    '`versions.2.header.constants.1`: Unexpected second `kvm_run.memory_fault.fault_code == 1`, expected each once',
  ],
  [
    'a flag of two bits',
    [...constants, 1],
    {name: 'KVM_A', value: '3', role: 'flag', member: 'kvm_run.memory_fault.flags'},
    '`versions.2.header.constants.1.value`: Unexpected 3 of the flag `KVM_A`, expected a single bit',
  ],
  [
    'a value that is none',
    [...constants, 0, 'value'],
    '1 <<',
    '`versions.2.header.constants.0.value`: Unexpected `1 <<`, expected a constant expression of C',
  ],
  [
    'an argument of _IO',
    ['versions', 0, 'header', 'ioctls', 0, 'macro'],
    '_IO',
    '`versions.0.header.ioctls.0.argument`: Unexpected `bool`, expected no argument with `_IO`',
  ],
  [
    'a lock that there is not',
    [...revised, 'host', 0, 'lock'],
    'big_lock',
    '`versions.2.host.0.lock`: Unexpected `big_lock`, expected one of `mem_fault_nowait`',
  ],
  [
    'a synchronisation that the host has not',
    [...behaviour, 'synchronisation'],
    'rwlock',
    '`versions.2.behaviour.synchronisation`: Unexpected `rwlock`, expected that of the host: one of `srcu`',
  ],
  [
    'a __u32 that is given 2^40',
    [...behaviour, 'exit', 'causes', 'missing', 'fault_code'],
    2 ** 40,
    '`versions.2.behaviour.exit.causes.missing.fault_code`: Unexpected 1099511627776, expected 0 to 4294967295, which the `__u32` `fault_code` can hold',
  ],
  [
    'a cause that writes what is not there',
    [...behaviour, 'exit', 'causes', 'missing', 'code'],
    1,
    '`versions.2.behaviour.exit.causes.missing.code`: Unexpected member `code`, expected one of `kvm_run.memory_fault`: `fault_code`, `flags`, `gpa`, `size`, `reserved`',
  ],
  [
    'a cause with a name that nobody defines',
    [...behaviour, 'exit', 'causes', 'missing', 'fault_code'],
    'KVM_NONE',
    '`versions.2.behaviour.exit.causes.missing.fault_code`: Unexpected `KVM_NONE`, expected a number or one of `KVM_MEMORY_FAULT_CODE_NOT_MAPPED`, `KVM_MEMORY_FAULT_CODE_PRIVATE`',
  ],
  [
    'a switch with one position',
    [...behaviour, 'enableCap', 'off'],
    1,
    '`versions.2.behaviour.enableCap.off`: Unexpected 1, expected another value than for on',
  ],
]

describe('rejected', () => {
  test.each(rejected)('%s', async (_, path, value, complaint) => {
    const complaints = await complaintsOf(changed(path, value))
    expect(complaints.split('\n')).toContain(`F.json: ${complaint}`)
  })

  test('an array, null and a word', async () => {
    expect(await complaintsOf([])).toBe('F.json: Unexpected Array, expected Object')
    expect(await complaintsOf(null)).toBe('F.json: Unexpected null, expected Object')
    expect(await complaintsOf('x')).toBe('F.json: Unexpected "x", expected Object')
  })

  test.each([
    ['placeholders that are never closed', ':a['.repeat(1_000_000)],
    ['code that is never closed', '`'.repeat(1_000_000)],
    ['code of ever more marks', '` `` ``` '.repeat(300_000)],
    ['fences', '```\n~~~~\n'.repeat(300_000)],
    ['dots', `\`${'a.'.repeat(1_000_000)}\``],
  ])('a long prose of %s takes no time', async (_, prose) => {
    expect(await complaintsOf(changed([...exit, 'prose'], prose))).toBeTypeOf('string')
  })

  test('every problem has its line', async () => {
    const data = changed([...members, 0, 'type'], '__u46')
    const both = {...(data as object), versions: [...(data as typeof memoryFaultExits).versions, {id: 'x'}]}
    expect((await complaintsOf(both)).split('\n').length).toBeGreaterThan(3)
  })

  test('a line is a line, whatever stands there', async () => {
    const [line = '', ...others] = (await complaintsOf(changed(['name'], `${'x\n'.repeat(10_000)}`))).split('\n')
    expect(others).toEqual([])
    expect(line.length).toBeLessThan(200)
  })
})
