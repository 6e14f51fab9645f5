/**
 * Before Linux 5.6 the documents were plain text, with the same titles, fields and drawings, and no marks around them. The
 * same lines as reStructuredText, so that one reader serves:
 *
 * ```text
 *   4.1 KVM_RING_BELL                 4.1 KVM_RING_BELL
 *                                     -----------------
 *   Type: vm ioctl                    :Type: vm ioctl
 *                                     .. parsed-literal::
 *   struct kvm_bell {                  struct kvm_bell {
 * ```
 *
 * No line is added, so that a line's number is the file's; a column in a field or a drawing may be one too many.
 */
export function plainAsRst(text: string): string {
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const next = lines[index + 1]
    if (title.test(line) && next === '') {
      lines[index + 1] = '-'.repeat(line.length)
      index++
    } else if (field.test(line)) {
      lines[index] = `:${line}`
    } else if (line === '' && next !== undefined && code.test(next)) {
      const above = lines[index - 1] ?? ''
      // A paragraph would take a directive for its next line.
      if (/^[^:\s]/.test(above) && !isAdornment(above)) lines[index - 1] = `${above}${above.endsWith(':') ? '' : ' :'}:`
      else lines[index] = '.. parsed-literal::'
      index = indent(lines, index + 1)
    }
  }
  return lines.join('\n')
}

const isAdornment = (line: string): boolean => /^(.)\1*$/.test(line)

const title = /^\d+\.\d+\.? +\S/
const field = /^(?:Capabilit(?:y|ies)|Architectures?|Type|Target|Parameters?|Returns?|Errors):(?:\s|$)/
const code = /^\s*(?:(?:typedef )?(?:struct|union|enum)(?: \w+)? \{|#define [A-Z_]|\/\* [A-Z]+_)/

/** Indents what is at the margin, up to the brace that closes it or, of lines without one, to the next blank line. */
function indent(lines: string[], from: number): number {
  let depth = 0
  let at = from
  for (; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '' && depth <= 0) break
    // Prose at the margin, without a blank line above it or behind a drawing that the hunk cuts off.
    if (/^[A-Z][a-z]+ [a-z]/.test(line)) break
    depth += (line.match(/\{/g) ?? []).length - (line.match(/\}/g) ?? []).length
    if (line !== '') lines[at] = ` ${line}`
  }
  return at - 1
}
