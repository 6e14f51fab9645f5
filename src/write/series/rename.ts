/** `--rename OLD=NEW`: a version of a series with another name for something that stands in the tree already. */

import {type HostMemberData, InputError, type SeriesVersion} from '../../model/index.ts'

export interface Rename {
  /** `KVM_EXIT_MEMORY_FAULT`, or a member with its struct: `kvm_run.memory_fault`. */
  readonly from: string
  /** A member's with or without its struct. */
  readonly to: string
}

/** What is neither rendered nor quotes what is (behaviour, reviews) stays as it is. Throws `InputError` where the series has no such name. */
export function renamed(version: SeriesVersion, renames: readonly Rename[]): SeriesVersion {
  let {document, header, host, summary, claims} = version
  for (const rename of renames) {
    let found = false
    const replace = rename.from.includes('.') ? memberReplacement(rename) : wordReplacement(rename)
    const substitute: Substitute = (text, key) => {
      const after = replace(text, key)
      found ||= after !== text
      return after
    }
    document = substituted(document, substitute)
    header = substituted(header, substitute)
    host = substituted(host, substitute).map((member) => {
      const changed = withMemberRenamed(member, rename)
      found ||= changed !== member
      return changed
    })
    summary = substitute(summary, undefined)
    claims = claims.map((claim) => ({...claim, sentence: substitute(claim.sentence, 'prose')}))
    if (!found) throw new InputError(`Unexpected \`--rename ${rename.from}=…\`, expected a name of the series`)
  }
  return {...version, document, header, host, summary, claims}
}

/** `key`: what the text is the value of. */
type Substitute = (text: string, key: string | undefined) => string

function wordReplacement({from, to}: Rename): Substitute {
  const word = wordPattern(from)
  return (text) => text.replace(word, () => to)
}

/**
 * A member may be called as a word is, `notify`: it is renamed where its struct stands before it, where it is what an exit
 * names, and in code and directives of prose.
 */
function memberReplacement({from, to}: Rename): Substitute {
  const {struct, member, name} = parts({from, to})
  const path = wordPattern(from)
  const word = wordPattern(member)
  return (text, key) => {
    if (struct === 'kvm_run' && key === 'member' && text === member) return name
    const paths = text.replace(path, () => `${struct}.${name}`)
    if (key !== 'prose' && key !== 'summary') return paths
    return paths.replace(/`[^`]*`|:\w+\[[^\]]*\]/g, (code) => code.replace(word, () => name))
  }
}

interface Parts {
  readonly struct: string
  readonly member: string
  /** The new one of the member. */
  readonly name: string
}

function parts({from, to}: Rename): Parts {
  const [struct = '', member = ''] = from.split('.')
  return {struct, member, name: to.startsWith(`${struct}.`) ? to.slice(struct.length + 1) : to}
}

/** In a member of the kernel's own struct, and where another one names it. */
function withMemberRenamed(host: HostMemberData, rename: Rename): HostMemberData {
  const {struct, member, name} = parts(rename)
  if (host.struct !== struct || member === '') return host
  const of = (text: string): string => (text === member ? name : text)
  if (![host.name, host.after, host.lock].includes(member)) return host
  return {
    ...host,
    name: of(host.name),
    ...(host.after === undefined ? {} : {after: of(host.after)}),
    ...(host.lock === undefined ? {} : {lock: of(host.lock)}),
  }
}

const wordPattern = (name: string): RegExp => new RegExp(`(?<![\\w])${name.replaceAll(/[^\w]/g, '\\$&')}(?![\\w])`, 'g')

/** The same data with every text replaced. */
function substituted<Data>(data: Data, substitute: Substitute): Data {
  return walk(data, substitute, undefined) as Data
}

function walk(value: unknown, substitute: Substitute, key: string | undefined): unknown {
  if (typeof value === 'string') return substitute(value, key)
  if (Array.isArray(value)) return value.map((item) => walk(item, substitute, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, substitute, name)]))
}
