/** The door of the reStructuredText reader: text → tree, and back, byte for byte. */

import {parseBody} from './body.ts'
import {Parser} from './parser.ts'
import {Source} from './source.ts'
import {Titles} from './titles.ts'
import type {Block, Root, SystemMessage} from './types.ts'
import {Lines, View} from './view.ts'

export {isAdornment} from './adornment.ts'
export {pointInBlock} from './block-places.ts'
export {formatOrdinal} from './enumerator.ts'
export {isEnclosed, isPrefix, isSuffix, isWord} from './inline/characters.ts'
export {mailUri} from './inline/phrase.ts'
export {isSimpleName} from './inline/simple-name.ts'
export {uriSchemes} from './inline/uri-schemes.ts'
export {normalizeName, normalizeSpace} from './names.ts'
export {plainAsRst} from './plain.ts'
export {replaceSource, serializeRst} from './serialize.ts'
export {expandTabs} from './source.ts'
export type * from './types.ts'
export {columnWidth, stringWidths} from './width.ts'

/** Reads a document. Never throws: what is malformed becomes a message, see `messagesOf`. */
export function parseRst(text: string): Root {
  const source = new Source(text)
  const parser = new Parser(source, parseBody)
  const children: Block[] = []
  const titles = new Titles(children)
  const view = new View(new Lines(source), 0, source.lines.length, 0, 0)
  parser.bodyInto({view, children, titles})
  titles.close(0)
  const {messages} = parser
  const start = {line: 1, column: 1, offset: 0}
  return {type: 'root', children, source: text, messages, position: {start, end: source.end()}}
}

/** All that docutils would say about the document's syntax, in the order of the lines. */
export function messagesOf(root: Root): SystemMessage[] {
  return root.messages.toSorted((a, b) => a.position.start.offset - b.position.start.offset)
}
