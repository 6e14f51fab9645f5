/** The errors that a section promises: rows of a table, and `-EINVAL if …` in `:Returns:`. */

import type {DocumentedErrno} from '../../model/index.ts'
import type {Row} from '../../read/rst/index.ts'
import {firstLeaf, textOf} from './nodes.ts'
import type {PlaceAt, Run} from './run.ts'
import type {Passage} from './walk.ts'

/**
 * ```text
 * >  EBUSY      not enough memory to allocate the filter
 *    ^^^^^name  ^^^^^^^^^^^^^^^^^condition
 * ```
 */
export function errnosOf(passage: Passage, placeAt: PlaceAt): DocumentedErrno[] {
  const rows = passage.sequences.flatMap((nodes) => nodes.filter((node): node is Row => node.type === 'row'))
  return [
    ...rows.flatMap((row) => errnoOfRow(row, placeAt)),
    ...passage.runs
      .filter(({field}) => field !== undefined && /^returns?$/.test(field))
      .flatMap((run) => errnosOfReturns(run, placeAt)),
  ]
}

function errnoOfRow(row: Row, placeAt: PlaceAt): DocumentedErrno[] {
  const [first, ...others] = row.children
  const leaf = first && firstLeaf(first)
  const name = leaf && /^-?(E[A-Z0-9]+)$/.exec(leaf.value.trim())?.[1]
  if (!leaf || !name) return []
  const start = leaf.position.start.offset + leaf.value.indexOf(name)
  return [{name, condition: fold(others.map(textOf).join(' ')), place: placeAt(start, start + name.length)}]
}

function errnosOfReturns(run: Run, placeAt: PlaceAt): DocumentedErrno[] {
  return Array.from(run.text.matchAll(/-(E[A-Z0-9]{2,})\b([^,;.]*)/g), (match) => {
    const start = run.offset + match.index + 1
    const name = match[1] ?? ''
    return {name, condition: fold(match[2] ?? ''), place: placeAt(start, start + name.length)}
  })
}

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()
