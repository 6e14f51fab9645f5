/**
 * The statement around a place in a function, without reading the function.
 *
 * ```text
 *   …; /* now; or never *\/ run->exit_reason = KVM_EXIT_MMIO; …
 *     ^ looked for backwards, comments passed over     ^ place ^ looked for forwards
 * ```
 */

interface Slice {
  readonly start: number
  readonly end: number
}

/** `undefined`: the place is in a comment. */
export function statementAround(
  text: string,
  place: number,
  {bodyStart, bodyEnd}: {readonly bodyStart: number; readonly bodyEnd: number},
): Slice | undefined {
  const open = text.lastIndexOf('/*', place)
  if (open > bodyStart && text.lastIndexOf('*/', place) < open) return undefined
  return {start: startOf(text, place, bodyStart), end: endOf(text, place, bodyEnd)}
}

/** Behind the last `;`, brace or line of a directive. */
function startOf(text: string, place: number, limit: number): number {
  let start = place
  while (start > limit) {
    const before = text.charCodeAt(start - 1)
    if (before === 59 || before === 123 || before === 125) break
    if (before === 47 && text.charCodeAt(start - 2) === 42) {
      const open = text.lastIndexOf('/*', start - 2)
      if (open <= limit) break
      start = open
      continue
    }
    start--
    if (before === 35 && isFirstOfLine(text, start)) {
      const lineEnd = text.indexOf('\n', start)
      return lineEnd === -1 ? place : Math.min(lineEnd + 1, place)
    }
  }
  return start
}

function isFirstOfLine(text: string, at: number): boolean {
  let before = at - 1
  while (before >= 0 && (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9)) before--
  return before < 0 || text.charCodeAt(before) === 10
}

/** Behind the next `;` outside of parentheses, or before the brace that ends or begins a block. */
function endOf(text: string, place: number, limit: number): number {
  let end = place
  while (end < limit) {
    const code = text.charCodeAt(end)
    if (code === 59) return end + 1
    if (code === 123 || code === 125) return end
    end++
  }
  return end
}
