/** Columns of a line: wide characters take two, and combining characters one, since docutils draws tables so. */

import {stringWidths} from '../../read/rst/index.ts'

export function drawnWidth(text: string): number {
  let sum = 0
  for (const {width} of stringWidths(text)) sum += width
  return sum
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - drawnWidth(text)))
}

export function widest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, drawnWidth(line)), 0)
}
