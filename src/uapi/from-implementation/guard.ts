/** The preprocessor's conditions around a place, as one line for people. */

import type {DirectiveBranch, ScannedFile} from '../../read/c/index.ts'

export function guardOf(file: ScannedFile, offset: number): string | undefined {
  const conditions: string[] = []
  for (let branch = file.branchAt(offset); branch !== undefined; branch = branch.parent) {
    if (!isIncludeGuard(branch, file)) conditions.unshift(conditionOf(branch))
  }
  return conditions.length === 0 ? undefined : conditions.join(' && ')
}

/** `#ifndef __KVM_HOST_H` around a whole header. */
function isIncludeGuard({directive, parent}: DirectiveBranch, file: ScannedFile): boolean {
  return parent === undefined && directive.startsWith('ifndef __') && file.path.endsWith('.h')
}

function conditionOf({failed, directive}: DirectiveBranch): string {
  return [...failed.map((text) => negated(text)), ...(directive === 'else' ? [] : [plain(directive)])].join(' && ')
}

function plain(directive: string): string {
  const [word, rest] = parts(directive)
  return word.endsWith('ndef') ? `!${rest}` : word.endsWith('def') ? rest : grouped(rest)
}

function negated(directive: string): string {
  const [word, rest] = parts(directive)
  return word.endsWith('ndef') ? rest : word.endsWith('def') ? `!${rest}` : `!(${rest})`
}

function grouped(condition: string): string {
  return condition.includes('||') ? `(${condition})` : condition
}

function parts(directive: string): readonly [word: string, rest: string] {
  const split = directive.indexOf(' ')
  return split === -1 ? [directive, ''] : [directive.slice(0, split), directive.slice(split + 1)]
}
