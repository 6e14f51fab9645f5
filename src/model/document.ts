/** What a document says beside the nouns that a header also has: fields, names in prose, lists, references, tables. */

import type {Place} from './place.ts'
import type {Field} from './type.ts'
import type {Capability, Direction, Errno, Index, Ioctl, Section, Struct, Uapi} from './uapi.ts'

export interface DocumentUapi extends Uapi {
  readonly source: 'document'
  readonly file: string
  readonly ioctls: Index<DocumentedIoctl>
  readonly capabilities: Index<DocumentedCapability>
  readonly structs: Index<DocumentedStruct>
  readonly looseMembers: readonly LooseMember[]
  readonly fieldLists: readonly FieldList[]
  /** Lines that were meant as titles of sections and have no underline. */
  readonly bareTitles: readonly BareTitle[]
  /** Lines that have the form of a field but are none: `Type: vm`, or a field glued to the paragraph above it. */
  readonly malformedFields: readonly DocumentField[]
  /** Every name of the interface's prefix, wherever it stands. */
  readonly mentions: readonly Mention[]
  /** Every block of text, in the document's order. */
  readonly texts: readonly DocumentText[]
  readonly structMentions: readonly StructMention[]
  readonly memberMentions: readonly MemberMention[]
  readonly sectionReferences: readonly SectionReference[]
  readonly constantLists: readonly ConstantList[]
  readonly registerRows: readonly RegisterRow[]
  readonly memberTables: readonly MemberTable[]
  /** Names followed by their value in prose: `KVM_API_VERSION (=12)`. */
  readonly statedValues: readonly StatedValue[]
  /** What the RST reader had to say of the markup. */
  readonly problems: readonly Problem[]
}

/** An ioctl in the title of a section; one occurrence a field list, where a section has several. */
export interface DocumentedIoctl extends Ioctl {
  readonly section: Section
  readonly parameter?: Parameter
  readonly errnos: readonly DocumentedErrno[]
}

/** A capability in the title of a section; one occurrence a field list, where a section has several. */
export interface DocumentedCapability extends Capability {
  readonly section: Section
  /** Of `KVM_ENABLE_CAP`. */
  readonly errnos: readonly DocumentedErrno[]
}

export interface DocumentedErrno extends Errno {
  /** When it is returned: the text beside it. */
  readonly condition: string
}

export interface DocumentedStruct extends Struct {
  /** The braces are closed and nothing is left out; otherwise what is missing may be elsewhere. */
  readonly complete: boolean
  /** The literal blocks that it was read from. */
  readonly blocks: readonly Place[]
}

/** A struct without a tag that stands in a block by itself, such as a member of `struct kvm_run`: `struct {…} s390_stsi;`. */
export interface LooseMember {
  readonly name: string
  readonly field: Field
  /** Where it begins. */
  readonly start: Place
  /** The braces are closed and nothing is left out. */
  readonly complete: boolean
  readonly section: Section | undefined
}

export interface BareTitle {
  readonly title: string
  readonly place: Place
  readonly section: Section | undefined
}

/** A field list below a title, `:Capability: basic` and the lines that follow it. */
export interface FieldList {
  readonly section: Section
  readonly place: Place
  readonly fields: readonly DocumentField[]
}

export interface DocumentField {
  /** As written, without the colons. */
  readonly name: string
  /** What the name means, whatever its case and number: `parameter` for `:Parameters:`. */
  readonly key: string
  /** White space folded. */
  readonly text: string
  readonly place: Place
  readonly section: Section | undefined
}

export type MentionContext = 'title' | 'field' | 'prose' | 'code' | 'comment'

export interface Mention {
  readonly name: string
  readonly place: Place
  readonly section: Section | undefined
  readonly context: MentionContext
  /** The word that follows or precedes it and says what it is: `ioctl`, `capability`, `exit`. */
  readonly called: 'ioctl' | 'capability' | 'exit' | 'attribute' | 'flag' | undefined
  /** `KVM_CAP_*`, `KVM_REG_PPC_xxx`, `KVM_CPUID{,2}`: a family of names. */
  readonly wildcard: boolean
}

/** A paragraph, a cell, a field's body, a literal block: as it stands in the source, so that its offsets are the source's. */
export interface DocumentText {
  readonly text: string
  readonly place: Place
  readonly section: Section | undefined
  readonly context: MentionContext
  /** The field it stands in, lower case: `parameters`, `returns`. */
  readonly field: string | undefined
  /** Of a part of it, by indexes into `text`. */
  readonly placeAt: (from: number, to: number) => Place
}

export interface StructMention {
  readonly name: string
  readonly place: Place
  readonly section: Section | undefined
  readonly context: MentionContext
  /** The field it stands in, lower case: `parameters`, `returns`. */
  readonly field: string | undefined
}

/** A member named in prose: `kvm_irqfd.fd`, "struct kvm_clock_data's flags", "the ``size`` field". */
export interface MemberMention {
  readonly struct: string | undefined
  readonly path: readonly string[]
  /** The same words stand in a literal block of the section. */
  readonly shown: boolean
  readonly place: Place
  readonly section: Section | undefined
}

export interface SectionReference {
  readonly number: string
  /** The names that the sentence has before the reference: what the reader is sent away for. */
  readonly names: readonly string[]
  readonly place: Place
  readonly section: Section | undefined
}

/** Names that a sentence presents as all there are, "Valid flags are:", or `#define`s in lines that follow each other. */
export interface ConstantList {
  /** The sentence; `undefined` where the lines stand for themselves. */
  readonly introduction: string | undefined
  readonly names: readonly {readonly name: string; readonly place: Place}[]
  readonly place: Place
  readonly section: Section | undefined
}

/** A row of a table of registers: an id or a constant, and the width it states. */
export interface RegisterRow {
  readonly id: bigint | undefined
  readonly name: string | undefined
  readonly bits: number | undefined
  readonly place: Place
  readonly section: Section | undefined
}

/** A table whose rows are the members of a struct: "index into the kvm_riscv_csr struct". */
export interface MemberTable {
  readonly struct: string
  readonly members: readonly {readonly name: string; readonly place: Place}[]
  /** A row of dots stands for more. */
  readonly elided: boolean
  readonly place: Place
  readonly section: Section | undefined
}

export interface StatedValue {
  readonly name: string
  readonly value: bigint
  readonly place: Place
  readonly section: Section | undefined
}

export interface Problem {
  readonly message: string
  readonly severity: 'warning' | 'error' | 'severe'
  readonly place: Place
}

/** What `:Parameters:` says: `struct kvm_msrs (in/out)`, `none`, `u64 mcg_cap (in)`. */
export interface Parameter {
  readonly text: string
  readonly place: Place
  readonly struct: string | undefined
  readonly none: boolean
  readonly direction: Direction | undefined
}
