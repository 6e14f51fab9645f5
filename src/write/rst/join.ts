/**
 * What stands between two blocks, as data. A blank line does, and more is needed where the second would be read as part of
 * the first.
 */

import type {RstNode} from './types.ts'

interface RunsTogether {
  readonly first: RstNode['type']
  readonly second: RstNode['type']
  readonly when?: (first: RstNode, second: RstNode) => boolean
}

/** Indented blocks belong to what stands before them, and items to the list. Only a comment keeps them apart. */
const runTogether: readonly RunsTogether[] = [
  {first: 'bullet_list', second: 'bullet_list', when: isSameBullet},
  {first: 'enumerated_list', second: 'enumerated_list', when: isContinued},
  {first: 'definition_list', second: 'definition_list'},
  {first: 'field_list', second: 'field_list'},
  {first: 'option_list', second: 'option_list'},
  {first: 'block_quote', second: 'block_quote', when: (first) => !hasAttribution(first)},
  {first: 'bullet_list', second: 'block_quote', when: endsEmpty},
  {first: 'enumerated_list', second: 'block_quote', when: endsEmpty},
  ...swallowing().map((first): RunsTogether => ({first, second: 'block_quote', when: isIndented})),
  {
    first: 'comment',
    second: 'block_quote',
    when: (first, second) => !isEmptyComment(first) && isIndented(first, second),
  },
]

/** What takes in every indented block behind it. */
function swallowing(): RstNode['type'][] {
  return [
    ...(['definition_list', 'field_list', 'option_list', 'literal_block', 'footnote', 'citation'] as const),
    ...([
      'directive',
      'note',
      'warning',
      'attention',
      'caution',
      'danger',
      'error',
      'hint',
      'important',
      'tip',
    ] as const),
    ...([
      'admonition',
      'topic',
      'sidebar',
      'compound',
      'container',
      'rubric',
      'image',
      'figure',
      'math_block',
    ] as const),
    ...(['raw', 'substitution_definition'] as const),
  ]
}

export function wouldRunTogether(first: RstNode, second: RstNode): boolean {
  return runTogether.some((row) => {
    return row.first === first.type && row.second === second.type && (row.when?.(first, second) ?? true)
  })
}

function isSameBullet(first: RstNode, second: RstNode): boolean {
  return first.type === 'bullet_list' && second.type === 'bullet_list' && first.bullet === second.bullet
}

function isContinued(first: RstNode, second: RstNode): boolean {
  if (first.type !== 'enumerated_list' || second.type !== 'enumerated_list') return false
  const isSameForm = first.prefix === second.prefix && first.suffix === second.suffix
  return isSameForm && second.start === first.start + first.children.length
}

/** A marker without text takes in whatever is indented. */
function endsEmpty(first: RstNode, second: RstNode): boolean {
  const isList = first.type === 'bullet_list' || first.type === 'enumerated_list'
  return isList && first.children.at(-1)?.children.length === 0 && isIndented(first, second)
}

function hasAttribution(node: RstNode): boolean {
  return node.type === 'block_quote' && node.children.at(-1)?.type === 'attribution'
}

function isIndented(_first: RstNode, second: RstNode): boolean {
  return second.type === 'block_quote' && second.name === undefined
}

function isEmptyComment(node: RstNode): boolean {
  return node.type === 'comment' && node.value === ''
}
