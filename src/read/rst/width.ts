/** How many columns text takes. */

export function columnWidth(text: string): number {
  return text.length
}
