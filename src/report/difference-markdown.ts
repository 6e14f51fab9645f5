/** Two versions of a series for a merge request or an issue: a table of facts, and words struck out and inserted. */

import type {PhrasingContent, RootContent} from 'mdast'
import type {FactDifference, Paragraph, TextDifference} from '../series/index.ts'
import type {Difference} from './difference-text.ts'
import {escapeControls} from './escape.ts'
import {heading, paragraph, toMarkdown} from './mdast.ts'

export function differenceMarkdown({before, after, facts, texts}: Difference): string {
  const title = heading(2, `\`${before}\` and \`${after}\``)
  if (facts.length === 0 && texts.length === 0) return toMarkdown([title, plain('They say the same.')])
  const table = facts.length === 0 ? toMarkdown([plain('No fact differs.')]) : tableOf(before, after, facts)
  return `${toMarkdown([title])}\n${table}${texts.map((text) => `\n${toMarkdown(textOf(text))}`).join('')}`
}

const plain = (text: string): RootContent => paragraph({type: 'text', value: escapeControls(text)})

/** remark-stringify knows no tables; a cell is Markdown in which a bar would begin the next one. */
function tableOf(before: string, after: string, facts: readonly FactDifference[]): string {
  const rows = facts.map((difference) => [
    `${code(difference.subject)}: ${cell(difference.fact)}`,
    cell(difference.before),
    cell(difference.after),
  ])
  const lines = [['what', code(before), code(after)], ['---', '---', '---'], ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

const cell = (text: string | undefined): string =>
  text === undefined ? '' : inline({type: 'text', value: escapeControls(text)})

const code = (text: string): string => inline({type: 'inlineCode', value: escapeControls(text)})

const inline = (node: PhrasingContent): string =>
  toMarkdown([paragraph(node)])
    .trim()
    .replaceAll('|', '\\|')

function textOf({subject, paragraphs}: TextDifference): RootContent[] {
  const changed = paragraphs.filter((words) => words.some(({kind}) => kind !== 'same'))
  return [heading(3, `\`${escapeControls(subject)}\``), ...changed.map((words) => paragraph(...markedWords(words)))]
}

const tags = {same: undefined, removed: 'del', added: 'ins'} as const

function markedWords(words: Paragraph): PhrasingContent[] {
  return words.flatMap(({kind, text}): PhrasingContent[] => {
    const tag = tags[kind]
    const node: PhrasingContent = {type: 'text', value: escapeControls(text.replace(/\s+/g, ' '))}
    if (tag === undefined) return [node]
    return [{type: 'html', value: `<${tag}>`}, node, {type: 'html', value: `</${tag}>`}]
  })
}
