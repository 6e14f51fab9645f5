/** A rule's page for the terminal. */

import type {RuleInfo} from '../rules/index.ts'
import {escapeControls} from './escape.ts'
import {painter} from './paint.ts'
import type {Appearance} from './report.ts'
import {type Block, rulePage} from './rule-page.ts'
import {wrap} from './wrap.ts'

export function ruleText(rule: RuleInfo, appearance: Appearance): string {
  return `${rulePage(rule)
    .map((block) => show(block, appearance))
    .join('\n\n')}\n`
}

/** One line a rule. */
export function ruleList(rules: readonly RuleInfo[], {color, width}: Appearance): string {
  const paint = painter(color)
  const room = Math.max(0, ...rules.map(({id}) => id.length)) + 2
  return rules
    .map(({id, severity, summary}) => {
      const [first = '', ...rest] = wrap(summary, Math.max(20, width - room - 9))
      const lines = [`${id.padEnd(room)}${paint(severity, severity.padEnd(9))}${first}`]
      return [...lines, ...rest.map((line) => ' '.repeat(room + 9) + line)].map((line) => `${line}\n`).join('')
    })
    .join('')
}

function show(block: Block, {color, width}: Appearance): string {
  const paint = painter(color)
  switch (block.kind) {
    case 'heading':
      return paint('strong', block.depth === 3 ? `Example: ${block.text}` : block.text)
    case 'paragraph':
      return wrap(block.text, width - 2)
        .map((line) => `  ${line}`)
        .join('\n')
    case 'list':
      return block.items.map((item) => `  - ${wrap(item, width - 4).join('\n    ')}`).join('\n')
    case 'code':
      // Line by line: a tab of an example is white space that counts, and is shown as it is.
      return block.text
        .split('\n')
        .map((line) => (line === '' ? '' : `    ${line.split('\t').map(escapeControls).join('\t')}`))
        .join('\n')
  }
}
