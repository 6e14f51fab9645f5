/** The implementation as one architecture builds it: its functions by name, and what its tables of operations point to. */

import type {Architecture} from '../../model/index.ts'
import type {Expression, ScannedFile, Switch} from '../../read/c/index.ts'
import {Conditions} from './conditions.ts'
import {Configuration} from './configuration.ts'
import {type FunctionEntry, type FunctionIndex, indexFunctions} from './function-index.ts'
import {guardOf} from './guard.ts'
import type {FileGroup, Sources} from './sources.ts'
import {type SwitchTable, switchTable} from './switch-table.ts'

export class Program {
  readonly architecture: Architecture
  readonly conditions: Conditions
  readonly #own: FunctionIndex
  readonly #generic: FunctionIndex
  /** Its own code and headers, and the generic ones. */
  readonly files: readonly ScannedFile[]
  readonly #ownFiles: readonly ScannedFile[]
  readonly #genericFiles: readonly ScannedFile[]
  /** Functions by the file of the caller and their name. */
  readonly #calls = new Map<ScannedFile, Map<string, readonly FunctionEntry[]>>()
  readonly #switchTables = new Map<Switch, SwitchTable>()
  readonly #operations = new Map<string, readonly FunctionEntry[]>()
  readonly #reassigned = new Map<string, boolean>()

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
    this.#ownFiles = [...group.code, ...group.headers]
    this.#genericFiles = [...generic.code, ...generic.headers]
    this.files = [...this.#ownFiles, ...this.#genericFiles]
    this.#own = indexFunctions(this.#ownFiles)
    this.#generic = genericFunctions
  }

  /** What a call of this name, from this file, may run. Empty: it is not in the tree. */
  functions(name: string, from: ScannedFile): readonly FunctionEntry[] {
    let calls = this.#calls.get(from)
    if (calls === undefined) {
      calls = new Map()
      this.#calls.set(from, calls)
    }
    let found = calls.get(name)
    if (found === undefined) {
      found = this.#resolve(name, from)
      calls.set(name, found)
    }
    return found
  }

  #resolve(name: string, from: ScannedFile): readonly FunctionEntry[] {
    const candidates = this.#named(name).filter(
      ({file, source}) =>
        (!source.isStatic || file === from || isHeader(file)) && this.conditions.at(file, source.start) !== 'never',
    )
    if (candidates.length === 0 || this.conditions.isMacro(name)) return []
    const near = candidates.filter(({file, source}) => file === from && source.isStatic)
    if (near.length > 0) return near
    const strong = candidates.filter(({source}) => !source.isWeak)
    return strong.length > 0 ? strong : candidates
  }

  /** Whether a call of this name, from this file, may run something else on another architecture. */
  isSpecific(name: string, from: ScannedFile): boolean {
    if (from.path.startsWith('arch/')) return true
    const entries = this.functions(name, from)
    if (entries.some(({file, source}) => file === from && source.isStatic)) return false
    if (entries.length !== this.#named(name).length) return true
    if (entries.length === 0) return name.includes('arch')
    return entries.some(
      ({file, source}) => file.path.startsWith('arch/') || source.isWeak || isGuarded(file, source.start),
    )
  }

  /** Functions that are called from outside, static ones too: those of a table of operations of the kernel. */
  entryPoints(name: string): readonly FunctionEntry[] {
    return this.#named(name).filter(({file, source}) => this.conditions.at(file, source.start) !== 'never')
  }

  #named(name: string): readonly FunctionEntry[] {
    return [...(this.#own.get(name) ?? []), ...(this.#generic.get(name) ?? [])]
  }

  switchTable(statement: Switch): SwitchTable | undefined {
    let table = this.#switchTables.get(statement)
    if (table === undefined) {
      table = switchTable(statement, this.conditions)
      if (table !== undefined) this.#switchTables.set(statement, table)
    }
    return table
  }

  /**
   * Whether a function is the architecture's, or its code names it, or names generic functions that name it, or the
   * architecture selects the option that it is there for: then code outside of KVM calls it.
   */
  reaches({file, source}: FunctionEntry): boolean {
    if (this.#ownFiles.includes(file) || this.#reachesName(source.name, new Set())) return true
    const option = file.branchAt(source.start)?.directive.startsWith('ifdef CONFIG_') === true
    return option && this.conditions.at(file, source.start) === 'always'
  }

  #reachesName(name: string, seen: Set<string>): boolean {
    if (seen.has(name)) return false
    seen.add(name)
    if (this.#ownFiles.some((file) => file.has(name))) return true
    return this.#genericFiles.some((file) =>
      file.functionsWith(name).some((caller) => caller.name !== name && this.#reachesName(caller.name, seen)),
    )
  }

  /** What the member of a table of operations may point to: `.arch_vm_ioctl = kvm_arch_vm_ioctl_hv`. */
  operations(member: string): readonly FunctionEntry[] {
    let entries = this.#operations.get(member)
    if (entries === undefined) {
      entries = this.#readOperations(member)
      this.#operations.set(member, entries)
    }
    return entries
  }

  /** Whether a member of a table of operations is also set while the kernel runs: then it may point anywhere. */
  isReassigned(member: string): boolean {
    let value = this.#reassigned.get(member)
    if (value === undefined) {
      const assignments = [`->${member} = `, `.${member} = `]
      value = this.files.some(
        (file) =>
          file.has(`${member} = `) && assignments.some((assignment) => file.functionsWith(assignment).length > 0),
      )
      this.#reassigned.set(member, value)
    }
    return value
  }

  #readOperations(member: string): readonly FunctionEntry[] {
    const entries = new Set<FunctionEntry>()
    for (const file of this.files) {
      for (const source of file.initialisersWith(`.${member}`)) {
        if (this.conditions.at(file, source.bodyStart) === 'never') continue
        for (const name of assignedTo(member, file.initialiser(source))) {
          for (const entry of this.functions(name, file)) entries.add(entry)
        }
      }
    }
    return [...entries]
  }
}

/** The names that an initialiser, or one inside of it, gives to a member. */
function assignedTo(member: string, initialiser: Expression): readonly string[] {
  if (initialiser.kind !== 'initialiser') return []
  return initialiser.items.flatMap((item) => {
    if (item.value.kind === 'name') return item.member === member ? [item.value.name] : []
    return assignedTo(member, item.value)
  })
}

/** In a conditional that is not its header's include guard. */
function isGuarded(file: ScannedFile, offset: number): boolean {
  return guardOf(file, offset) !== undefined
}

function isHeader(file: ScannedFile): boolean {
  return file.path.endsWith('.h')
}

export function programsOf({generic, architectures}: Sources): readonly Program[] {
  const genericFunctions = indexFunctions([...generic.code, ...generic.headers])
  const defined = new Set<string>()
  for (const group of architectures.values()) for (const entry of group.kconfig.entries) defined.add(entry.name)
  return [...architectures].map(
    ([architecture, group]) => new Program(architecture, group, generic, genericFunctions, defined),
  )
}
