/**
 * The law of the writer of sections: every section of the real document that has facts, written from the model that was
 * read out of it, with its prose as given, says the same.
 */

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {sectionTemplates} from '../../src/commands/templates.ts'
import type {DocumentUapi, Field, Parameter, Section, SeriesVersion, Type} from '../../src/model/index.ts'
import {type Stated, sectionFromDocument, structFromDocument} from '../../src/series/index.ts'
import {readDocument} from '../../src/uapi/index.ts'
import {type FactName, standaloneDocument} from '../../src/write/index.ts'
import {Outline} from '../../src/write/series/outline.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {splitSection} from './section-split.ts'

const file = 'Documentation/virt/kvm/api.rst'
const sectionText = sectionTemplates(new URL('../../templates/', import.meta.url))
const read = (text: string): DocumentUapi => readDocument(text, file, {prefix: 'KVM'})
const alone = (text: string): string => `4. API description\n==================\n\n${text}\n`

/** Stands for the prose in Markdown, until the prose is put there as it was given. */
const marker = 'PROSE AS GIVEN'

const factNames: Readonly<Record<Exclude<Stated, 'target'>, FactName>> = {
  capability: 'Capability',
  architectures: 'Architectures',
  descriptors: 'Type',
  parameter: 'Parameters',
  returns: 'Returns',
}

/** White space, escapes, marks of literals and what separates the parts of a list are no facts. */
const plain = (text: string | undefined): string | undefined => text?.replaceAll(/[\s\\`;,.]+/g, ' ').trim()

function shape(type: Type): unknown {
  return JSON.parse(
    JSON.stringify(type, (key, value) => (['place', 'comment', 'text'].includes(key) ? undefined : value)),
  )
}

/** `(in and out)` is the direction, and not the type's. */
function parameterFacts({struct, none, direction, text}: Parameter) {
  const type = direction === undefined ? text : text.replace(/\([^()]*\)\s*$/, '')
  return {struct, none, direction, type: none ? undefined : plain(type)}
}

/** What a document with one section says. */
function factsOf(document: DocumentUapi) {
  const field = (key: string) =>
    plain(document.fieldLists.flatMap(({fields}) => fields).find((one) => one.key === key)?.text)
  const text = (errno: {readonly name: string; readonly condition: string}) =>
    `${errno.name}: ${plain(errno.condition)}`
  return {
    ioctls: document.ioctls.all.map(({name, section, descriptors, architectures, parameter, errnos}) => ({
      ...{name, descriptors, architectures},
      number: section.number,
      capability: field('capability'),
      parameter: parameter && parameterFacts(parameter),
      errnos: [...new Set(errnos.map(text))].sort(),
    })),
    capabilities: document.capabilities.all.map(({name, section, architectures, target, errnos}) => ({
      ...{name, architectures, target},
      number: section?.number,
      parameters: field('parameter'),
      errnos: [...new Set(errnos.map(text))].sort(),
    })),
    returns: field('return'),
    structs: document.structs.all.map(({name, type, complete}) => JSON.stringify([name, complete, shape(type)])).sort(),
    constants: document.constants.all.map(({name, value}) => `${name} = ${value}`).sort(),
  }
}

function versionWith(parts: Pick<SeriesVersion['header'], 'structs' | 'constants'>): SeriesVersion {
  return {
    id: 'read',
    status: 'merged',
    summary: '',
    document: {sections: []},
    header: {...parts, ioctls: [], capabilities: [], exitReasons: []},
    host: [],
    claims: [],
    reviews: [],
  }
}

/** The section written again; a text says why it is none of a series'. */
async function rewritten(given: string): Promise<{readonly text: string; readonly left: readonly string[]} | string> {
  const document = read(alone(given))
  const section = document.sections.find(({number}) => number?.includes('.'))
  if (!section) return 'no section'
  const {structs, constants, errnos, prose, left} = await splitSection(alone(given), document)
  const found = await sectionFromDocument(document, section, errnos)
  if ('reason' in found) return found.reason
  const own = found.section.kind === 'ioctl' ? found.section.parameter?.type : undefined
  const others = structs.filter(({name}) => own !== `struct ${name}`)
  const directives = [
    ...others.map(({name}) => `::struct[${name}]`),
    ...(constants.length > 0 ? ['::constants[]'] : []),
    marker,
  ]
  const written = sectionText({
    version: versionWith({structs, constants}),
    section: {...found.section, prose: `${directives.join('\n\n')}\n`},
    numbers: {
      sections: new Map([[found.section.name, section.number ?? '']]),
      capabilities: new Map(),
      exitReasons: new Map(),
      ioctls: new Map(),
    },
    style: {adornment: '-'},
    unstated: new Set(found.unstated.flatMap((key) => (key === 'target' ? [] : [factNames[key]]))),
  })
  expect(written).toContain(marker)
  return {text: written.replace(marker, () => prose), left}
}

/** Sections that a series has no form for, by what the reason is. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'several names in one title': [
    'KVM_GET_MSR_INDEX_LIST, KVM_GET_MSR_FEATURE_INDEX_LIST',
    'KVM_SET_DEVICE_ATTR/KVM_GET_DEVICE_ATTR',
    'KVM_(UN)REGISTER_COALESCED_MMIO',
    'KVM_CAP_DIRTY_LOG_RING/KVM_CAP_DIRTY_LOG_RING_ACQ_REL',
  ],
  // The ioctl exists twice, and the section is about both.
  'a list of fields for each file descriptor': ['KVM_ENABLE_CAP', 'KVM_HYPERV_EVENTFD'],
  // A capability is enabled on a VM or a vCPU; this one is only asked for.
  'enabled on system': ['KVM_CAP_VM_TYPES'],
}

/** Blocks of C that stay in the prose, since the structs of a series are lists of members, by what the reason is. */
const kept = [
  'elided, or split over blocks',
  'members with bodies, without names or of bits',
  'more than one declaration in a block',
  'shown once an architecture',
]

describe.each(kernelTrees())('$name', ({directory}) => {
  const text = readFileSync(join(directory, file), 'utf8')
  const document = read(text)
  const outline = new Outline(document, text)
  const nouns = [...document.ioctls, ...document.capabilities]
  const withFacts = document.sections.filter(
    (section) =>
      nouns.some((noun) => noun.section === section) && document.fieldLists.some((list) => list.section === section),
  )
  const sourceOf = (section: Section) => text.slice(outline.start(section), outline.end(section))

  test('sections of ioctls and capabilities say the same', async () => {
    const refused: Record<string, readonly string[]> = {}
    let [structs, left] = [0, 0]
    for (const section of withFacts) {
      const given = sourceOf(section)
      const result = await rewritten(given)
      if (typeof result === 'string') {
        refused[result] = [...(refused[result] ?? []), section.title.replace(/^\S+ /, '')]
        continue
      }
      const before = factsOf(read(alone(given)))
      expect(factsOf(read(alone(result.text))), section.title).toEqual(before)
      structs += before.structs.length
      left += result.left.length
      expect(kept).toEqual(expect.arrayContaining(result.left.map((reason) => reason.replace(/^\w+: /, ''))))
    }
    expect(withFacts.length).toBeGreaterThan(200)
    for (const [reason, titles] of Object.entries(refused)) expect(exceptions[reason] ?? [], reason).toEqual(titles)
    // Most structs are written out of the model.
    expect(left).toBeLessThan(structs / 2)
  })

  test('exits say the same', async () => {
    const [run] = document.structs.named('kvm_run')
    const members = (run?.type.fields ?? []).flatMap(({name, type}) =>
      name === undefined && type.kind === 'union' ? (type.fields ?? []) : [],
    )
    const others: (string | undefined)[] = []
    for (const member of members) {
      const exit = exitOf(document, member)
      const fields = member.type.kind === 'struct' ? member.type.fields : undefined
      const struct = fields && (await structFromDocument(`kvm_run.${member.name}`, fields))
      if (exit === undefined || !struct) {
        others.push(member.name)
        continue
      }
      const version = {
        ...versionWith({structs: [struct], constants: []}),
        document: {
          sections: [{kind: 'exit' as const, name: exit, member: member.name ?? '', prose: 'As it was given.\n'}],
        },
      }
      const again = read(standaloneDocument(version, sectionText))
      const [union] = again.structs.named('kvm_run')[0]?.type.fields ?? []
      const found = union?.type.kind === 'union' ? (union.type.fields ?? []) : []
      expect(found.map(({name, type}) => [name, shape(type)])).toEqual([[member.name, shape(member.type)]])
      expect(found[0] && exitOf(again, found[0])).toBe(exit)
    }
    // No struct; a union inside, twice; the array that fixes the size.
    expect(others).toEqual(['s390_reset_flags', 'hyperv', 'xen', 'padding'])
    expect(members.length).toBeGreaterThan(20)
  })
})

/** The exit that the comment above a member names. */
function exitOf({mentions, structs}: DocumentUapi, member: Field): string | undefined {
  const block = structs
    .named('kvm_run')[0]
    ?.blocks.find(({offset, endOffset}) => offset <= member.place.offset && member.place.offset < endOffset)
  return mentions.findLast(
    ({name, context, place}) =>
      context === 'comment' &&
      name.startsWith('KVM_EXIT_') &&
      place.offset >= (block?.offset ?? Number.POSITIVE_INFINITY) &&
      place.offset < member.place.offset,
  )?.name
}

test.runIf(kernelTrees().length === 0)('without a tree there is no section', () => expect(kernelTrees()).toEqual([]))
