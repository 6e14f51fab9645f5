/** Of a name that patches define several times, the last definition: a later patch corrects an earlier one. */

import type {Place} from '../../model/index.ts'
import type {Say} from './index.ts'

export interface Found<Item> {
  readonly item: Item
  readonly place: Place
}

export function latest<Item extends {readonly name: string}>(
  found: readonly Found<Item>[],
  say: Say,
  keyOf: (item: Item) => string = ({name}) => name,
): readonly Item[] {
  const byKey = new Map<string, Item>()
  for (const {item, place} of found) {
    const key = keyOf(item)
    const before = byKey.get(key)
    if (before && JSON.stringify(before) !== JSON.stringify(item)) {
      say(`Unexpected second \`${item.name}\`, expected one: this is taken`, place)
    }
    byKey.set(key, item)
  }
  return [...byKey.values()]
}
