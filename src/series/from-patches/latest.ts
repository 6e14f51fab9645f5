/** Of a name that patches define several times, the last definition: a later patch corrects an earlier one. */

import type {Place} from '../../model/index.ts'
import type {Say} from './index.ts'

export interface Found<Item> {
  readonly item: Item
  readonly place: Place
}

export function latest<Item extends {readonly name: string}>(found: readonly Found<Item>[], say: Say): readonly Item[] {
  const byName = new Map<string, Item>()
  for (const {item, place} of found) {
    const before = byName.get(item.name)
    if (before && JSON.stringify(before) !== JSON.stringify(item)) {
      say(`Unexpected second \`${item.name}\`, expected one: this is taken`, place)
    }
    byName.set(item.name, item)
  }
  return [...byName.values()]
}
