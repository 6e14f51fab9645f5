/** The nodes that directives give, tables and literal blocks aside. */

import type {Block, Title} from './types.ts'
import type {Inline} from './types-inline.ts'
import type {NodeOf, Position} from './types-node.ts'

export interface DirectiveOption {
  name: string
  value: string
  position: Position
}

/** A directive that docutils does not know, or that docutils gives no content for. */
export interface Directive extends NodeOf<'directive'> {
  name: string
  /** What stands behind `::`, continuation lines included, before options and content. */
  argument: string
  options: DirectiveOption[]
  /** The lines behind the arguments and options, dedented. */
  content: string
  /** The whole directive as docutils quotes it: its lines, less the indentation of the directive. */
  value: string
}

/** `note`, `warning`, … and `admonition`, whose first child is its title. */
export interface Admonition
  extends NodeOf<
    'admonition' | 'attention' | 'caution' | 'danger' | 'error' | 'hint' | 'important' | 'note' | 'tip' | 'warning'
  > {
  options: DirectiveOption[]
  children: (Block | Title)[]
}

export interface Topic extends NodeOf<'topic'> {
  options: DirectiveOption[]
  children: (Block | Title)[]
}

export interface Sidebar extends NodeOf<'sidebar'> {
  options: DirectiveOption[]
  children: (Block | Title | Subtitle)[]
}

export interface Subtitle extends NodeOf<'subtitle'> {
  children: Inline[]
}

export interface Rubric extends NodeOf<'rubric'> {
  options: DirectiveOption[]
  children: Inline[]
}

export interface Compound extends NodeOf<'compound'> {
  options: DirectiveOption[]
  children: Block[]
}

export interface Container extends NodeOf<'container'> {
  classes: string[]
  options: DirectiveOption[]
  children: Block[]
}

export interface Image extends NodeOf<'image'> {
  uri: string
  options: DirectiveOption[]
}

export interface Figure extends NodeOf<'figure'> {
  options: DirectiveOption[]
  children: (Image | Caption | Legend)[]
}

export interface Caption extends NodeOf<'caption'> {
  children: Inline[]
}

export interface Legend extends NodeOf<'legend'> {
  children: Block[]
}

export interface MathBlock extends NodeOf<'math_block'> {
  value: string
  options: DirectiveOption[]
}

export interface Raw extends NodeOf<'raw'> {
  format: string
  value: string
  options: DirectiveOption[]
}
