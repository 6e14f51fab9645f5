/** What lists have in common: items one after the other, blank lines between them or not. */

import type {View} from './view.ts'

export interface Item<ItemNode> {
  node: ItemNode
  /** The line behind the item, trailing blank lines included. */
  next: number
  blankFinish: boolean
}

export interface Items<ItemNode> {
  nodes: ItemNode[]
  next: number
  blankFinish: boolean
}

/** Reads items from `at` on, for as long as `read` finds one. */
export function readItems<ItemNode>(
  view: View,
  at: number,
  read: (at: number) => Item<ItemNode> | undefined,
): Items<ItemNode> {
  const nodes: ItemNode[] = []
  let next = at
  let blankFinish = true
  for (let line = at; line < view.end; ) {
    if (view.blank(line)) {
      line += 1
      continue
    }
    const item = read(line)
    if (!item) break
    nodes.push(item.node)
    line = item.next
    next = line
    blankFinish = item.blankFinish
  }
  return {nodes, next, blankFinish}
}
