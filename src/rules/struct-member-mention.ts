/** A member that prose names is a member of the struct that it speaks of. */

import {
  type CompositeType,
  type DocumentedStruct,
  type Field,
  isComposite,
  type MemberMention,
  type Section,
} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, literal, section} from './support/example.ts'
import {inHeaders} from './support/headers.ts'
import {Candidates} from './support/nearest.ts'
import {numberedSection} from './support/sections.ts'

export const structMemberMention = defineRule({
  id: 'struct-member-mention',
  scope: 'tree',
  severity: 'error',
  summary: 'A member that prose names is a member of the struct that it speaks of.',
  why: 'Prose outlives renames: the reader looks for a member that is not there, or sets another one.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    near: (member, struct, nearest) => `Unexpected member \`${member}\` of ${struct}, expected \`${nearest}\``,
    unknown: (member, struct) => `Unexpected member \`${member}\` of ${struct}, expected one of its members`,
  },
  check(input, report) {
    const shown = structsBySection(input)
    const seen = new Set<string>()
    for (const mention of input.document.memberMentions) {
      const candidates = structsOf(input, mention, shown)
      const [first] = candidates
      const path = mention.path.join('.')
      const key = `${path} ${numberedSection(mention.section)?.place.offset ?? -1}`
      if (!first || seen.has(key) || candidates.some(({type}) => hasPath(input, type, mention.path))) continue
      if (mention.struct === undefined && !certain(input, mention, candidates)) continue
      seen.add(key)
      const struct = mention.struct === undefined ? 'the structs of this section' : `\`struct ${mention.struct}\``
      const members = candidates.flatMap(({type}) => memberNames(input, type))
      const nearest = nearestMember(mention.path.at(-1) ?? '', members)
      const detail = {
        symbol: `struct ${first.name}.${path}`,
        place: mention.place,
        related: [{place: first.place}],
        ...(mention.struct === undefined && {severity: 'warning' as const}),
      }
      if (nearest) report('near', [path, struct, nearest], detail)
      else report('unknown', [path, struct], detail)
    }
  },
  examples: [
    {
      name: 'names that the struct has not',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          `${literal('struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};')}\nThe "address" field is a guest address; struct kvm_do's flag member must be 0.`,
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:14:57: error: Unexpected member `flag` of `struct kvm_do`, expected `flags`',
        'Documentation/virt/kvm/api.rst:14:6: warning: Unexpected member `address` of the structs of this section, expected one of its members',
      ],
    },
    {
      name: 'a member, and a field of something else',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          `${literal('struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};')}\nThe "addr" field is a guest address; the ISS field of a register is none of ours.`,
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [],
    },
  ],
})

interface Candidate {
  readonly name: string
  readonly type: CompositeType
  readonly place: DocumentedStruct['place']
}

type Shown = ReadonlyMap<Section | undefined, readonly Candidate[]>

/** The structs that each numbered section shows or names, as the headers define them. */
function structsBySection(input: TreeInput): Shown {
  const shown = new Map<Section | undefined, Candidate[]>()
  for (const {name, section} of [...input.document.structs.all, ...input.document.structMentions]) {
    const topic = numberedSection(section)
    const list = shown.get(topic) ?? []
    shown.set(topic, list)
    if (!list.some((candidate) => candidate.name === name)) list.push(...definitions(input, name))
  }
  return shown
}

/** The struct under every architecture's header, and as the document itself shows it. */
function definitions(input: TreeInput, name: string): Candidate[] {
  const headers = inHeaders(input, 'structs', name).map(({item}) => item)
  return headers.map(({type, place}) => ({name, type, place}))
}

function structsOf(input: TreeInput, {struct, section}: MemberMention, shown: Shown): readonly Candidate[] {
  return struct === undefined ? (shown.get(numberedSection(section)) ?? []) : definitions(input, struct)
}

/**
 * Without a struct's name prose may speak of anything. Certain is a dotted path that begins with a member; and a word that
 * the section's drawings do not show and no struct of the interface has.
 */
function certain(input: TreeInput, {path, shown}: MemberMention, candidates: readonly Candidate[]): boolean {
  const [first = '', ...rest] = path
  if (rest.length === 0) return !shown && !allMembers(input).has(first)
  return candidates.some(({type}) =>
    fieldsOf(input, type).some(({name, type: inner}) => name === first && isComposite(inner)),
  )
}

const members = new WeakMap<TreeInput, ReadonlySet<string>>()

/** The names of all members of all structs of one architecture, which has the generic ones. */
function allMembers(input: TreeInput): ReadonlySet<string> {
  let known = members.get(input)
  if (!known) {
    const structs = [...input.headers.values()][0]?.structs.all ?? []
    known = new Set(structs.flatMap(({type}) => memberNames(input, type)))
    members.set(input, known)
  }
  return known
}

/** The members of a struct; those of anonymous ones count as its own. */
function fieldsOf(input: TreeInput, type: CompositeType): readonly Field[] {
  const fields =
    type.fields ?? (type.name === undefined ? [] : (inHeaders(input, 'structs', type.name)[0]?.item.type.fields ?? []))
  return fields.flatMap((field) =>
    field.name === undefined && isComposite(field.type) ? fieldsOf(input, field.type) : [field],
  )
}

/** A struct that no header of the tree defines may have any member. */
function hasPath(input: TreeInput, type: CompositeType, path: readonly string[]): boolean {
  const [first, ...rest] = path
  const fields = fieldsOf(input, type)
  if (first === undefined || fields.length === 0) return true
  return fields.some(({name, type: inner}) => {
    const element = inner.kind === 'array' || inner.kind === 'flexible-array' ? inner.of : inner
    if (!isComposite(element)) return name === first && rest.length === 0
    return (name === first && hasPath(input, element, rest)) || (rest.length === 0 && hasMember(input, element, first))
  })
}

function memberNames(input: TreeInput, type: CompositeType): string[] {
  return fieldsOf(input, type).flatMap(({name, type: inner}) => [
    ...(name === undefined ? [] : [name]),
    ...(isComposite(inner) ? memberNames(input, inner) : []),
  ])
}

/** Prose names a member of an inner struct by its own name. */
function hasMember(input: TreeInput, type: CompositeType, name: string): boolean {
  return fieldsOf(input, type).some(
    (field) => field.name === name || (isComposite(field.type) && hasMember(input, field.type, name)),
  )
}

/** Members have no word in common by being members, as constants have. */
function nearestMember(name: string, members: readonly string[]): string | undefined {
  return new Candidates(members.map((member) => `m_${member}`)).nearest(`m_${name}`)?.slice(2)
}
