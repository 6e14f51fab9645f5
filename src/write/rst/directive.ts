/** A directive: name, argument, options, content. */

import {indented} from './indent.ts'
import {writeLine} from './inline/index.ts'
import {type Handle, narrowed, type State} from './state.ts'
import type {RstNode, RstOf, RstOption} from './types.ts'

export const DIRECTIVE_INDENT = 3

export interface DirectiveForm {
  readonly name: string
  readonly argument?: readonly string[]
  readonly options?: readonly RstOption[]
  readonly content?: readonly string[]
}

export function directiveLines({name, argument = [], options = [], content = []}: DirectiveForm): string[] {
  const [first = '', ...rest] = argument
  return [
    `.. ${name}:: ${first}`.trimEnd(),
    ...indented([...rest, ...options.flatMap(optionLines)], DIRECTIVE_INDENT),
    ...(content.length > 0 ? ['', ...indented(content, DIRECTIVE_INDENT)] : []),
  ]
}

function optionLines({name, value}: RstOption): string[] {
  const [first = '', ...rest] = value.split('\n')
  return [`:${name}: ${first}`.trimEnd(), ...indented(rest, 2)]
}

export const directive: Handle<'directive'> = ({name, argument, options, content}) =>
  directiveLines({
    name,
    argument: argument.split('\n'),
    options,
    content: content === '' ? [] : content.split('\n'),
  })

/** `note` and the like: what a user should not miss. */
export const admonition = (node: RstOf<'note'>, state: State): string[] => titled(node.type, node, state)

export const topic: Handle<'topic'> = (node, state) => titled('topic', node, state)

/** The subtitle is an option, and stands among them already. */
export const sidebar: Handle<'sidebar'> = (node, state) => {
  const children = node.children.filter((child) => child.type !== 'subtitle')
  return titled('sidebar', {...node, children}, state)
}

export const compound: Handle<'compound'> = (node, state) => titled('compound', node, state)

export const container: Handle<'container'> = ({classes, options, children}, state) =>
  directiveLines({name: 'container', argument: [classes.join(' ')], options, content: contentOf(children, state)})

export const rubric: Handle<'rubric'> = ({options, children}) =>
  directiveLines({name: 'rubric', argument: [writeLine(children, 'argument')], options})

interface Titled {
  readonly options: readonly RstOption[]
  readonly children: readonly RstNode[]
}

/** A directive whose first child may be its title. */
function titled(name: string, {options, children}: Titled, state: State): string[] {
  const [first, ...rest] = children
  if (first?.type !== 'title') return directiveLines({name, options, content: contentOf(children, state)})
  const argument = [writeLine(first.children, 'argument')]
  return directiveLines({name, argument, options, content: contentOf(rest, state)})
}

export function contentOf(children: readonly RstNode[], state: State): string[] {
  return state.flow(children, narrowed(state, DIRECTIVE_INDENT))
}
