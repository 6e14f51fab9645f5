/** What a version of a series says, as tables. */

import type {RootContent} from 'mdast'
import {type Abi, abiNamed, layoutOf, resolveNothing} from '../src/abi/index.ts'
import type {
  ArchitecturesData,
  Behaviour,
  CompositeType,
  HeaderData,
  IoctlData,
  MemberData,
  NumberData,
  SectionData,
  SeriesVersion,
  StructData,
} from '../src/model/index.ts'
import {compositeOf, definitions, parseC} from '../src/read/c/index.ts'
import {paragraph, phrasing} from '../src/report/mdast.ts'
import {memberLines} from '../src/uapi/index.ts'
import {type Cell, table} from './markdown.ts'

export function factTables(version: SeriesVersion): RootContent[] {
  const {document, header, host, behaviour} = version
  return [
    ...titled('The document has these sections:', ['section', 'what it says'], document.sections.map(sectionRow)),
    ...titled(
      'The header defines:',
      ['name', 'as', 'for'],
      [
        ...header.ioctls.map((ioctl): Cell[] => [`\`${ioctl.name}\``, `\`${callOf(ioctl)}\``, 'ioctl']),
        ...header.capabilities.map((one): Cell[] => [`\`${one.name}\``, numberOf(one.number), 'capability']),
        ...header.exitReasons.map((one): Cell[] => [`\`${one.name}\``, numberOf(one.number), 'exit']),
        ...header.constants.map((one): Cell[] => [
          `\`${one.name}\``,
          `\`${one.value}\``,
          `${one.role}${one.member ? ` of \`${one.member}\`` : ''}${one.meaning ? `: ${one.meaning}` : ''}`,
        ]),
      ],
    ),
    ...header.structs.flatMap((struct) => structTable(struct, 'the header', header)),
    ...(document.structs ?? []).flatMap((struct) => structTable(struct, 'the document', header)),
    ...titled(
      'The kernel keeps:',
      ['member', 'type', 'lock', 'how a running vCPU learns of a new value'],
      host.map(({struct, name, type, lock, synchronisation}): Cell[] => [
        `\`struct ${struct}.${name}\``,
        `\`${type}\``,
        lock ? `\`${lock}\`` : '',
        synchronisation ? synchronisations[synchronisation] : 'a lock itself',
      ]),
    ),
    ...titled('It behaves so:', ['what', 'how'], behaviour ? behaviourRows(behaviour) : []),
  ]
}

const synchronisations = {
  none: 'not at all',
  rwlock: 'the lock orders accesses, and nobody waits',
  mutex: 'the lock orders accesses, and nobody waits',
  spinlock: 'the lock orders accesses, and nobody waits',
  rwsem: 'the lock orders accesses, and nobody waits',
  seqcount: 'whoever reads while it is written reads again, and nobody waits',
  rcu: '`synchronize_rcu()` waits for all that read it and do not sleep',
  atomic: 'the atomic orders accesses, and nobody waits',
  srcu: '`synchronize_srcu()` waits for all that have the old one',
} as const

function titled(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): RootContent[] {
  return rows.length === 0 ? [] : [paragraph(...phrasing(title)), table([head, ...rows])]
}

const numberOf = (number: NumberData): string => (number === 'open' ? 'the next free number' : String(number))

function callOf({macro, number, argument}: IoctlData): string {
  const low = number === 'open' ? 'next free' : `0x${number.toString(16).padStart(2, '0')}`
  return `${macro}(KVMIO, ${low}${argument === undefined ? '' : `, ${argument}`})`
}

function sectionRow(section: SectionData): Cell[] {
  const {kind, name} = section
  if (kind === 'exit')
    return [`5, \`${name}\``, section.member === undefined ? 'exit' : `exit; \`kvm_run.${section.member}\``]
  const {chapter, number} = section.number
  const title = `${chapter}.${number === 'open' ? 'next' : number} \`${name}\``
  const facts =
    kind === 'ioctl'
      ? [
          `${section.descriptors.join(', ')} ioctl with \`${section.capability}\``,
          architecturesOf(section.architectures),
          section.parameter
            ? `\`${section.parameter.type}${section.parameter.name ? ` ${section.parameter.name}` : ''}\` (${section.parameter.direction})`
            : 'no parameter',
        ]
      : [
          section.target ? `enabled on the ${section.target}` : 'cannot be enabled',
          architecturesOf(section.architectures),
          ...section.parameters.map(({name, text}) => `\`${name}\` ${text}`),
        ]
  const errnos = section.errnos.map((errno) => `\`${errno.name}\``)
  return [title, [...facts, `returns ${section.returns}`, ...(errnos.length > 0 ? [errnos.join(', ')] : [])].join('; ')]
}

const architecturesOf = (architectures: ArchitecturesData): string =>
  architectures === 'all' ? 'all architectures' : architectures.join(', ')

const shownAbis: readonly Abi[] = [abiNamed('x86-64'), abiNamed('i386')]

/** With what a 64-bit and a 32-bit compiler make of it. */
function structTable(struct: StructData, where: string, {constants}: HeaderData): RootContent[] {
  const layouts = shownAbis.map((abi) => {
    const type = compositeIn(struct)
    const result = type && layoutOf(type, abi, resolveNothing)
    return {abi, layout: result?.ok ? result.layout : undefined}
  })
  const rows = struct.members.map((member): Cell[] => [
    `\`${member.name}\``,
    `\`${declared(member)}\``,
    ...layouts.map(({layout}) => String(layout?.fields.find(({path}) => path === member.name)?.offset ?? '?')),
    constants
      .filter((constant) => constant.member === `${struct.name}.${member.name}`)
      .map(({name}) => `\`${name}\``)
      .join(', '),
  ])
  const sizes = layouts.map(({abi, layout}) => `${layout?.size ?? '?'} bytes on ${abi.name}`)
  return titled(
    `\`struct ${struct.name}\` in ${where}, ${sizes.join(', ')}:`,
    ['member', 'type', ...layouts.map(({abi}) => `offset on ${abi.name}`), 'values'],
    rows,
  )
}

function declared(member: MemberData): string {
  const {length} = member
  const type = 'members' in member ? member.kind : member.type
  return length === undefined ? type : `${type}[${length === 'flexible' ? '' : length}]`
}

function compositeIn({members}: StructData): CompositeType | undefined {
  const file = parseC(`struct shown { ${memberLines(members, '').join(' ')} };`, 'struct')
  for (const found of definitions(file.items)) {
    if (found.kind === 'composite') return compositeOf(found.specifier, file)
  }
  return undefined
}

function behaviourRows({enableCap, toggleIoctl, exit, asyncPageFaults}: Behaviour): Cell[][] {
  return [
    ['`KVM_ENABLE_CAP`', enabling(enableCap)],
    ...(toggleIoctl
      ? [[`\`${toggleIoctl.name}\``, `fails with \`${toggleIoctl.unsupported}\` where it is not supported`]]
      : []),
    ['the exit comes', exit.condition === 'always' ? 'always' : 'while it is enabled'],
    [
      'and then',
      exit.trigger === 'lookup-failed'
        ? 'when the fast lookup of the page failed'
        : 'when KVM cannot resolve the fault',
    ],
    [
      '`KVM_RUN` returns',
      exit.errnos.length === 0 ? '0' : `-1 with ${exit.errnos.map((name) => `\`${name}\``).join(' or ')}`,
    ],
    ['`gpa` is a multiple of', exit.gpa === 'aligned-to-size' ? '`size`' : 'the size of a page'],
    ['`size` is that of', exit.size === 'page' ? 'a page of the host' : 'the whole mapping'],
    ['members that no cause writes are', exit.unwritten === 'zero' ? '0' : 'what was there before'],
    ['async page faults are', asyncPageFaults === 'unaffected' ? 'as ever' : 'off while it is enabled'],
  ]
}

function enabling(enableCap: Behaviour['enableCap']): string {
  switch (enableCap.effect) {
    case 'nothing':
      return 'succeeds and changes nothing'
    case 'refused':
      return `fails with \`${enableCap.errno}\``
    case 'toggle':
      return `${enableCap.on} in \`args[0]\` turns it on, ${enableCap.off} off; other arguments: ${enableCap.otherArguments}, flags: ${enableCap.flags}`
  }
}
