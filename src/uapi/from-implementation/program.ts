/** The implementation as one architecture builds it: its functions by name, and what its tables of operations point to. */

import type {Architecture} from '../../model/index.ts'
import {type Expression, type FunctionSource, parseInitialiserSource, type ScannedFile} from '../../read/c/index.ts'
import {Conditions} from './conditions.ts'
import {Configuration} from './configuration.ts'
import type {FileGroup, Sources} from './sources.ts'

/** A function and the file it stands in. */
export interface FunctionEntry {
  readonly file: ScannedFile
  readonly source: FunctionSource
}

type FunctionIndex = ReadonlyMap<string, readonly FunctionEntry[]>

export class Program {
  readonly architecture: Architecture
  readonly conditions: Conditions
  readonly #own: FunctionIndex
  readonly #generic: FunctionIndex
  readonly #files: readonly ScannedFile[]
  #operations: Map<string, FunctionEntry[]> | undefined

  constructor(
    architecture: Architecture,
    group: FileGroup,
    generic: FileGroup,
    genericFunctions: FunctionIndex,
    foreign: ReadonlySet<string>,
  ) {
    this.architecture = architecture
    const entries = [...group.kconfig.entries, ...generic.kconfig.entries]
    const configuration = new Configuration(architecture, entries, foreign)
    this.conditions = new Conditions(configuration, [...group.headers, ...generic.headers])
    this.#own = indexFunctions([...group.code, ...group.headers])
    this.#generic = genericFunctions
    this.#files = [...group.code, ...generic.code]
  }

  /** What a call of this name, from this file, may run. Empty: it is not in the tree. */
  functions(name: string, from: ScannedFile | undefined): readonly FunctionEntry[] {
    const candidates = [...(this.#own.get(name) ?? []), ...(this.#generic.get(name) ?? [])].filter(
      ({file, source}) =>
        (!source.isStatic || file === from || isHeader(file)) && this.conditions.at(file, source.start) !== 'never',
    )
    if (candidates.length === 0 || this.conditions.isMacro(name)) return []
    const near = candidates.filter(({file, source}) => file === from && source.isStatic)
    if (near.length > 0) return near
    const strong = candidates.filter(({source}) => !source.isWeak)
    return strong.length > 0 ? strong : candidates
  }

  /** Functions that are called from outside, static ones too: those of a table of operations of the kernel. */
  entryPoints(name: string): readonly FunctionEntry[] {
    return [...(this.#own.get(name) ?? []), ...(this.#generic.get(name) ?? [])].filter(
      ({file, source}) => this.conditions.at(file, source.start) !== 'never',
    )
  }

  /** What the member of a table of operations may point to: `.arch_vm_ioctl = kvm_arch_vm_ioctl_hv`. */
  operations(member: string): readonly FunctionEntry[] {
    this.#operations ??= this.#readOperations()
    return this.#operations.get(member) ?? []
  }

  #readOperations(): Map<string, FunctionEntry[]> {
    const operations = new Map<string, FunctionEntry[]>()
    for (const file of this.#files) {
      for (const source of file.topLevel.initialisers) {
        if (!source.declaration.includes('ops') || this.conditions.at(file, source.bodyStart) === 'never') continue
        this.#addOperations(operations, file, parseInitialiserSource(file.text, source))
      }
    }
    return operations
  }

  #addOperations(operations: Map<string, FunctionEntry[]>, file: ScannedFile, initialiser: Expression): void {
    if (initialiser.kind !== 'initialiser') return
    for (const {member, value} of initialiser.items) {
      if (value.kind === 'initialiser') this.#addOperations(operations, file, value)
      if (member === undefined || value.kind !== 'name') continue
      const all = operations.get(member) ?? []
      for (const entry of this.functions(value.name, file)) if (!all.includes(entry)) all.push(entry)
      operations.set(member, all)
    }
  }
}

function isHeader(file: ScannedFile): boolean {
  return file.path.endsWith('.h')
}

function indexFunctions(files: readonly ScannedFile[]): FunctionIndex {
  const index = new Map<string, FunctionEntry[]>()
  for (const file of files) {
    for (const source of file.topLevel.functions) {
      const entry = {file, source}
      const same = index.get(source.name)
      if (same) same.push(entry)
      else index.set(source.name, [entry])
    }
  }
  return index
}

export function programsOf({generic, architectures}: Sources): readonly Program[] {
  const genericFunctions = indexFunctions([...generic.code, ...generic.headers])
  const defined = new Set<string>()
  for (const group of architectures.values()) for (const entry of group.kconfig.entries) defined.add(entry.name)
  return [...architectures].map(
    ([architecture, group]) => new Program(architecture, group, generic, genericFunctions, defined),
  )
}
