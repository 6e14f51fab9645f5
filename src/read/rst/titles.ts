/**
 * Sections by their adornments: the first style of adornment that a document uses is the outermost, and so on.
 * (docutils: "Sections"; `RSTState.check_subsection`.)
 */

import type {Frame} from './parser.ts'
import type {Block, Section, Title} from './types.ts'

export class Titles {
  /** Adornments by depth: `=` is underlined, `==` over- and underlined. */
  readonly #styles: string[] = []
  readonly #open: Section[] = []
  readonly #outermost: (Block | Title)[]

  constructor(children: Block[]) {
    this.#outermost = children
  }

  /** The depth that a title of this style has here; `undefined` where it skips one. */
  depthOf(style: string): number | undefined {
    const depth = this.#open.length
    const known = this.#styles.indexOf(style) + 1
    if (known > 0) return known <= depth + 1 ? known : undefined
    if (this.#styles.length !== depth) return undefined
    this.#styles.push(style)
    return depth + 1
  }

  /** Begins a section, which ends those that are not shallower. */
  open(frame: Frame, depth: number, title: Title, name: string): void {
    this.close(depth - 1)
    const {start, end} = title.position
    const section: Section = {type: 'section', depth, name, children: [title], position: {start, end}}
    const parent = this.#open.at(-1)
    const siblings: (Block | Title)[] = parent ? parent.children : this.#outermost
    siblings.push(section)
    this.#open.push(section)
    frame.children = section.children
  }

  /** Ends the sections deeper than `depth`. */
  close(depth: number): void {
    while (this.#open.length > depth) {
      const section = this.#open.pop()
      const last = section?.children.at(-1)
      if (!section || !last) continue
      section.position.end = last.position.end
    }
  }
}
