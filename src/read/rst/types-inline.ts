/** The nodes inside of text. docutils does not nest inline markup: each has its text in `value`. */

import type {MessageLevel, MessageSeverity, NodeOf} from './types-node.ts'

/** `value` has backslash escapes resolved; lines are joined with `\n`. */
export interface Text extends NodeOf<'text'> {
  value: string
}

export interface Emphasis extends NodeOf<'emphasis'> {
  value: string
}

export interface Strong extends NodeOf<'strong'> {
  value: string
}

export interface Literal extends NodeOf<'literal'> {
  value: string
  /** Of the role `code`. */
  role?: 'code' | 'literal'
}

/** A reference: `name_`, `` `a phrase`_ ``, `` `text <https://…>`_ ``, `name__`, or an address that stands by itself. */
export interface Reference extends NodeOf<'reference'> {
  /** The text that is shown. */
  value: string
  /** Where it points to: an address … */
  uri?: string
  /** … or docutils' normalised name of a target. */
  referenceName?: string
  anonymous?: boolean
  /** The name that `` `text <https://…>`_ `` defines for its address. */
  targetName?: string
  /** Where the text is a substitution: `|name|_`. */
  children?: [SubstitutionReference]
}

/** `` _`name` `` */
export interface InlineTarget extends NodeOf<'inline_target'> {
  value: string
  /** docutils' normalised name. */
  name: string
}

/** `[1]_`, `[#]_`, `[#name]_`, `[*]_`. */
export interface FootnoteReference extends NodeOf<'footnote_reference'> {
  /** The label as written. */
  value: string
}

export interface CitationReference extends NodeOf<'citation_reference'> {
  value: string
}

export interface SubstitutionReference extends NodeOf<'substitution_reference'> {
  value: string
}

/** Interpreted text without a role. */
export interface TitleReference extends NodeOf<'title_reference'> {
  value: string
}

export interface Subscript extends NodeOf<'subscript'> {
  value: string
}

export interface Superscript extends NodeOf<'superscript'> {
  value: string
}

export interface Abbreviation extends NodeOf<'abbreviation'> {
  value: string
}

export interface Acronym extends NodeOf<'acronym'> {
  value: string
}

export interface Math extends NodeOf<'math'> {
  value: string
}

/** Interpreted text with a role that docutils does not know: `` :c:func:`kvm_init` ``. */
export interface Role extends NodeOf<'role'> {
  /** `c:func` */
  name: string
  value: string
}

/** A start-string without its end-string and the like: what stands there, and what docutils says about it. */
export interface Problematic extends NodeOf<'problematic'> {
  value: string
  level: MessageLevel
  severity: MessageSeverity
  message: string
}

export type Inline =
  | Text
  | Emphasis
  | Strong
  | Literal
  | Reference
  | InlineTarget
  | FootnoteReference
  | CitationReference
  | SubstitutionReference
  | TitleReference
  | Subscript
  | Superscript
  | Abbreviation
  | Acronym
  | Math
  | Role
  | Problematic
