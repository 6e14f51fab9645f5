/**
 * A series as typed data: what the document, the header and the host code of one interface say, version by version, and
 * what was said of them. Plain data, so that it can be JSON: C types and expressions are C text, prose is Markdown.
 */

import type {Architecture} from './architecture.ts'
import type {HeaderData, NumberData, StructData} from './series-header.ts'
import type {Descriptor, Direction} from './uapi.ts'

export interface Series {
  /** `memory-fault-exits`: what the command line calls it. */
  readonly name: string
  /** Of the cover letter, without `[PATCH 0/n]`. */
  readonly subject: string
  readonly author: Person
  /** ISO 8601 with offset, `2023-02-15T01:16:06+00:00`: the `Date:` of the mails. */
  readonly date: string
  /** Markdown: why the series is there; the cover letter's body. */
  readonly summary: string
  /** Oldest first; the last one is meant where no version is named. */
  readonly versions: readonly SeriesVersion[]
}

export interface Person {
  readonly name: string
  readonly email: string
}

export interface SeriesVersion {
  /** `v1`, `reply`, `revised`. */
  readonly id: string
  /** `posted` as patches, `offered` in an answer, `proposed` by this project, `merged`. */
  readonly status: VersionStatus
  /** Markdown: what this version does; the commit message's body. */
  readonly summary: string
  /** The mail that it is known from. */
  readonly messageId?: string
  readonly document: DocumentData
  readonly header: HeaderData
  readonly host: readonly HostMemberData[]
  /** Parameters of the reference implementation; absent where it has no handler for the interface. */
  readonly behaviour?: Behaviour
  readonly claims: readonly ClaimData[]
  /** What was said of this version. */
  readonly reviews: readonly ReviewComment[]
}

export const versionStatuses = ['posted', 'offered', 'proposed', 'merged'] as const
export type VersionStatus = (typeof versionStatuses)[number]

// The document

export interface DocumentData {
  readonly sections: readonly SectionData[]
  /** Structs that the document shows otherwise than the header: a disagreement. All others are the header's. */
  readonly structs?: readonly StructData[]
}

export type SectionData = IoctlSectionData | CapabilitySectionData | ExitSectionData

export interface IoctlSectionData {
  readonly kind: 'ioctl'
  readonly name: string
  readonly number: SectionNumber
  /** `KVM_CAP_PRE_FAULT_MEMORY`, or `basic`. */
  readonly capability: string
  readonly architectures: ArchitecturesData
  readonly descriptors: readonly Descriptor[]
  /** Absent: none. */
  readonly parameter?: ParameterData
  /** Inline Markdown. */
  readonly returns: string
  readonly errnos: readonly ErrnoData[]
  readonly prose: Prose
}

export interface CapabilitySectionData {
  readonly kind: 'capability'
  readonly name: string
  readonly number: SectionNumber
  readonly architectures: ArchitecturesData
  /** Where `KVM_ENABLE_CAP` enables it; absent where it cannot be enabled. */
  readonly target?: 'vm' | 'vcpu'
  /** Of `KVM_ENABLE_CAP`; empty: none. */
  readonly parameters: readonly CapabilityParameterData[]
  /** Inline Markdown. */
  readonly returns: string
  readonly errnos: readonly ErrnoData[]
  readonly prose: Prose
}

export interface ExitSectionData {
  readonly kind: 'exit'
  readonly name: string
  /** The member of `struct kvm_run` that tells more: `memory_fault`; absent where the number says it all. */
  readonly member?: string
  readonly prose: Prose
}

/** What says where a section goes; the rest of it is what stands there. */
export type SectionIdentity =
  | Pick<IoctlSectionData, 'kind' | 'name' | 'number'>
  | Pick<CapabilitySectionData, 'kind' | 'name' | 'number'>
  | Pick<ExitSectionData, 'kind' | 'name' | 'member'>

/** `4.137`: `{chapter: 4, number: 137}`. */
export interface SectionNumber {
  readonly chapter: number
  readonly number: NumberData
}

export type ArchitecturesData = 'all' | readonly Architecture[]

export interface ParameterData {
  /** C text: `struct kvm_pre_fault_memory`, `bool`. */
  readonly type: string
  readonly name?: string
  /** Absent only where it is a document's that does not say it; a series has to. */
  readonly direction?: Exclude<Direction, 'none'>
}

export interface CapabilityParameterData {
  /** `args[0]`, `flags`. */
  readonly name: string
  /** Inline Markdown. */
  readonly text: string
}

export interface ErrnoData {
  readonly name: string
  /** Inline Markdown: when it is returned. */
  readonly condition: string
}

/**
 * Markdown with these directives of remark-directive, and no others. Struct blocks and tables stand where they are asked
 * for; a section's own block (of a parameter's struct, of an exit's member) that the prose does not place comes first.
 */
export type Prose = string

export const proseDirectives = {
  /** `::struct[kvm_pre_fault_memory]`: the struct as a literal block. */
  struct: 'leaf',
  /** `::constants[KVM_MEMORY_FAULT_]`: the constants that begin so, as `#define` lines of a literal block. */
  constants: 'leaf',
  /** `::errnos`: the section's table of errnos. */
  errnos: 'leaf',
  /** `:member[gpa]`, `:member[kvm_run.memory_fault.gpa]`: a member, of the section's own struct where none is named. */
  member: 'text',
  /** `:section[KVM_CAP_MEM_FAULT_NOWAIT]`: the number of the section of that name: "7.34". */
  section: 'text',
  /** `:number[KVM_EXIT_MEMORY_FAULT]`: the number of an exit, capability or constant: "38". */
  number: 'text',
} as const

export type ProseDirective = keyof typeof proseDirectives

// The host

/** A member of `struct kvm`, `struct kvm_arch`, …: the state that the implementation keeps. */
export interface HostMemberData {
  readonly struct: string
  readonly name: string
  /** C text. */
  readonly type: string
  /** `include/linux/kvm_host.h`. */
  readonly file: string
  /** The `#if` around it, as written: `CONFIG_KVM_GENERIC_PRE_FAULT_MEMORY`. */
  readonly guard?: string
  /** The lock that is held around accesses: another member's name, or `kvm->slots_lock`. */
  readonly lock?: string
  /** Absent for a lock itself. */
  readonly synchronisation?: Synchronisation
  /** Above it in the header, without delimiters. */
  readonly comment?: string
  /** The member that it stands behind. */
  readonly after?: string
}

/**
 * How a vCPU that is running learns of a new value. Locks and `atomic` order accesses and nothing else: a vCPU that had
 * loaded the old value goes on with it. `srcu`: whoever writes waits with `synchronize_srcu(&kvm->srcu)` for all of them;
 * `rcu`: for those alone that are between `rcu_read_lock()` and its end, where nobody sleeps.
 */
export const synchronisations = [
  ...(['none', 'rwlock', 'mutex', 'spinlock', 'rwsem', 'seqcount'] as const),
  ...(['atomic', 'srcu', 'rcu'] as const),
] as const
export type Synchronisation = (typeof synchronisations)[number]

// The behaviour

/** What an implementation of memory fault exits decides. */
export interface Behaviour {
  /** What `KVM_CHECK_EXTENSION` answers. */
  readonly checkExtension: number
  readonly enableCap: EnableCapBehaviour
  /** Of an ioctl that turns it on and off, where there is one. */
  readonly toggleIoctl?: ToggleIoctlBehaviour
  readonly exit: ExitBehaviour
  readonly synchronisation: Synchronisation
  readonly asyncPageFaults: 'off-while-enabled' | 'unaffected'
}

export type EnableCapBehaviour =
  | {
      readonly effect: 'toggle'
      /** The values of `args[0]`. */
      readonly on: number
      readonly off: number
      /** For any other `args[0]`, and for `args[1]` to `args[3]` that are not zero. */
      readonly otherArguments: string | 'ignored'
      /** For `flags` that are not zero. */
      readonly flags: string | 'ignored'
    }
  /** It succeeds and changes nothing. */
  | {readonly effect: 'nothing'}
  | {readonly effect: 'refused'; readonly errno: string}

export interface ToggleIoctlBehaviour {
  readonly name: string
  /** What userspace reads in `errno` where the capability is absent: `return -1` of a handler is `EPERM`. */
  readonly unsupported: string
  /** Where the argument cannot be read. */
  readonly badAddress: string
}

export interface ExitBehaviour {
  /** Whether userspace has to ask for it. */
  readonly condition: 'while-enabled' | 'always'
  /** Whether KVM asks the host to resolve the fault first. `lookup-failed`: the fast lookup failed, for whatever reason. */
  readonly trigger: 'lookup-failed' | 'resolution-failed'
  /** `KVM_RUN` returns 0 with the exit where there are none, else -1 with one of these. */
  readonly errnos: readonly string[]
  /** What `KVM_RUN` fails with where KVM can neither resolve the fault nor exit. */
  readonly unresolved: string
  readonly gpa: 'aligned-to-size' | 'aligned-to-page'
  /** Bytes of a page of the host, or of the whole mapping, which may be a huge page. */
  readonly size: 'page' | 'mapping'
  /** What is written into the other members of the struct, by cause; a number or a constant's name. */
  readonly causes: {
    readonly missing: Readonly<Record<string, number | string>>
    /** Where private memory is told apart. */
    readonly private?: Readonly<Record<string, number | string>>
  }
  /**
   * What `causes.private` stands for: that the access and the attributes of the memory contradict each other, or that the
   * access was to private memory, whatever it failed on.
   */
  readonly privateMeans?: (typeof privateMeanings)[number]
  /** What a member holds that no cause writes. */
  readonly unwritten: 'zero' | 'stale'
}

export const privateMeanings = ['conflict', 'private-access'] as const

/** A sentence of the document and the property that it is explored as. */
export interface ClaimData {
  readonly id: string
  /** As a reader of the document sees it: without markup, on one line. It may be a part of a sentence. */
  readonly sentence: string
  /** A name that the reference implementation knows. */
  readonly property: string
}

// The reviews

export const reviewCategories = [
  'api-design',
  'changelog',
  'doc-accuracy',
  'doc-struct-mismatch',
  'errno',
  'extensibility',
  'jargon',
  'locking',
  'magic-number',
  'missing-doc',
  'missing-user',
  'patch-splitting',
  'rationale',
  'style',
  'units',
  'whitespace-noise',
] as const
export type ReviewCategory = (typeof reviewCategories)[number]

export interface ReviewComment {
  readonly who: string
  /** Without angle brackets. */
  readonly messageId: string
  readonly date: string
  readonly place: ReviewPlace
  readonly category: ReviewCategory
  /** One sentence of our own. */
  readonly what: string
  readonly resolution: Resolution
}

export interface ReviewPlace {
  /** The number of the patch in the series; 0 for the cover letter. */
  readonly patch: number
  readonly file?: string
  /** The hunk: what it changes. */
  readonly hunk?: string
}

export type Resolution =
  | {readonly status: 'adopted' /** What answers it in the latest version. */; readonly how: string}
  | {readonly status: 'declined'; readonly why: string}
  | {readonly status: 'superseded' /** The message-id that did it. */; readonly by: string; readonly why: string}
