/** How a document adorns the titles of each level: `=` below, or `=` above and below. */

import {type Block, isAdornment, type Root} from '../../read/rst/index.ts'

export interface Adornment {
  readonly character: string
  readonly isOverlined: boolean
}

/** The kernel's customs. (Documentation/doc-guide/sphinx.rst, "Specific guidelines for the kernel documentation".) */
export const kernelAdornments: readonly Adornment[] = [
  {character: '=', isOverlined: true},
  {character: '=', isOverlined: false},
  {character: '-', isOverlined: false},
  {character: '~', isOverlined: false},
  {character: '^', isOverlined: false},
  {character: '"', isOverlined: false},
  {character: '#', isOverlined: false},
]

/** The adornments that a document uses, by depth; for levels that it does not have, the kernel's that are left. */
export function adornmentsOf(root: Root): Adornment[] {
  const used: Adornment[] = []
  collect(root.children, root.source, used)
  const isUsed = (one: Adornment) =>
    used.some(({character, isOverlined}) => character === one.character && isOverlined === one.isOverlined)
  return [...used, ...kernelAdornments.filter((one) => !isUsed(one))]
}

function collect(
  blocks: readonly Block[] | readonly (Block | {type: 'title'})[],
  source: string,
  used: Adornment[],
): void {
  for (const block of blocks) {
    if (block.type !== 'section') continue
    const {start, end} = block.children[0].position
    const lines = source.slice(start.offset, end.offset).split(/\r\n|\r|\n/)
    const first = lines[0]?.trimEnd() ?? ''
    const isOverlined = lines.length > 2 && isAdornment(first)
    used[block.depth - 1] ??= {character: (lines.at(-1) ?? '').trim().charAt(0), isOverlined}
    collect(block.children, source, used)
  }
}
