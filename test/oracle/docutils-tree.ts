/**
 * Our tree as `docutils_trees.py` gives docutils': `[name, attributes, children]`, a text a string. What docutils resolves
 * or numbers is left out there, what stands for source only with us (positions, options of directives) here.
 */

import {isDeepStrictEqual} from 'node:util'
import type {Node} from '../../src/read/rst/index.ts'

export type OracleNode = string | [name: string, attributes: Record<string, unknown>, children: OracleNode[]]

export function oracleTree(nodes: readonly Node[], source: string): OracleNode[] {
  const given: OracleNode[] = []
  for (const item of nodes.flatMap((node) => of(node, source))) {
    const last = given.at(-1)
    if (item === '') continue
    if (typeof item === 'string' && typeof last === 'string') given[given.length - 1] = last + item
    else given.push(item)
  }
  return given
}

function of(node: Node, source: string): OracleNode[] {
  const children = () => oracleTree('children' in node ? (node.children ?? []) : [], source)
  const slice = () => source.slice(node.position.start.offset, node.position.end.offset)
  switch (node.type) {
    case 'text':
      return [node.value]
    case 'system_message':
      return []
    case 'role':
      return [['role', {}, [collapsed(slice())]]]
    case 'problematic':
      return [['problematic', {}, [collapsed(node.value)]]]
    case 'directive':
      return [['directive', {}, [node.value]]]
    case 'section':
    case 'title':
      return [[node.type, {}, children()]]
    case 'bullet_list':
      return [[node.type, {bullet: node.bullet}, children()]]
    case 'enumerated_list': {
      const {sequence: enumtype, prefix, suffix, start} = node
      return [[node.type, given({enumtype, prefix, suffix, start: start === 1 ? '' : start}), children()]]
    }
    case 'reference': {
      const {uri: refuri, referenceName: refname, anonymous} = node
      const target: OracleNode[] =
        node.targetName === undefined ? [] : [['target', given({refuri, refname, names: [node.targetName]}), []]]
      // An embedded address is the reference's own; docutils marks what has none as anonymous.
      const attributes = given({refuri, refname, anonymous: anonymous && 1})
      return [[node.type, attributes, node.children ? children() : [node.value]], ...target]
    }
    case 'target': {
      const {uri: refuri, referenceName: refname, anonymous} = node
      const names = node.name === '' ? [] : [node.name]
      return [[node.type, {...given({refuri, refname, anonymous: anonymous && 1}), names}, []]]
    }
    case 'inline_target':
      return [['target', {names: [node.name]}, [node.value]]]
    case 'footnote_reference':
      return [[node.type, {label: node.value.toLowerCase()}, /^[#*]/.test(node.value) ? [] : [node.value]]]
    case 'footnote':
    case 'citation':
      return [[node.type, {label: node.label.startsWith('#') ? node.label.toLowerCase() : node.label}, children()]]
    case 'entry':
      return [[node.type, given({morerows: node.moreRows, morecols: node.moreColumns}), children()]]
    case 'table':
      return [[node.type, {columns: node.columns}, children()]]
    case 'option_group':
      return [[node.type, {}, children()]]
    case 'option': {
      const {name, delimiter, argument} = node
      const option: OracleNode = ['option_string', {}, [name]]
      if (argument === undefined) return [[node.type, {}, [option]]]
      return [[node.type, {}, [option, ['option_argument', given({delimiter}), [argument]]]]]
    }
    case 'image':
      return [[node.type, given({uri: node.uri}), []]]
    case 'raw':
      return [[node.type, {format: node.format}, node.value === '' ? [] : [node.value]]]
    case 'substitution_definition':
      return [[node.type, {names: [node.name]}, children()]]
    case 'literal_block': {
      const language = node.language === undefined ? {} : {language: node.language}
      return [[node.type, language, node.children ? children() : [node.value]]]
    }
  }
  if ('children' in node) return [[node.type, {}, children()]]
  if ('value' in node) return [[node.type, {}, node.value === '' ? [] : [node.value]]]
  return [[node.type, {}, []]]
}

/** Without what is empty. */
function given(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([, value]) => value !== undefined && value !== '' && value !== 0 && value !== false,
    ),
  )
}

function collapsed(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** The path to the first place where two trees differ, and what stands there. */
export function firstDifference(
  theirs: readonly OracleNode[],
  ours: readonly OracleNode[],
  path = '',
): {path: string; theirs: OracleNode | undefined; ours: OracleNode | undefined} | undefined {
  for (let i = 0; i < Math.max(theirs.length, ours.length); i += 1) {
    const their = theirs[i]
    const our = ours[i]
    const here = `${path}/${typeof their === 'object' ? their[0] : 'text'}[${i}]`
    if (typeof their === 'object' && typeof our === 'object') {
      const same = their[0] === our[0] && isDeepStrictEqual(their[1], our[1])
      const inner = same ? firstDifference(their[2], our[2], here) : undefined
      if (!same || inner) return inner ?? {path: here, theirs: their, ours: our}
    } else if (their !== our) return {path: here, theirs: their, ours: our}
  }
  return undefined
}
