/** HTML as strings that only these functions make: what is not escaped does not type-check. */

import {escapeControls} from './escape.ts'

declare const escaped: unique symbol

export type Html = string & {readonly [escaped]: true}

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

export function text(content: string): Html {
  return escapeControls(content).replaceAll(/[&<>"]/g, (character) => entities[character] ?? character) as Html
}

/** Elements that have no end tag. */
const empty: ReadonlySet<string> = new Set(['meta'])

/** An attribute that is `undefined` is left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly Html[]
): Html {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${text(value)}"`,
  )
  return `<${name}${written.join('')}>${children.join('')}${empty.has(name) ? '' : `</${name}>`}` as Html
}

/** One after the other, a line feed between them: for what stands in blocks. */
export const lines = (...parts: readonly Html[]): Html => parts.filter((part) => part !== '').join('\n') as Html

/** Text in which names stand in backticks, as messages have them. */
export function prose(content: string): Html {
  const parts = content.split(/`([^`]+)`/)
  return parts.map((part, index) => (index % 2 === 1 ? element('code', {}, text(part)) : text(part))).join('') as Html
}

/** What is trusted: the style sheet, the document type. */
export const raw = (content: string): Html => content as Html
