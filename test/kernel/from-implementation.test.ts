/** The implementations of real kernels: facts that one can look up, and laws against what a plain search finds. */

import {describe, expect, test} from 'vitest'
import type {Architecture, ImplementationUapi, Place, Tree} from '../../src/model/index.ts'
import {ScannedFile} from '../../src/read/c/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {readTree} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'

/** Where an ioctl is served, over all of its places: the descriptor, what is among the architectures, what is not. */
const servedBy: readonly (readonly [name: string, descriptor: string, yes: string, no: string])[] = [
  ['KVM_GET_DEBUGREGS', 'vcpu', 'x86', 'arm64 powerpc s390 mips riscv'],
  ['KVM_MEMORY_ENCRYPT_REG_REGION', 'vm', 'x86', 'arm64 s390'],
  ['KVM_MEMORY_ENCRYPT_OP', 'vm', 'x86', 's390'],
  ['KVM_GET_SREGS', 'vcpu', 'x86 powerpc s390', 'arm64 mips riscv'],
  ['KVM_SET_SREGS', 'vcpu', 'x86 powerpc s390', 'arm64 mips riscv'],
  ['KVM_GET_REGS', 'vcpu', 'x86 powerpc s390 mips', 'arm64 riscv'],
  ['KVM_GET_FPU', 'vcpu', 'x86 s390', 'arm64 powerpc mips riscv'],
  ['KVM_TRANSLATE', 'vcpu', 'x86 powerpc', 'arm64 s390 mips riscv'],
  ['KVM_GET_MP_STATE', 'vcpu', 'x86 arm64 s390 riscv', 'powerpc mips'],
  ['KVM_SET_GUEST_DEBUG', 'vcpu', 'x86 arm64 powerpc s390', 'mips'],
  ['KVM_GET_ONE_REG', 'vcpu', 'arm64 powerpc s390 mips riscv', 'x86'],
  ['KVM_INTERRUPT', 'vcpu', 'x86 powerpc mips riscv', 'arm64 s390'],
  ['KVM_RUN', 'vcpu', 'x86 arm64 powerpc s390 mips riscv', ''],
  ['KVM_IRQ_LINE', 'vm', 'x86 arm64 powerpc', 's390 mips'],
  ['KVM_IRQFD', 'vm', 'x86 arm64 s390 powerpc', 'mips'],
  ['KVM_SIGNAL_MSI', 'vm', 'x86 arm64 powerpc', 's390 mips'],
  ['KVM_SET_GSI_ROUTING', 'vm', 'x86 arm64 s390 powerpc', 'mips'],
  ['KVM_CLEAR_DIRTY_LOG', 'vm', 'x86 arm64 mips riscv', 's390 powerpc'],
  ['KVM_CREATE_IRQCHIP', 'vm', 'x86 arm64 s390', 'powerpc mips'],
  ['KVM_REGISTER_COALESCED_MMIO', 'vm', 'x86 arm64 powerpc mips riscv', 's390'],
  ['KVM_PPC_GET_HTAB_FD', 'vm', 'powerpc', 'x86'],
  ['KVM_DIRTY_TLB', 'vcpu', 'powerpc', 'x86'],
  ['KVM_S390_ENABLE_SIE', 'system', 's390', 'x86'],
  ['KVM_S390_IRQ', 'vcpu', 's390', 'x86'],
  ['KVM_CREATE_VM', 'system', 'x86 arm64 powerpc s390 mips riscv', ''],
  ['KVM_GET_SUPPORTED_CPUID', 'system', 'x86', 'arm64'],
  ['KVM_CREATE_GUEST_MEMFD', 'vm', 'x86', 'arm64 s390 powerpc mips riscv'],
  ['KVM_PRE_FAULT_MEMORY', 'vcpu', 'x86', 'arm64 s390'],
]

/** Capabilities that `KVM_CHECK_EXTENSION` answers. */
const answered: readonly (readonly [name: string, yes: string, no: string])[] = [
  ['KVM_CAP_USER_MEMORY', 'x86 arm64 powerpc s390 mips riscv', ''],
  ['KVM_CAP_IRQ_ROUTING', 'x86 arm64 s390 powerpc', 'mips'],
  ['KVM_CAP_DIRTY_LOG_RING', 'x86', 'arm64 powerpc s390 mips riscv'],
  ['KVM_CAP_MULTI_ADDRESS_SPACE', 'x86', 'arm64 s390'],
  ['KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2', 'x86 arm64 mips riscv', 's390 powerpc'],
  ['KVM_CAP_ARM_MTE', 'arm64', 'x86'],
  ['KVM_CAP_PPC_SMT', 'powerpc', 'x86'],
]

/** Errors: those that are returned, and those that certainly are not. */
const returned: readonly (readonly [name: string, yes: string, no: string])[] = [
  ['KVM_SET_PMU_EVENT_FILTER', 'EFAULT EINVAL E2BIG ENOMEM', 'EBUSY ENOSPC'],
  ['KVM_SET_BOOT_CPU_ID', 'EBUSY', 'EFAULT ENOMEM'],
  ['KVM_GET_MSR_INDEX_LIST', 'E2BIG EFAULT', 'ENOMEM EBUSY'],
  ['KVM_GET_CPUID2', 'EFAULT E2BIG', 'ENOMEM EBUSY'],
]

/** What is copied: directions and types. */
const copied: readonly (readonly [name: string, copies: string])[] = [
  ['KVM_GET_REGS', 'out struct kvm_regs'],
  ['KVM_SET_REGS', 'in struct kvm_regs'],
  ['KVM_CLEAR_DIRTY_LOG', 'in struct kvm_clear_dirty_log'],
  ['KVM_GET_DEBUGREGS', 'out struct kvm_debugregs'],
  ['KVM_IRQFD', 'in struct kvm_irqfd'],
  ['KVM_CREATE_DEVICE', 'in struct kvm_create_device; out struct kvm_create_device'],
  ['KVM_SET_BOOT_CPU_ID', ''],
  ['KVM_MEMORY_ENCRYPT_REG_REGION', 'in struct kvm_enc_region'],
]

const words = (text: string) => text.split(' ').filter((word) => word !== '')

describe.each(kernelTrees())('$name', ({directory}) => {
  const tree = directoryTree(directory)
  const {document, headers, implementation} = readTree(tree)
  if (implementation === undefined) throw new Error('an implementation expected')
  const architectures = new Set<string>(implementation.ioctls.named('KVM_RUN').flatMap((ioctl) => ioctl.architectures))
  const inHeader = (list: 'ioctls' | 'capabilities' | 'exitReasons') =>
    new Set([...headers.values()].flatMap((header) => [...header[list]].map(({name}) => name)))
  const numbers = inHeader('ioctls')

  test('has architectures', () => {
    expect([...architectures].sort()).toEqual(
      expect.arrayContaining(['arm64', 'mips', 'powerpc', 'riscv', 's390', 'x86']),
    )
  })

  test.each(servedBy.filter(([name]) => numbers.has(name)))('%s', (name, descriptor, yes, no) => {
    const served = implementation.ioctls.named(name)
    expect(new Set(served.flatMap(({descriptors}) => descriptors))).toEqual(new Set([descriptor]))
    expectArchitectures(served, yes, no)
  })

  test.each(answered)('%s', (name, yes, no) => {
    expectArchitectures(
      implementation.capabilities.named(name).filter(({operation}) => operation === 'check'),
      yes,
      no,
    )
  })

  test('KVM_CAP_ENFORCE_PV_FEATURE_CPUID is enabled on the vcpu, KVM_CAP_EXIT_HYPERCALL on the VM', () => {
    const targets = (name: string) =>
      implementation.capabilities.named(name).flatMap(({operation, target}) => (operation === 'enable' ? target : []))
    expect(targets('KVM_CAP_ENFORCE_PV_FEATURE_CPUID')).toEqual(['vcpu'])
    expect(targets('KVM_CAP_EXIT_HYPERCALL')).toEqual(['vm'])
  })

  test.each(returned)('errors of %s', (name, yes, no) => {
    for (const {errnos, errnosComplete} of implementation.ioctls.named(name)) {
      const names = errnos.map((errno) => errno.name)
      expect(names).toEqual(expect.arrayContaining(words(yes)))
      expect(errnosComplete).toBe(true)
      for (const errno of words(no)) expect(names).not.toContain(errno)
    }
  })

  test.each(copied)('copies of %s', (name, expected) => {
    for (const {copies, copiesComplete} of implementation.ioctls.named(name)) {
      expect(copies.map(({direction, type}) => `${direction} ${type}`).join('; ')).toBe(expected)
      expect(copiesComplete).toBe(true)
    }
  })

  test('nothing is served, answered or produced that no header numbers', () => {
    const strangers = (list: 'ioctls' | 'capabilities' | 'exitReasons') => {
      const known = inHeader(list)
      return [...implementation[list].names].filter((name) => !known.has(name))
    }
    expect(strangers('ioctls')).toEqual([])
    expect(strangers('capabilities')).toEqual([])
    expect(strangers('exitReasons')).toEqual([])
  })

  const code = codeOf(tree)

  test('each case with the name of an ioctl is found', () => {
    const cases = new Set<string>()
    for (const text of code.values()) for (const [, name] of text.matchAll(/\bcase (KVM_\w+):/g)) cases.add(name ?? '')
    const missing = [...cases].filter((name) => numbers.has(name) && !implementation.ioctls.has(name))
    expect(cases.size).toBeGreaterThan(300)
    expect(missing).toEqual([])
  })

  test('a documented ioctl that nobody serves is nowhere in the code', () => {
    const unserved = [...document.ioctls.names].filter((name) => numbers.has(name) && !implementation.ioctls.has(name))
    const used = unserved.filter((name) =>
      [...code.values()].some((text) => new RegExp(`(?:case|==) ${name}\\b`).test(text)),
    )
    process.stdout.write(`documented, and served by nobody: ${unserved.join(' ')}\n`)
    expect(used).toEqual([])
  })

  test('each exit_reason = KVM_EXIT_… is found', () => {
    const assigned = new Set<string>()
    for (const text of code.values()) {
      for (const [, name] of text.matchAll(/exit_reason\s*=\s*(KVM_EXIT_\w+)/g)) assigned.add(name ?? '')
    }
    expect([...assigned].filter((name) => !implementation.exitReasons.has(name))).toEqual([])
  })

  test('places are where the names stand', () => {
    const wrong = [...namesAndPlaces(implementation)].filter(({name, place}) => {
      const text = tree.read(place.file) ?? ''
      const line = text.split('\n')[place.line - 1] ?? ''
      return text.slice(place.offset, place.endOffset) !== name || !line.startsWith(name, place.column - 1)
    })
    expect(wrong).toEqual([])
  })

  test('all functions are read, but for operands of assembly', () => {
    const unread: string[] = []
    let functions = 0
    for (const [path, text] of code) {
      const file = new ScannedFile(path, text)
      for (const source of file.functions) {
        functions++
        const body = text.slice(source.bodyStart, source.bodyEnd)
        if (/\basm/.test(body)) continue
        if (hasUnread(file.body(source))) unread.push(`${path}: ${source.name}`)
      }
    }
    expect(functions).toBeGreaterThan(6000)
    expect(unread).toEqual([])
  })
})

function expectArchitectures(
  found: readonly {readonly architectures: readonly Architecture[]}[],
  yes: string,
  no: string,
): void {
  const names: readonly string[] = found.flatMap((one) => one.architectures)
  expect(names).toEqual(expect.arrayContaining(words(yes)))
  for (const architecture of words(no)) expect(names).not.toContain(architecture)
}

function codeOf(tree: Tree): ReadonlyMap<string, string> {
  const paths = [...tree.list('virt/kvm'), ...tree.list('arch')].filter(
    (path) => path.endsWith('.c') && path.includes('/kvm/') && !path.includes('/nvhe/'),
  )
  return tree.readAll(paths)
}

function* namesAndPlaces(
  implementation: ImplementationUapi,
): Generator<{readonly name: string; readonly place: Place}> {
  const {ioctls, capabilities, exitReasons, constants, moduleParameters, configurationSymbols, hostMembers} =
    implementation
  for (const list of [
    ioctls,
    capabilities,
    exitReasons,
    constants,
    moduleParameters,
    configurationSymbols,
    hostMembers,
  ]) {
    for (const {name, place} of list) yield {name, place}
  }
}

function hasUnread(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('kind' in node && node.kind === 'unread') return true
  return Object.values(node).some(hasUnread)
}
