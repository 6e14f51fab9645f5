/** Columns in a drawn table: wide characters take two, and combining characters one, since docutils pads so. */

import {stringWidths} from '../../../read/rst/index.ts'

export function gridWidth(text: string): number {
  let sum = 0
  for (const {width} of stringWidths(text)) sum += width
  return sum
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - gridWidth(text)))
}

export function widest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, gridWidth(line)), 0)
}
