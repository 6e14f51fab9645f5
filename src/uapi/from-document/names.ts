/** Names of the interface in prose and code: `KVM_RUN`, `KVM_CAP_*`, `KVM_API_VERSION (=12)`. */

import type {Mention, MentionContext, Place, Section, StatedValue} from '../../model/index.ts'
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
  return Array.from(run.text.matchAll(expressionsFor(prefix).name), ({0: name, index}) => {
    return new NameInRun(run, name, index, placeAt)
  })
}

/** Most names are known, and nobody asks where they stand nor what they are called: that is found out on demand. */
class NameInRun implements Mention {
  readonly name: string
  readonly #run: Run
  readonly #start: number
  readonly #placeAt: PlaceAt

  constructor(run: Run, name: string, start: number, placeAt: PlaceAt) {
    this.name = name
    this.#run = run
    this.#start = start
    this.#placeAt = placeAt
  }

  get #end(): number {
    return this.#start + this.name.length
  }

  get #before(): string {
    return this.#run.text.slice(Math.max(0, this.#start - 24), this.#start)
  }

  get #after(): string {
    return this.#run.text.slice(this.#end, this.#end + 24)
  }

  get place(): Place {
    return this.#placeAt(this.#run.offset + this.#start, this.#run.offset + this.#end)
  }

  get section(): Section | undefined {
    return this.#run.section
  }

  get context(): MentionContext {
    return this.#run.context
  }

  get called(): Mention['called'] {
    const behind = unquoted(this.#after)
    return calledTable.find(([, after, before]) => after.test(behind) || before.test(this.#before))?.[0]
  }

  get wildcard(): boolean {
    return isWildcard(this.name, this.#after) || isContinuation(this.#before)
  }
}

const expressions = new Map<string, {readonly name: RegExp; readonly value: RegExp}>()

function expressionsFor(prefix: string) {
  const known = expressions.get(prefix) ?? {
    name: new RegExp(`(?<![A-Za-z0-9_])${prefix}_[A-Za-z0-9_]*`, 'g'),
    value: new RegExp(`(?<![A-Za-z0-9_])(${prefix}_[A-Z0-9_]+)\`*\\s+\\(=?\\s*(0x[0-9a-fA-F]+|[0-9]+)\\)`, 'g'),
  }
  expressions.set(prefix, known)
  return known
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
  return Array.from(run.text.matchAll(expressionsFor(prefix).value), (match) => ({
    name: match[1] ?? '',
    value: BigInt(match[2] ?? 0),
    place: placeAt(run.offset + match.index, run.offset + match.index + match[0].length),
    section: run.section,
  }))
}
