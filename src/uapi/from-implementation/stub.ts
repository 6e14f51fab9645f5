/** Functions that are there only so that there is one. */

import type {FunctionEntry} from './function-index.ts'

/** `{ return -EINVAL; }`, or one error for some and one for others, with a comment. */
const maximumLength = 240
const maximumStatements = 2

/** Whether these are all so short that each can only be a stub, or tells what it returns at a glance. */
export function isStub(entries: readonly FunctionEntry[]): boolean {
  return entries.length > 0 && entries.every(isShort)
}

function isShort({file, source}: FunctionEntry): boolean {
  if (source.bodyEnd - source.bodyStart > maximumLength) return false
  return file.count(source, ';') <= maximumStatements
}

/** `{ return 0; }` */
export function isIdle(entries: readonly FunctionEntry[]): boolean {
  return isStub(entries) && entries.every(returnsZero)
}

function returnsZero({file, source}: FunctionEntry): boolean {
  const [only, ...more] = file.body(source).items
  return more.length === 0 && only?.kind === 'return' && only.value?.kind === 'constant' && only.value.text === '0'
}
