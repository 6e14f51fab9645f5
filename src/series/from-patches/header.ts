/** What patches add to uapi headers, as a series' data. */

import {
  type ConstantData,
  type Field,
  type HeaderData,
  type IoctlData,
  isComposite,
  type MemberData,
  type NumberedData,
  type Place,
  type StructData,
} from '../../model/index.ts'
import {
  type HunkMacro,
  type HunkStruct,
  kvmHeader,
  memberDataAt,
  type NewIoctl,
  newIoctls,
  newMacros,
  newStructs,
  type PatchFacts,
  patchAddition,
} from '../../uapi/index.ts'
import {structFromDocument} from '../from-document.ts'
import {misfit} from '../header-problems.ts'
import {constantSchema, fits, ioctlSchema, numberedSchema, structSchema} from '../schema.ts'
import type {Say} from './index.ts'
import {type Found, latest} from './latest.ts'

interface NewStruct extends Found<StructData> {
  readonly extent: Place
  readonly fields: readonly Field[]
}

export function importHeader(patches: readonly PatchFacts[], say: Say): HeaderData {
  const structs = patches.flatMap((input) => structsOf(input, say))
  const numbers = patchAddition(patches, undefined, []).shown.filter(({added}) => added)
  const numbered = (kind: 'capability' | 'exit') =>
    latest(
      numbers.flatMap(({kind: own, name, number, place}): Found<NumberedData>[] =>
        own === kind && fits(numberedSchema, {name, number}) ? [{item: {name, number}, place}] : [],
      ),
      say,
    )
  const named = new Set(numbers.map(({name}) => name))
  return {
    structs: latest(structs, say),
    ioctls: latest(
      patches.flatMap(newIoctls).flatMap((ioctl) => ioctlOf(ioctl, say)),
      say,
    ),
    capabilities: numbered('capability'),
    exitReasons: numbered('exit'),
    constants: latest(
      patches.flatMap((input) =>
        newMacros(input)
          .filter(({name, ioctl, body}) => !ioctl && !named.has(name) && body !== '')
          .flatMap((macro) => constantOf(macro, structs, say)),
      ),
      say,
    ),
  }
}

/** `file` is said of what is not in KVM's own header. A place in a hunk begins with the path. */
function fileOf({file}: Place): {readonly file?: string} {
  const [path = file] = file.split('@@')
  return path === kvmHeader ? {} : {file: path}
}

function structsOf(input: PatchFacts, say: Say): readonly NewStruct[] {
  return structsNamed(input).flatMap((struct): NewStruct[] => {
    const {type, place, extent} = struct
    const name = nameOf(struct, input)
    if (name === undefined) return []
    const fields = type.fields ?? []
    const isPlain = type.kind === 'struct' && !type.packed && type.aligned === undefined
    const data = isPlain ? plainStruct(name, fields, false) : undefined
    if (data) return [{item: {...data, ...fileOf(place)}, place, extent, fields}]
    say(
      `Unexpected form of \`${type.kind} ${name}\`, expected a list of members without attributes: it is left out`,
      place,
    )
    return []
  })
}

/** Those that are new, and those that are given another name and are in sight as a whole. */
function structsNamed(input: PatchFacts): readonly HunkStruct[] {
  const whole = new Set(newStructs(input))
  const all = input.headers.flatMap(({structs}) => structs)
  return all.filter((struct) => whole.has(struct) || (struct.closed && isTagAdded(struct, input)))
}

/** A line that is only respelled names nothing new. */
export function isTagAdded({tag, type, place}: HunkStruct, {headers, view}: PatchFacts): boolean {
  if (tag === undefined || !view.isAdded(place)) return false
  const before = new RegExp(`\\b${type.kind}\\s+${tag}\\s*\\{`)
  return !headers.some((header) =>
    header.view.hunk.lines.some(({kind, text}) => kind === 'removed' && before.test(text)),
  )
}

/** `kvm_run.memory_fault` where the comment above a struct without a tag names an exit; other such structs are a part of one. */
function nameOf({tag, place}: HunkStruct, {headers, prefix}: PatchFacts): string | undefined {
  if (tag !== undefined) return tag
  const header = headers.find(({view}) => view.name === place.file)
  const member = header?.members.find(({field}) => field.place.offset === place.offset)?.field
  return member?.comment?.includes(`${prefix}_EXIT_`) ? `${prefix.toLowerCase()}_run.${member.name}` : undefined
}

/** A list of members. Comments beside them are the series' where they stand in the document, on one line. */
export function plainStruct(name: string, fields: readonly Field[], commented: boolean): StructData | undefined {
  const members = structFromDocument(name, fields)?.members.map((member) => said(member, commented))
  const struct = members && {name, members}
  return struct && fits(structSchema, struct) ? struct : undefined
}

function said({comment, ...member}: MemberData, commented: boolean): MemberData {
  const inner = 'members' in member ? {...member, members: member.members.map((one) => said(one, commented))} : member
  return commented && comment !== undefined && !comment.includes('\n') ? {...inner, comment} : inner
}

function ioctlOf(
  {name, place, body, ioctl: {macro, number, argument}}: NewIoctl,
  say: Say,
): readonly Found<IoctlData>[] {
  const item = {name, macro, number, ...(argument !== undefined && {argument}), ...fileOf(place)}
  if (/\(\s*KVMIO\b/.test(body) && fits(ioctlSchema, item)) return [{item, place}]
  say(`Unexpected form of \`${name}\`, expected a number of KVMIO and a type: it is left out`, place)
  return []
}

function constantOf(macro: HunkMacro, structs: readonly NewStruct[], say: Say): readonly Found<ConstantData>[] {
  const {name, place, value, parameters} = macro
  const struct = structs.find(
    ({extent}) => extent.file === place.file && extent.offset < place.offset && place.offset < extent.endOffset,
  )
  const above = struct && memberBelow(place, struct.fields)
  const data = above === undefined ? undefined : memberDataAt(struct?.item.members ?? [], above)
  const problem = data && value !== undefined ? misfit(value, data) : undefined
  if (problem !== undefined) say(`${problem}: \`${name}\` is none of its values`, place)
  const member = problem === undefined ? above : undefined
  const item = {
    name,
    value: expressionOf(macro),
    role: roleOf(name, value, member),
    ...(struct && member !== undefined && {member: `${struct.item.name}.${member}`}),
    ...(struct ? {} : fileOf(place)),
  }
  if (parameters === undefined && value !== undefined && fits(constantSchema, item)) return [{item, place}]
  say(`Unexpected form of \`${name}\`, expected an expression whose value the patch decides: it is left out`, place)
  return []
}

/** The path of the member that comes first behind a place; what a struct holds comes before its name. */
function memberBelow(
  {offset}: Pick<Place, 'offset'>,
  fields: readonly Field[],
  path: readonly string[] = [],
): string | undefined {
  for (const {name, type, place} of fields) {
    const own = name === undefined ? path : [...path, name]
    const inner = isComposite(type) ? memberBelow({offset}, type.fields ?? [], own) : undefined
    if (inner !== undefined) return inner
    if (name !== undefined && place.offset > offset) return own.join('.')
  }
  return undefined
}

/** As written, without the parentheses around it; where it needs other names, its value. */
function expressionOf({body, value}: HunkMacro): string {
  const bare = /^\(([^()]*)\)$/.exec(body)?.[1] ?? body
  // Only the tokens are known, not the blanks between them.
  return /\b[A-Za-z_]/.test(bare) ? String(value) : bare.replaceAll(/(?<=[\w)])\s*(<<|>>|[-+*|&^])\s*/g, ' $1 ')
}

/** A member called flags takes flags; any other that constants stand above takes codes. */
function roleOf(name: string, value: bigint | undefined, member: string | undefined): ConstantData['role'] {
  const isBit = value !== undefined && value > 0n && (value & (value - 1n)) === 0n
  if (isBit && (member === undefined ? /_FLAGS?(?:_|$)/.test(name) : /flags?$/.test(member))) return 'flag'
  return member === undefined || /flags?$/.test(member) ? 'value' : 'code'
}
