/** A tree as text: a node a line, with its properties, its place and its value. */

import type {Node} from '../../../src/read/rst/index.ts'

const leftOut = ['type', 'position', 'children', 'value', 'offsets', 'messages', 'source']

export function outline(nodes: readonly Node[], indent = ''): string[] {
  return nodes.flatMap((node) => [
    `${indent}${line(node)}`,
    ...outline('children' in node ? (node.children ?? []) : [], `${indent}  `),
  ])
}

function line(node: Node): string {
  const {start, end} = node.position
  const properties = Object.entries(node)
    .filter(([name]) => !leftOut.includes(name))
    .filter(([, value]) => value !== undefined && value !== '' && value !== false && !isEmpty(value))
    .map(([name, value]) => `${name}=${name === 'options' ? optionsOf(value) : JSON.stringify(value)}`)
  const value = 'value' in node ? [JSON.stringify(node.value)] : []
  return [node.type, `${start.line}:${start.column}-${end.line}:${end.column}`, ...properties, ...value].join(' ')
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function optionsOf(options: {name: string; value: string}[]): string {
  return JSON.stringify(options.map(({name, value}) => `${name}: ${value}`.trim()))
}
