/** The text of one section: a template filled, and written in the style of the document that it goes into. */

import {InputError, type SectionIdentity} from '../../model/index.ts'
import {
  type Adornment,
  fromMdast,
  kernelAdornments,
  MarkdownError,
  type RstBlock,
  type WriteRstOptions,
  writeRst,
} from '../rst/index.ts'
import {fillTemplate, type TemplateValues} from '../template/index.ts'

/** A template's text and where it is from, for messages. */
export interface TemplateFile {
  readonly file: string
  readonly text: string
}

export type SectionTemplates = Readonly<Record<SectionIdentity['kind'], TemplateFile>>

/** How the document writes what stands beside the section. */
export interface SectionStyle {
  /** What titles are underlined with; of a section that has one. */
  readonly adornment?: string
  /** What the lines of an exit's block begin with. */
  readonly indentation?: string
}

/** A section's depth: below its chapter. */
const depth = 2

/** No blank lines around it, no line feed at its end. Throws `InputError`. */
export function writeSection(
  {file, text}: TemplateFile,
  {kind, name}: SectionIdentity,
  values: TemplateValues,
  {adornment, indentation}: SectionStyle,
): string {
  try {
    const blocks = fromMdast(fillTemplate(text, file, values).children, {depth})
    const options = {adornments: adornmentsWith(adornment)}
    const written = kind === 'exit' ? writeExit(blocks, options, indentation) : writeRst(blocks, options)
    return written.trimEnd()
  } catch (error) {
    if (!(error instanceof MarkdownError)) throw error
    throw new InputError(`Section of \`${name}\`: ${error.message}`)
  }
}

/** The block is one of those that show `struct kvm_run`, and stands as they do; what follows is text as any other. */
function writeExit(blocks: readonly RstBlock[], options: WriteRstOptions, indentation: string | undefined): string {
  const [block, ...prose] = blocks
  if (block?.type !== 'literal_block' || indentation === undefined) return writeRst(blocks, options)
  const first = writeRst(block, {...options, literalIndentation: indentation})
  return prose.length === 0 ? first : `${first}\n${writeRst(prose, options)}`
}

function adornmentsWith(character = '-'): readonly Adornment[] {
  const own = {character, isOverlined: false}
  const others = kernelAdornments.filter((one) => one.isOverlined || one.character !== own.character)
  return [...others.slice(0, depth - 1), own, ...others.slice(depth - 1)]
}
