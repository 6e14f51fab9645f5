/** Explicit markup that is no directive: comments, targets, footnotes, citations, substitutions. */

import {isSimpleName} from '../../read/rst/index.ts'
import {directiveLines} from './directive.ts'
import {hanging, indented} from './indent.ts'
import {escapeAddress, escapeAll, writeLine} from './inline/index.ts'
import {type Handle, narrowed, type State} from './state.ts'
import type {RstOf} from './types.ts'

const INDENT = 3

/** A comment that would be something else behind the dots stands below them. */
export const comment: Handle<'comment'> = ({value}) => {
  if (value === '') return ['..']
  const lines = value.split('\n')
  if (/^[[_|]|::(?: |$)/.test(lines[0] ?? '')) return ['..', ...indented(lines, INDENT)]
  return hanging('.. ', lines, INDENT)
}

export const target: Handle<'target'> = ({name, anonymous, uri, referenceName}) => {
  const marker = anonymous ? '__' : `.. _${targetName(name)}:`
  if (referenceName !== undefined) return [`${marker} ${phrase(referenceName)}_`]
  if (uri !== undefined) return [`${marker} ${escapeAddress(uri)}`]
  return [anonymous ? '.. __:' : marker]
}

function targetName(name: string): string {
  return /^\w(?:[\w -]*\w)?$/.test(name) ? name : `\`${escapeAll(name, '\\`')}\``
}

function phrase(name: string): string {
  return isSimpleName(name) ? name : `\`${escapeAll(name, '\\`<>')}\``
}

export const footnote = ({label, children}: RstOf<'footnote'> | RstOf<'citation'>, state: State): string[] =>
  hanging(`.. [${label}] `, state.flow(children, narrowed(state, INDENT)), INDENT)

/** What it stands for is written in one line, since docutils joins it anyway. */
export const substitutionDefinition: Handle<'substitution_definition'> = ({name, children}, state) => {
  const marker = `.. |${escapeAll(name, '\\|')}| `
  const [first] = children
  if (first?.type === 'image' || first?.type === 'directive' || first?.type === 'raw') {
    const [line = '', ...rest] = state.flow([first], state)
    return [marker + line.replace(/^\.\. /, ''), ...rest]
  }
  const inline = children.filter(
    (child) => child.type !== 'image' && child.type !== 'directive' && child.type !== 'raw',
  )
  const [line = ''] = directiveLines({name: 'replace', argument: [writeLine(inline, 'argument')]})
  return [marker + line.replace(/^\.\. /, '')]
}
