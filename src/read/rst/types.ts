/**
 * The nodes of a reStructuredText tree: docutils' names, unist's shape.
 *
 * Text stands in `value`; where docutils has markup inside of text, in `children`. Every node has a `position` in the
 * source, `column` and `offset` in UTF-16 code units. docutils' `tgroup` and `colspec` (CALS wrappers without source of
 * their own) are the property `columns` of a `table`.
 */

import type {
  Admonition,
  Caption,
  Compound,
  Container,
  Directive,
  DirectiveOption,
  Figure,
  Image,
  Legend,
  MathBlock,
  Raw,
  Rubric,
  Sidebar,
  Subtitle,
  Topic,
} from './types-directive.ts'
import type {Inline} from './types-inline.ts'
import type {MessageLevel, MessageSeverity, NodeOf} from './types-node.ts'

export type * from './types-directive.ts'
export type * from './types-inline.ts'
export type * from './types-node.ts'

/** What docutils says about a piece of markup. In the tree where it stands for source that could not be read otherwise. */
export interface SystemMessage extends NodeOf<'system_message'> {
  level: MessageLevel
  severity: MessageSeverity
  /** docutils' wording. */
  message: string
  /** The line that docutils reports, which is not always the place: it counts a paragraph's markup at its first line. */
  line: number
  /** The malformed source, dedented; empty where the message only remarks on other nodes. */
  value: string
}

export interface Root extends NodeOf<'root'> {
  children: Block[]
  /** The text that was read; `serializeRst` gives it back. */
  source: string
  /** All messages, in source order; see `messagesOf`. */
  messages: SystemMessage[]
}

/** The first child is the title. */
export interface Section extends NodeOf<'section'> {
  /** 1 for the outermost. */
  depth: number
  /** docutils' normalised name: lower case, white space collapsed. */
  name: string
  children: [Title, ...Block[]]
}

/** Its position takes in the adornment. */
export interface Title extends NodeOf<'title'> {
  children: Inline[]
}

export interface Paragraph extends NodeOf<'paragraph'> {
  children: Inline[]
}

export interface FieldList extends NodeOf<'field_list'> {
  children: Field[]
}

export interface Field extends NodeOf<'field'> {
  children: [FieldName, FieldBody]
}

export interface FieldName extends NodeOf<'field_name'> {
  /** The name as written, without the colons. */
  value: string
  children: Inline[]
}

export interface FieldBody extends NodeOf<'field_body'> {
  children: Block[]
}

/**
 * From `::`, `code-block`, `parsed-literal`. `value` has tabs expanded to 8 columns and the common indentation removed.
 * Outside of tables `source.slice(start.offset, end.offset)` is the block's raw lines, from the first one's first column.
 */
export interface LiteralBlock extends NodeOf<'literal_block'> {
  value: string
  /** Of `code-block` and `code`. */
  language?: string
  options?: DirectiveOption[]
  /** The column in the source, tabs expanded, where the lines of `value` begin; see `pointInBlock`. */
  indent: number
  /** For every line of `value`, the offset in the source of its first character. */
  offsets: number[]
  /** Of `parsed-literal`. */
  children?: Inline[]
}

export interface BulletList extends NodeOf<'bullet_list'> {
  bullet: string
  children: ListItem[]
}

export type EnumeratorSequence = 'arabic' | 'loweralpha' | 'upperalpha' | 'lowerroman' | 'upperroman'

export interface EnumeratedList extends NodeOf<'enumerated_list'> {
  sequence: EnumeratorSequence
  prefix: '' | '('
  suffix: '.' | ')'
  /** The ordinal of the first item. */
  start: number
  children: ListItem[]
}

export interface ListItem extends NodeOf<'list_item'> {
  children: Block[]
}

export interface DefinitionList extends NodeOf<'definition_list'> {
  children: DefinitionListItem[]
}

export interface DefinitionListItem extends NodeOf<'definition_list_item'> {
  children: [Term, ...(Classifier | Definition)[]]
}

export interface Term extends NodeOf<'term'> {
  children: Inline[]
}

export interface Classifier extends NodeOf<'classifier'> {
  children: Inline[]
}

export interface Definition extends NodeOf<'definition'> {
  children: Block[]
}

export interface OptionList extends NodeOf<'option_list'> {
  children: OptionListItem[]
}

export interface OptionListItem extends NodeOf<'option_list_item'> {
  children: [OptionGroup, Description]
}

export interface OptionGroup extends NodeOf<'option_group'> {
  children: Option[]
}

/** `-f FILE`, `--file=FILE`. */
export interface Option extends NodeOf<'option'> {
  /** `-f` */
  name: string
  /** What stands between name and argument. */
  delimiter?: ' ' | '=' | ''
  argument?: string
}

export interface Description extends NodeOf<'description'> {
  children: Block[]
}

/** Deeper indented lines are line blocks of their own. */
export interface LineBlock extends NodeOf<'line_block'> {
  children: (Line | LineBlock)[]
}

export interface Line extends NodeOf<'line'> {
  children: Inline[]
}

export interface BlockQuote extends NodeOf<'block_quote'> {
  /** Of the directives `epigraph`, `highlights`, `pull-quote`. */
  name?: string
  children: (Block | Attribution)[]
}

export interface Attribution extends NodeOf<'attribution'> {
  children: Inline[]
}

export interface DoctestBlock extends NodeOf<'doctest_block'> {
  value: string
}

export interface Transition extends NodeOf<'transition'> {}

/** A grid or simple table, `list-table`, `csv-table` or `flat-table`. */
export interface Table extends NodeOf<'table'> {
  /** The widths of the columns: characters, or what `:widths:` says. */
  columns: number[]
  stubColumns?: number
  /** The directive that it comes from. */
  name?: string
  options?: DirectiveOption[]
  children: (Title | TableHead | TableBody)[]
}

export interface TableHead extends NodeOf<'thead'> {
  children: Row[]
}

export interface TableBody extends NodeOf<'tbody'> {
  children: Row[]
}

export interface Row extends NodeOf<'row'> {
  children: Entry[]
}

/**
 * In a drawn table from the upper left corner to the end of the text; where that has several lines, the position spans
 * those of the neighbours too.
 */
export interface Entry extends NodeOf<'entry'> {
  /** How many more rows it covers. */
  moreRows: number
  /** How many more columns it covers. */
  moreColumns: number
  children: Block[]
}

export interface Comment extends NodeOf<'comment'> {
  value: string
}

/** `.. _name: where` (explicit), `__ where` (anonymous). */
export interface Target extends NodeOf<'target'> {
  /** docutils' normalised name; empty where it is anonymous. */
  name: string
  anonymous: boolean
  /** Where it points to: a URI, or the name of another target; neither where it marks what follows. */
  uri?: string
  referenceName?: string
}

export interface Footnote extends NodeOf<'footnote'> {
  /** `1`, `#`, `#name`, `*`. */
  label: string
  children: Block[]
}

export interface Citation extends NodeOf<'citation'> {
  label: string
  children: Block[]
}

export interface SubstitutionDefinition extends NodeOf<'substitution_definition'> {
  name: string
  /** What it stands for: inline nodes, an image, or the directive that computes it. */
  children: (Inline | Image | Directive | Raw)[]
}

export type Block =
  | Section
  | Paragraph
  | FieldList
  | LiteralBlock
  | BulletList
  | EnumeratedList
  | DefinitionList
  | OptionList
  | LineBlock
  | BlockQuote
  | DoctestBlock
  | Transition
  | Table
  | Directive
  | Admonition
  | Topic
  | Sidebar
  | Rubric
  | Compound
  | Container
  | Image
  | Figure
  | MathBlock
  | Raw
  | Comment
  | Target
  | Footnote
  | Citation
  | SubstitutionDefinition
  | SystemMessage

/** What stands only inside of one kind of node. */
export type Part =
  | Title
  | Subtitle
  | Field
  | FieldName
  | FieldBody
  | ListItem
  | DefinitionListItem
  | Term
  | Classifier
  | Definition
  | OptionListItem
  | OptionGroup
  | Option
  | Description
  | Line
  | Attribution
  | TableHead
  | TableBody
  | Row
  | Entry
  | Caption
  | Legend

/** Any node of the tree. */
export type Node = Root | Block | Part | Inline

/** Any node that has children. */
export type Parent = Extract<Node, {children: readonly Node[]}>
