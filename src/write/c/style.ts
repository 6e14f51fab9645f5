/** How a block of C is laid out: its indentation and where its comments stand. */

export interface Style {
  /** What the members' lines begin with. */
  readonly indentation: string
  /** What a level further in adds. */
  readonly unit: string
  /** Behind the member on its line, or on lines of their own before it. */
  readonly comments: 'behind' | 'before'
  /** Where comments behind members begin, where they stand in one column. */
  readonly commentColumn: CommentColumn | undefined
}

export interface CommentColumn {
  /** 0-based, on the screen. */
  readonly column: number
  /** Whether tabs lead there. */
  readonly tabs: boolean
}

/** A line of the kernel's documents ends here (Documentation/process/coding-style.rst, 2). */
export const lineWidth = 80

const tab = 8

/** Columns that a text takes on the screen where it begins in a column; tabs go to the next multiple of 8. */
export function widthOf(text: string, from = 0): number {
  let column = from
  for (const character of text) column = character === '\t' ? (Math.floor(column / tab) + 1) * tab : column + 1
  return column - from
}

/**
 * What a level adds, from a line and one that is a level further in. Documents often indent the block by blanks and the
 * members by a tab, and then no line begins with what the one above it begins with:
 *
 *     ··struct kvm_a {
 *     →→→→→→→→__u32 b;
 */
export function unitBetween(outer: string, inner: string): string {
  const added = inner.startsWith(outer) ? inner.slice(outer.length) : ''
  if (inner.includes('\t')) return added.startsWith('\t') ? added : '\t'
  // Six blanks from column 2 to column 8 are a tab that somebody has expanded.
  if (inner.length > outer.length && inner.length % tab === 0) return ' '.repeat(tab)
  return added === '' ? ' '.repeat(tab) : added
}

/** One level further in; comments of members there stand as they do here, but not in this level's column. */
export function nested(style: Style): Style {
  return {...style, indentation: style.indentation + style.unit, commentColumn: undefined}
}

/** White space that leads from the end of a line's text to a column; a single blank where that is passed already. */
export function padTo(column: CommentColumn | undefined, from: number): string {
  if (!column || from >= column.column) return ' '
  if (!column.tabs || column.column % tab !== 0) return ' '.repeat(column.column - from)
  return '\t'.repeat(column.column / tab - Math.floor(from / tab))
}
