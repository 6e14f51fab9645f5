/** How each node is written, by its type. Parts of a list or a table are written by what they belong to. */

import {blockQuote} from './block-quote.ts'
import {admonition, compound, container, directive, rubric, sidebar, topic} from './directive.ts'
import {comment, footnote, substitutionDefinition, target} from './explicit.ts'
import {figure, image} from './image.ts'
import {bulletList, definitionList, enumeratedList, fieldList, optionList} from './list.ts'
import {doctestBlock, literalBlock, mathBlock, raw, systemMessage} from './literal.ts'
import {lineBlock, paragraph} from './paragraph.ts'
import {section, transition} from './section.ts'
import type {Handle, State} from './state.ts'
import {table} from './table/index.ts'
import type {RstBlock, RstNode} from './types.ts'

type Handlers = {readonly [Type in RstBlock['type'] | 'root']: Handle<Type>}

const handlers: Handlers = {
  root: ({children}, state) => state.flow(children, state),
  section,
  transition,
  paragraph,
  line_block: lineBlock,
  block_quote: blockQuote,
  literal_block: literalBlock,
  doctest_block: doctestBlock,
  math_block: mathBlock,
  raw,
  system_message: systemMessage,
  bullet_list: bulletList,
  enumerated_list: enumeratedList,
  definition_list: definitionList,
  field_list: fieldList,
  option_list: optionList,
  table,
  comment,
  target,
  footnote,
  citation: footnote,
  substitution_definition: substitutionDefinition,
  directive,
  admonition,
  attention: admonition,
  caution: admonition,
  danger: admonition,
  error: admonition,
  hint: admonition,
  important: admonition,
  note: admonition,
  tip: admonition,
  warning: admonition,
  topic,
  sidebar,
  compound,
  container,
  rubric,
  image,
  figure,
}

export function handle(node: RstNode, state: State): string[] {
  if (!Object.hasOwn(handlers, node.type)) throw new Error(`Unexpected node \`${node.type}\`, expected a block`)
  const write = handlers[node.type as RstBlock['type']] as (node: RstNode, state: State) => string[]
  return write(node, state)
}
