/** Tables of registers: a constant or an id with the width that the table states, and the members of a register struct. */

import type {MemberTable, RegisterRow} from '../../model/index.ts'
import type {LiteralBlock, Node, Row, Table} from '../../read/rst/index.ts'
import {firstLeaf, type Leaf, textOf} from './nodes.ts'
import type {PlaceAt} from './run.ts'
import type {Passage} from './walk.ts'

/** The column whose heading says that it holds a width in bits. */
const widthHeading = /\bbits\b/i

/**
 * ```text
 * >   Encoding            Register  Bits  kvm_regs member
 * > 0x6030 0000 0010 0050 SPSR_FIQ    64  spsr[KVM_SPSR_FIQ]
 *   ^^^^^^^^^^^^^^^^^^^^^id ^^^^name  ^^bits
 * ```
 */
export function registerRowsOf(passage: Passage, prefix: string, placeAt: PlaceAt): RegisterRow[] {
  return tablesOf(passage).flatMap((table) => {
    const width = headings(table).findIndex((heading) => widthHeading.test(heading))
    if (width === -1) return []
    return bodyRows(table).flatMap((row): RegisterRow[] => {
      const cells = row.children.map((entry) => textOf(entry).trim())
      const bits = /^\d+$/.exec(cells[width] ?? '')
      const id = cells.map(idOf).find((value) => value !== undefined)
      const name =
        cells.map((cell) => new RegExp(`^${prefix}_[A-Z0-9_]+`).exec(cell)?.[0]).find(Boolean) ??
        cells[id === undefined ? 0 : 1]
      if (!bits || name === undefined || name === '') return []
      const leaf = row.children.map(firstLeaf).find((candidate) => candidate?.value.includes(name))
      if (!leaf) return []
      return [{id, name, bits: Number(bits[0]), place: leafPlace(leaf, name, placeAt), section: passage.section}]
    })
  })
}

function leafPlace(leaf: Leaf, name: string, placeAt: PlaceAt) {
  const start = leaf.position.start.offset + Math.max(0, leaf.value.indexOf(name))
  return placeAt(start, start + name.length)
}

/** `0x6030 0000 0010 0050`: four groups of hexadecimal digits; one with a placeholder is no id. */
function idOf(cell: string): bigint | undefined {
  const match = /^0x([0-9a-fA-F]{4}(?: [0-9a-fA-F]{4}){3})$/.exec(cell)
  return match ? BigInt(`0x${match[1]?.replaceAll(' ', '')}`) : undefined
}

/**
 * ```text
 * >   0x8030 0000 07 <index into the kvm_bell struct:24>
 *                                    ^^^^^^^^the next table lists its members
 * ```
 */
export function memberTablesOf(passage: Passage, placeAt: PlaceAt): MemberTable[] {
  const tables: MemberTable[] = []
  let struct: string | undefined
  for (const node of passage.sequences[0] ?? []) {
    if (node.type === 'literal_block') struct = indexedStruct(node) ?? struct
    if (node.type !== 'table' || struct === undefined) continue
    const rows = bodyRows(node)
    const column = headings(node).findIndex((heading) => /\bregister\b/i.test(heading))
    const members = rows.flatMap((row) => {
      const leaf = row.children[column] && firstLeaf(row.children[column])
      return leaf && /^[a-z_]\w*(?:[.[\]\w]*)$/.test(leaf.value.trim())
        ? [{name: leaf.value.trim(), place: leafPlace(leaf, leaf.value.trim(), placeAt)}]
        : []
    })
    const elided = rows.some((row) => /^\.{3}/.test(textOf(row).trim()))
    const {start, end} = node.position
    if (column !== -1 && members.length > 0) {
      tables.push({struct, members, elided, place: placeAt(start.offset, end.offset), section: passage.section})
    }
    struct = undefined
  }
  return tables
}

const indexedStruct = (node: LiteralBlock): string | undefined => /index into the (\w+) struct/.exec(node.value)?.[1]

function tablesOf(passage: Passage): Table[] {
  return passage.sequences.flatMap((nodes) => nodes.filter((node: Node): node is Table => node.type === 'table'))
}

function headings(table: Table): string[] {
  const head = table.children.find((part) => part.type === 'thead')
  return (head?.children[0]?.children ?? []).map((entry) => textOf(entry).trim())
}

function bodyRows(table: Table): Row[] {
  return table.children.flatMap((part) => (part.type === 'tbody' ? part.children : []))
}
