/**
 * A template and its values → mdast.
 *
 * ```md
 * ::placeholder[name]{kind=text}
 * ::placeholder[notes]{kind=prose optional}
 *
 * # :value[name]
 *
 * :::when[notes]
 * ::value[notes]
 * :::
 * ```
 *
 * In a text, `:value[…]` and `:code[…]` (in the writing of code) stand for a value of kind `text`; between blocks, `::value[…]`
 * stands for one of any other kind. `when` holds where an optional value is there.
 */

import type {ListItem, Paragraph, PhrasingContent, Root} from 'mdast'
import type {MarkdownBlock} from '../rst/index.ts'
import {containerNames} from '../rst/index.ts'
import {checkValues, type Declared, labelOf, type Placeholder, takeDeclarations} from './declaration.ts'
import {complaint, type Directive, isDirective, type MarkdownNode, parseMarkdown, parseProse} from './parse.ts'
import type {TemplateValue, TemplateValues} from './values.ts'

/** Throws an `InputError` with file and line for whatever is wrong with the template or its values. */
export function fillTemplate(markdown: string, file: string, values: TemplateValues): Root {
  const declared = takeDeclarations(parseMarkdown({file, text: markdown}), file)
  const filler = new Filler(declared, values, file)
  const children = filler.blocks(declared.rest)
  const wrong = checkValues(declared, values, file) ?? filler.unused()
  if (wrong) throw wrong
  return {type: 'root', children}
}

class Filler {
  readonly #declared: Declared
  readonly #values: TemplateValues
  readonly #file: string
  readonly #used = new Set<string>()

  constructor(declared: Declared, values: TemplateValues, file: string) {
    this.#declared = declared
    this.#values = values
    this.#file = file
  }

  blocks(nodes: readonly MarkdownBlock[]): MarkdownBlock[] {
    return nodes.flatMap((node) => this.#block(node))
  }

  unused() {
    for (const {name, node} of this.#declared.placeholders.values()) {
      if (!this.#used.has(name))
        return complaint(this.#file, node, `Unexpected placeholder \`${name}\`, which nothing uses`)
    }
    return undefined
  }

  #block(node: MarkdownBlock): MarkdownBlock[] {
    if (node.type === 'leafDirective') {
      if (node.name !== 'value') throw complaint(this.#file, node, `Unknown directive \`${node.name}\``)
      return this.#blockValue(node)
    }
    if (node.type === 'containerDirective' && node.name === 'when') return this.#when(node)
    if (node.type === 'containerDirective' && !containerNames.has(node.name)) {
      throw complaint(this.#file, node, `Unknown directive \`${node.name}\``)
    }
    return [this.#inside(node)]
  }

  /** The same node with its children filled. */
  #inside<Node extends MarkdownNode>(node: Node): Node {
    if (!('children' in node)) return node
    const children = (node.children as MarkdownNode[]).flatMap((child): MarkdownNode[] => {
      if (child.type === 'textDirective') return [this.#textValue(child)]
      if (isDirective(child)) return this.#block(child)
      return [this.#inside(child)]
    })
    return {...node, children}
  }

  #when(node: Extract<Directive, {type: 'containerDirective'}>): MarkdownBlock[] {
    const [label, ...content] = node.children
    const isLabelled = label?.type === 'paragraph' && label.data?.directiveLabel
    const name = isLabelled ? label.children.map((child) => (child.type === 'text' ? child.value : '')).join('') : ''
    const {isOptional} = this.#placeholder(name, node)
    if (!isOptional) throw complaint(this.#file, node, `Unexpected condition, expected \`${name}\` to be optional`)
    const blocks = this.blocks(content)
    const value = this.#values[name]
    return value === undefined || value.length === 0 ? [] : blocks
  }

  #placeholder(name: string, node: MarkdownNode): Placeholder {
    const placeholder = this.#declared.placeholders.get(name)
    if (!placeholder) throw complaint(this.#file, node, `Unknown placeholder \`${name}\``)
    this.#used.add(name)
    return placeholder
  }

  #value(node: Directive): {value: TemplateValue; placeholder: Placeholder} {
    const placeholder = this.#placeholder(labelOf(node), node)
    const {name, kind} = placeholder
    const isOwn = Object.hasOwn(this.#values, name)
    return {
      placeholder,
      value: (isOwn ? this.#values[name] : undefined) ?? (kind === 'fields' || kind === 'rows' ? [] : ''),
    }
  }

  #textValue(node: Extract<Directive, {type: 'textDirective'}>): PhrasingContent {
    if (node.name !== 'value' && node.name !== 'code')
      throw complaint(this.#file, node, `Unknown directive \`${node.name}\``)
    const {value, placeholder} = this.#value(node)
    if (placeholder.kind !== 'text') {
      throw complaint(this.#file, node, `Unexpected ${placeholder.kind} \`${placeholder.name}\` in a text`)
    }
    return {type: node.name === 'code' ? 'inlineCode' : 'text', value: typeof value === 'string' ? value : ''}
  }

  #blockValue(node: Directive): MarkdownBlock[] {
    const {value, placeholder} = this.#value(node)
    const {name, kind} = placeholder
    const prose = (text: string) => parseProse({file: `${this.#file}: value of \`${name}\``, text})
    if (typeof value === 'string') {
      if (kind === 'code') return value === '' ? [] : [{type: 'code', lang: node.attributes?.lang ?? null, value}]
      if (kind === 'prose') return prose(value)
      return [{type: 'paragraph', children: [{type: 'text', value}]}]
    }
    if (value.length === 0) return []
    const items = value.map((cells) => (kind === 'fields' ? fieldItem(cells, prose) : rowItem(cells, prose)))
    return [
      {
        type: 'containerDirective',
        name: kind === 'fields' ? 'fields' : 'table',
        attributes: node.attributes ?? {},
        children: [{type: 'list', ordered: false, spread: false, children: items}],
      },
    ]
  }
}

type Prose = (text: string) => MarkdownBlock[]

/** `- Name: text`, as the container has it. */
function fieldItem([name = '', text = '']: readonly string[], prose: Prose): ListItem {
  const [first, ...rest] = prose(text)
  const isText = first?.type === 'paragraph'
  const head: Paragraph = {
    type: 'paragraph',
    children: [{type: 'text', value: `${name}: `}, ...(isText ? first.children : [])],
  }
  return item([head, ...(first && !isText ? [first] : []), ...rest])
}

function rowItem(cells: readonly string[], prose: Prose): ListItem {
  return item([{type: 'list', ordered: false, spread: false, children: cells.map((cell) => item(prose(cell)))}])
}

function item(blocks: readonly MarkdownBlock[]): ListItem {
  return {type: 'listItem', spread: false, children: blocks as ListItem['children']}
}
