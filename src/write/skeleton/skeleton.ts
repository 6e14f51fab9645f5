/** The section of a symbol that the document does not describe, as far as header and implementation know it. */

import type {
  Architecture,
  CapabilitySectionData,
  Errno,
  ExitSectionData,
  Occurrence,
  Place,
  SectionIdentity,
} from '../../model/index.ts'
import type {HeaderUapi, TreeInput} from '../../uapi/index.ts'
import type {CText} from '../series/c-text.ts'
import type {TemplateValues} from '../template/index.ts'

export interface Skeleton<Section extends SectionIdentity = SectionIdentity> {
  readonly section: Section
  /** What its template is filled with; the number of a numbered section is the document's to give. */
  readonly values: TemplateValues
  /** Of an exit: the members of `struct kvm_run` before its own, the nearest first. */
  readonly neighbours?: readonly string[]
  /** A line each: where what is known comes from, which the document does not say and who fills the gaps wants to know. */
  readonly remarks: readonly string[]
}

export type CapabilityIdentity = Pick<CapabilitySectionData, 'kind' | 'name' | 'number'>
export type ExitIdentity = Pick<ExitSectionData, 'kind' | 'name' | 'member'>

export interface SkeletonSource {
  readonly input: TreeInput
  /** A header of the tree; `undefined` where there is none. */
  readonly textOf: (file: string) => CText | undefined
  /** `include/uapi/linux/kvm.h`. */
  readonly header: string
}

/** What only a person can write, marked so that nobody overlooks it: Markdown. */
export const gap = (question: string): string => `**TODO:** ${question}`

/** Returned before a handler is reached: no section speaks of them. */
const general = new Set(['EBADF', 'ENOTTY', 'EINTR', 'EIO'])

/** The table of what handlers return; nothing where they return none. */
export function errnoValues(errnos: readonly Errno[]): TemplateValues {
  const names = unique(errnos.map(({name}) => name)).filter((name) => !general.has(name))
  return names.length === 0 ? {} : {errnos: names.toSorted().map((name) => [name, gap('when')])}
}

interface Named<Item> {
  readonly named: (name: string) => readonly Item[]
}

/** The item of a name in the header of the first of the architectures that has it; of any, where none are given. */
export function definedIn<Item extends Occurrence>(
  {headers}: TreeInput,
  name: string,
  listOf: (header: HeaderUapi) => Named<Item>,
  architectures: readonly Architecture[] = [],
): Item | undefined {
  const own = architectures.flatMap((architecture) => headers.get(architecture) ?? [])
  for (const header of [...own, ...headers.values()]) {
    const [item] = listOf(header).named(name)
    if (item) return item
  }
  return undefined
}

/** `all`: those whose headers are there. */
export function architecturesText({headers}: TreeInput, found: readonly Architecture[]): string {
  const own = [...headers.keys()].filter((architecture) => found.includes(architecture))
  return own.length > 1 && own.length === headers.size ? 'all' : own.join(', ')
}

/** The same in a sentence: `on x86 and s390`; empty where nobody knows. */
export function onArchitectures(input: TreeInput, found: readonly Architecture[]): string {
  const text = architecturesText(input, found)
  return text === '' ? '' : `on ${text === 'all' ? 'all architectures' : text.replace(/, (?=\w+$)/, ' and ')}`
}

export const at = ({file, line}: Place): string => `${file}:${line}`

/** Each once, in the order of the first. */
export const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)]
