/** Names that the implementation itself defines: constants, module parameters, configuration symbols. */

import type {Architecture, Constant, Occurrence} from '../../model/index.ts'
import type {ScannedFile} from '../../read/c/index.ts'
import type {FileGroup, Sources} from './sources.ts'

/** `KVM_MAX_VCPU_IDS`, `__KVM_HAVE_IRQ_LINE`, `MIPS_KVM_X`. */
const ownName = 'KVM'

interface Group {
  readonly architectures: readonly Architecture[]
  readonly group: FileGroup
}

/** The generic part belongs to all architectures: it names none. */
function groupsOf({generic, architectures}: Sources): readonly Group[] {
  return [
    {architectures: [], group: generic},
    ...[...architectures].map(([architecture, group]) => ({architectures: [architecture], group})),
  ]
}

function occurrence<Name extends string>(
  name: Name,
  file: ScannedFile,
  {start, end}: {readonly start: number; readonly end: number},
  architectures: readonly Architecture[],
): Occurrence {
  return {
    name,
    // Lines are counted only for those few that somebody points at.
    get place() {
      return file.place(start, end)
    },
    ...(architectures.length > 0 ? {architectures} : {}),
  }
}

/** `#define`s and enumerators, outside of the uapi headers. */
export function readConstants(sources: Sources): readonly Constant[] {
  const constants: Constant[] = []
  for (const {architectures, group} of groupsOf(sources)) {
    for (const file of [...group.code, ...group.headers]) {
      if (file.path.includes('/uapi/') || !file.has(ownName)) continue
      for (const definition of file.definitions) {
        if (!definition.name.includes(ownName)) continue
        constants.push(constantOf('define', occurrence(definition.name, file, definition, architectures)))
      }
      for (const enumerator of file.enumerators(ownName)) {
        if (!enumerator.name.includes(ownName)) continue
        constants.push(constantOf('enumerator', occurrence(enumerator.name, file, enumerator, architectures)))
      }
    }
  }
  return constants
}

function constantOf(form: Constant['form'], found: Occurrence): Constant {
  return Object.defineProperties({form}, Object.getOwnPropertyDescriptors(found)) as Constant
}

/** Whether a header of the kernel's own defines a struct; what is in it is nobody's business here. */
export function definesStruct(sources: Sources, tag: string): boolean {
  return groupsOf(sources).some(({group}) =>
    group.headers.some((file) => file.has(`struct ${tag}`) && file.structs().some((source) => source.tag === tag)),
  )
}

/** include/linux/moduleparam.h; the name comes first in all of them. */
const parameterMacros = [
  'module_param',
  'module_param_named',
  'module_param_cb',
  'module_param_string',
  'module_param_array',
]

export function readModuleParameters(sources: Sources): readonly Occurrence[] {
  const parameters: Occurrence[] = []
  for (const {architectures, group} of groupsOf(sources)) {
    for (const file of group.code) {
      if (!file.has('module_param')) continue
      for (const call of parameterMacros.flatMap((macro) => file.calls(macro))) {
        parameters.push(occurrence(call.argument, file, call, architectures))
      }
    }
  }
  return parameters
}

export function readConfigurationSymbols(sources: Sources): readonly Occurrence[] {
  return groupsOf(sources).flatMap(({architectures, group}) =>
    group.kconfig.entries.map(({name, place}) => ({
      name,
      place,
      ...(architectures.length > 0 ? {architectures} : {}),
    })),
  )
}
