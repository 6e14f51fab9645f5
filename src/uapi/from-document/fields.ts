/** What the values of a field list mean: `x86, arm64`, `vm ioctl`, `struct kvm_msrs (in/out)`. */

import {
  type Architecture,
  architectures,
  type Descriptor,
  type Direction,
  type DocumentField,
  type Parameter,
} from '../../model/index.ts'

/** How documents spell architectures, lower case, and the kernel's directory. */
const spellings: Readonly<Record<string, Architecture>> = {
  x86: 'x86',
  'x86-64': 'x86',
  x86_64: 'x86',
  i386: 'x86',
  arm64: 'arm64',
  aarch64: 'arm64',
  arm: 'arm',
  ppc: 'powerpc',
  ppc64: 'powerpc',
  powerpc: 'powerpc',
  s390: 's390',
  s390x: 's390',
  mips: 'mips',
  riscv: 'riscv',
  'risc-v': 'riscv',
  loongarch: 'loongarch',
}

/**
 * `x86, ppc`, `all except arm64`, `Any that implement pvclocks (currently x86 only)`. Unknown words are skipped; where none
 * is known the answer is `undefined`, and `[]` where the text says `none`.
 */
export function parseArchitectures(text: string): readonly Architecture[] | undefined {
  const words = text.toLowerCase().match(/[a-z][\w-]*/g) ?? []
  const exception = words.findIndex((word) => word === 'except' || word === 'but')
  const named = (list: readonly string[]): Architecture[] =>
    architectures.filter((name) => list.some((word) => spellings[word] === name))
  if (words[0] === 'all')
    return exception === -1 ? architectures : without(architectures, named(words.slice(exception)))
  const found = named(words)
  if (found.length > 0) return found
  return words[0] === 'none' ? [] : undefined
}

function without(all: readonly Architecture[], some: readonly Architecture[]): Architecture[] {
  return all.filter((name) => !some.includes(name))
}

/** The architecture that a heading or a comment names, and nothing but it: `X86:`, `For arm64/riscv:`, `x86: for KVM_GET_FPU`. */
export function architecturesOfHeading(title: string): readonly Architecture[] | undefined {
  const match = /^(?:for\s+|on\s+)?([\w-]+(?:\s*(?:[,/]|and)\s*[\w-]+)*)\s*(?::|$)/i.exec(title.trim())
  const words = (match?.[1] ?? '').toLowerCase().split(/\s*(?:[,/]|\band\b)\s*/)
  if (!words.every((word) => word in spellings)) return undefined
  return words.map((word) => spellings[word] as Architecture)
}

const descriptors = ['system', 'vm', 'vcpu', 'device'] as const satisfies readonly Descriptor[]

/** `system ioctl, vm ioctl`, `vm`, `x86: vcpu`: the descriptors it names; `undefined` where it names none. */
export function parseDescriptors(text: string): readonly Descriptor[] | undefined {
  const lower = text.toLowerCase()
  const found = descriptors.filter((name) => new RegExp(`\\b${name}\\b`).test(lower))
  return found.length > 0 ? found : undefined
}

/** The last group in parentheses that is a direction: `(in/out)`, `(in, out)`, `(in and out)`. */
const directionPattern = /\(\s*(in\s*(?:\/|,|and)\s*out|in|out)\s*\)/gi

/** `struct kvm_msrs (in/out)`, `Pointer to u32 containing … (in/out)`, `none`, `vcpu id (apic id on x86)`. */
export function parseParameter({text, place}: DocumentField): Parameter {
  const direction = Array.from(text.matchAll(directionPattern), (match) => match[1]?.toLowerCase() ?? '').at(-1)
  return {
    text,
    place,
    struct: /\bstruct\s+(\w+)/.exec(text)?.[1],
    none: /^none\b/i.test(text.trim()),
    direction: direction === undefined ? undefined : directionOf(direction),
  }
}

function directionOf(text: string): Direction {
  if (text === 'in' || text === 'out') return text
  return 'in/out'
}

/** What a field's name means, whatever its case and number: the kernel's documents write `:Parameters:` and `:Parameter:`. */
export function fieldKey(name: string): string {
  return name.trim().toLowerCase().replace(/s$/, '')
}
