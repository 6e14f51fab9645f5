/** Names of the interface in prose and code: `KVM_RUN`, `KVM_CAP_*`, `KVM_API_VERSION (=12)`. */

import type {Mention, StatedValue} from '../../model/index.ts'
import type {PlaceAt, Run} from './run.ts'

/** What a word beside a name says that the name is. The last column is matched before, the middle one behind it. */
const calledTable = [
  ['ioctl', /^\s*(?:\(\))?\s*(?:(?:system|vm|vcpu|device)\s+)?ioctls?\b/i, /\bioctl\(\s*$/i],
  ['capability', /^\s*(?:vm\s+|vcpu\s+)?capabilit/i, /\bcapability\s*$/i],
  ['exit', /^\s*(?:user\s+|vm)?exits?\b/i, /\bexit(?:_|\s)?reasons?\s*$/i],
  ['attribute', /^\s*(?:vm\s+|vcpu\s+|device\s+)?(?:attribute|property)\b/i, /\battribute\s*$/i],
  ['flag', /^\s*(?:flag|bit)\b/i, /\b(?:flag|bit)\s*$/i],
] as const

/**
 * ```text
 * > queried with KVM_CAP_S390_*, see KVM_SET_MSR and KVM_CPUID{,2}.
 *                ^^^^^^^^^^^^^^wildcard ^^^^^^^^^^^     ^^^^^^^^^^^wildcard
 * ```
 */
export function mentionsIn(run: Run, prefix: string, placeAt: PlaceAt): Mention[] {
  if (!run.text.includes(prefix)) return []
  const mentions: Mention[] = []
  for (const match of run.text.matchAll(nameExpression(prefix))) {
    const name = match[0]
    const end = match.index + name.length
    const before = run.text.slice(Math.max(0, match.index - 24), match.index)
    const after = run.text.slice(end, end + 24)
    mentions.push({
      name,
      place: placeAt(run.offset + match.index, run.offset + end),
      section: run.section,
      context: run.context,
      called: calledTable.find(([, behind, ahead]) => behind.test(unquoted(after)) || ahead.test(before))?.[0],
      wildcard: isWildcard(name, after) || isContinuation(before),
    })
  }
  return mentions
}

const expressions = new Map<string, RegExp>()

function nameExpression(prefix: string): RegExp {
  const known = expressions.get(prefix)
  if (known) return known
  const expression = new RegExp(`(?<![A-Za-z0-9_])${prefix}_[A-Za-z0-9_]*`, 'g')
  expressions.set(prefix, expression)
  return expression
}

/** A family of names: a star or braces behind it, `_xxx` at its end, alternatives that share its beginning. */
function isWildcard(name: string, after: string): boolean {
  return /_$|[a-z]/.test(name) || /^\*(?!\/)|^\{|^\(UN\)|^\/(?:_|[A-Z0-9]+(?:_|\b)(?!.*\bKVM_))/.test(after)
}

/** The rest of a braced family: `KVM_DEV_{A,B}_C` and a name that a path or a file's name contains. */
function isContinuation(before: string): boolean {
  return /[}/]$/.test(before) && !/\s\/$/.test(before) && !/[A-Z0-9]\/$/.test(before)
}

const unquoted = (text: string): string => text.replace(/^[`'")]+/, '')

/**
 * ```text
 * > the constant KVM_API_VERSION (=12); KVM_VM_MIPS_TE (0) must be passed
 *                ^^^^^^^^^^^^^^^  ^^^^   ^^^^^^^^^^^^^^ ^^^
 * ```
 */
export function statedValuesIn(run: Run, prefix: string, placeAt: PlaceAt): StatedValue[] {
  if (!run.text.includes(prefix)) return []
  const expression = new RegExp(
    `(?<![A-Za-z0-9_])(${prefix}_[A-Z0-9_]+)\`*\\s+\\(=?\\s*(0x[0-9a-fA-F]+|[0-9]+)\\)`,
    'g',
  )
  return Array.from(run.text.matchAll(expression), (match) => ({
    name: match[1] ?? '',
    value: BigInt(match[2] ?? 0),
    place: placeAt(run.offset + match.index, run.offset + match.index + match[0].length),
    section: run.section,
  }))
}
