/** A document's C, and what the writer makes of it when the header says something else. */

import {compositeOf, definitions, parseC, SourceText} from '../../../src/read/c/index.ts'
import {compareStructs} from '../../../src/rules/support/compare-struct.ts'
import {readDocument} from '../../../src/uapi/index.ts'
import {applyEdits, type Disagreement, regenerateStruct} from '../../../src/write/index.ts'

export interface Rewritten {
  readonly text: string
  /** `missing b: reason`. */
  readonly refused: readonly string[]
}

/** The first struct of `document`, which is reStructuredText, after the struct of that name in `header`, which is C. */
export function rewriteDocument(document: string, header: string): Rewritten {
  const parsed = parseC(header, 'kvm.h')
  let text = document
  const refused = new Set<string>()
  for (let pass = 0; pass < 5; pass++) {
    const [struct] = readDocument(text, 'api.rst', {prefix: 'KVM'}).structs.all
    if (!struct) throw new Error('no struct in the document')
    const defined = [...definitions(parsed.items)].flatMap((found) =>
      found.kind === 'composite' && found.specifier.tag?.text === struct.name
        ? [compositeOf(found.specifier, parsed)]
        : [],
    )[0]
    if (!defined) throw new Error(`no ${struct.name} in the header`)
    const differences = compareStructs(struct.type, defined, () => undefined)
    const {edits, refusals} = regenerateStruct(new SourceText('api.rst', text), struct, differences)
    for (const {disagreement, reason} of refusals)
      refused.add(`${disagreement.kind} ${nameOf(disagreement)}: ${reason}`)
    if (edits.length === 0) break
    text = applyEdits(text, edits)
  }
  return {text, refused: [...refused]}
}

function nameOf(disagreement: Disagreement): string {
  const {name} = disagreement.kind === 'missing' ? disagreement.header : disagreement.document
  return name ?? '{…}'
}

/** The same for the lines of one literal block, which begin in column 0 here and are indented by two blanks there. */
export function rewrite(lines: readonly string[], header: string): readonly string[] {
  const before = `4.1 KVM_A\n---------\n\nIt takes a struct::\n\n`
  const after = '\n\nBehind it.\n'
  const {text, refused} = rewriteDocument(
    `${before}${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}${after}`,
    header,
  )
  if (refused.length > 0) throw new Error(refused.join('; '))
  if (!text.startsWith(before) || !text.endsWith(after)) throw new Error('something outside of the block changed')
  return text
    .slice(before.length, text.length - after.length)
    .split('\n')
    .map((line) => line.replace(/^ {2}/, ''))
}
