/**
 * `uapidoc/rst`: reStructuredText for unified. `rstParse`, the default export, reads; `rstStringify` writes the source
 * back, byte for byte but for what `replaceSource` replaced. docs/rst.md describes the tree.
 */

import type {Processor} from 'unified'
import type {VFile} from 'vfile'
import {messagesOf, parseRst, type Root, serializeRst} from './read/rst/index.ts'

export type * from './read/rst/index.ts'
export {messagesOf, parseRst, pointInBlock, replaceSource, serializeRst} from './read/rst/index.ts'

/** A unified plugin: text → tree. What docutils would complain about becomes messages of the file. */
export default function rstParse(this: Processor): void {
  this.parser = parse
}

/** A unified plugin: tree → text. */
export function rstStringify(this: Processor): void {
  this.compiler = (tree) => serializeRst(tree as Root)
}

function parse(document: string, file: VFile): Root {
  const root = parseRst(document)
  for (const {message, severity, position} of messagesOf(root)) {
    const remark = file.message(message, {place: position, source: 'uapidoc:rst'})
    // VFile's middle severity: `fatal` where the document cannot be read as it was meant.
    remark.fatal = severity === 'severe'
  }
  return root
}
