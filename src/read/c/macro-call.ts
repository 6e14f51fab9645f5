/**
 * Macros where a declaration would stand: those that the kernel's uapi gives a meaning, and any other as it is.
 *
 * ```text
 *   __DECLARE_FLEX_ARRAY(__u8, a);     __struct_group(tag, name, __packed, __u32 a; __u32 b;);     OTHER(x, y)
 *   ^declaration of `__u8 a[]`         ^struct group                                               ^macro call
 * ```
 */

import type {Declaration, FunctionDefinition, Item, MacroCall, StructGroup} from './ast.ts'
import {parseAttributes} from './attribute.ts'
import {type Cursor, noAttributes} from './cursor.ts'
import {parseDeclarator} from './declarator.ts'
import {parseItems} from './item.ts'
import {parseSpecifiers} from './specifier.ts'
import {Kind, type TokenRange} from './token.ts'

/** Flexible arrays with a type and a name (include/uapi/linux/stddef.h, include/linux/stddef.h). */
const flexibleArrays: ReadonlySet<string> = new Set(['__DECLARE_FLEX_ARRAY', 'DECLARE_FLEX_ARRAY'])

/** What the arguments before the members are. */
const structGroups: ReadonlyMap<string, readonly ('tag' | 'name' | 'attributes')[]> = new Map([
  ['__struct_group', ['tag', 'name', 'attributes']],
  ['struct_group', ['name']],
  ['struct_group_attr', ['name', 'attributes']],
  ['struct_group_tagged', ['tag', 'name']],
])

/** Whether the word is a macro that declares members. */
export function isMemberMacro(word: string): boolean {
  return flexibleArrays.has(word) || structGroups.has(word)
}

/** `undefined`, noted as unread, where its arguments are not what it takes. */
export function parseMemberMacro(cursor: Cursor): Declaration | StructGroup | undefined {
  const first = cursor.at
  const roles = structGroups.get(cursor.text)
  const member = roles ? parseStructGroup(cursor, roles) : parseFlexibleArray(cursor)
  if (!member) cursor.recover(first, 'a macro whose arguments are not what it takes')
  return member
}

function parseFlexibleArray(cursor: Cursor): Declaration | undefined {
  const first = cursor.at
  const start = cursor.start()
  cursor.at += 2
  const specifiers = parseSpecifiers(cursor)
  if (!specifiers) return undefined
  let pointers = 0
  while (cursor.accept(Kind.asterisk)) pointers++
  if (!cursor.accept(Kind.comma)) return undefined
  const element = parseDeclarator(cursor, true)
  if (!element || !cursor.accept(Kind.closeParenthesis)) return undefined
  const end = cursor.end()
  const attributes = parseAttributes(cursor, element.attributes)
  cursor.accept(Kind.semicolon)
  const declarator = {
    ...element,
    attributes,
    derivations: [
      {kind: 'array', length: undefined} as const,
      ...element.derivations,
      ...Array.from({length: pointers}, () => ({kind: 'pointer'}) as const),
    ],
  }
  return {
    kind: 'declaration',
    ...specifiers,
    declarators: [declarator],
    tokens: {from: first, to: cursor.at},
    start,
    end,
  }
}

function parseStructGroup(cursor: Cursor, roles: readonly ('tag' | 'name' | 'attributes')[]): StructGroup | undefined {
  const start = cursor.start()
  cursor.at += 2
  let tag: StructGroup['tag']
  let name: StructGroup['name'] | undefined
  let attributes = noAttributes
  for (const role of roles) {
    if (role === 'attributes') attributes = parseAttributes(cursor)
    else if (cursor.kind === Kind.identifier) {
      if (role === 'tag') tag = cursor.takeName()
      else name = cursor.takeName()
    }
    if (!cursor.accept(Kind.comma)) return undefined
  }
  const items = cursor.deeper(() => parseItems(cursor, 'group'))
  if (!name || !items || !cursor.accept(Kind.closeParenthesis)) return undefined
  const end = cursor.end()
  cursor.accept(Kind.semicolon)
  return {kind: 'struct-group', tag, name, attributes, items, start, end}
}

/** Any other macro with its arguments; noted as unread where its parentheses are not closed. */
export function parseMacroCall(cursor: Cursor): MacroCall | undefined {
  const first = cursor.at
  const name = cursor.takeName()
  const args = cursor.kind === Kind.openParenthesis ? parseArguments(cursor) : undefined
  if (!args && cursor.kind === Kind.openParenthesis) {
    cursor.recover(first, 'a macro call that is not closed')
    return undefined
  }
  const end = cursor.end()
  return {kind: 'macro-call', name, arguments: args, tokens: {from: first, to: cursor.at}, start: name.start, end}
}

/** At file scope: with its semicolon, or, where a body follows, as the head of a function (`SYSCALL_DEFINE1(…) {…}`). */
export function parseMacroStatement(cursor: Cursor): Item | FunctionDefinition | undefined {
  const call = parseMacroCall(cursor)
  if (call && cursor.kind === Kind.openBrace) {
    const close = cursor.closingBrace(cursor.at)
    if (close !== -1) {
      cursor.at = close + 1
      return {kind: 'function', name: call.name, start: call.start, end: cursor.end()}
    }
  }
  cursor.accept(Kind.semicolon)
  return call
}

function parseArguments(cursor: Cursor): TokenRange[] | undefined {
  const open = cursor.at
  cursor.at++
  const args: TokenRange[] = []
  do args.push(cursor.takeUntil([Kind.comma]))
  while (cursor.accept(Kind.comma))
  if (!cursor.accept(Kind.closeParenthesis)) {
    cursor.at = open
    return undefined
  }
  const [only] = args
  return args.length === 1 && only && only.from === only.to ? [] : args
}
