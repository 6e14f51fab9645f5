/** The members of the structs that hold KVM's state in the kernel, with the conditionals around them. */

import type {Architecture, Field, HostMember} from '../../model/index.ts'
import {type AggregateSource, fieldsOf, parseFragments, type ScannedFile} from '../../read/c/index.ts'
import {guardOf} from './guard.ts'
import type {Sources} from './sources.ts'

const hostStructs = new Set(['kvm', 'kvm_vcpu', 'kvm_arch', 'kvm_vcpu_arch', 'kvm_memory_slot'])

export function readHostMembers({generic, architectures}: Sources): readonly HostMember[] {
  return [
    ...generic.headers.flatMap((file) => membersIn(file, undefined)),
    ...[...architectures].flatMap(([architecture, {headers}]) =>
      headers.flatMap((file) => membersIn(file, architecture)),
    ),
  ]
}

function membersIn(file: ScannedFile, architecture: Architecture | undefined): readonly HostMember[] {
  const sources = file.structs().filter(({tag}) => tag !== undefined && hostStructs.has(tag))
  return sources.flatMap((source) => {
    const struct = source.tag ?? ''
    return namedFields(fieldsIn(file, source)).map((field): HostMember => {
      const guard = guardOf(file, field.place.offset)
      return {
        name: field.name,
        struct,
        field,
        place: field.place,
        ...(guard === undefined ? {} : {guard}),
        ...(architecture === undefined ? {} : {architectures: [architecture]}),
      }
    })
  })
}

function fieldsIn(file: ScannedFile, {start, bodyEnd}: AggregateSource): readonly Field[] {
  const code = parseFragments(file.source, [{start, end: bodyEnd}])
  return code.items.flatMap((item) => {
    if (item.kind !== 'declaration' || item.specifier.kind !== 'struct' || !item.specifier.items) return []
    return fieldsOf(item.specifier.items, code)
  })
}

/** Members of anonymous structs and unions are the outer struct's (C11 6.7.2.1, 13). */
function namedFields(fields: readonly Field[]): readonly (Field & {readonly name: string})[] {
  return fields.flatMap((field) => {
    const {name, type} = field
    if (name !== undefined) return [{...field, name}]
    return type.kind === 'struct' || type.kind === 'union' ? namedFields(type.fields ?? []) : []
  })
}
