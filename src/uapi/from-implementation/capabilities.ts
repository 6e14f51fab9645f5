/** Which capabilities are answered and which can be enabled, by asking for each name that the functions for it know. */

import type {AnsweredCapability, Architecture, Descriptor} from '../../model/index.ts'
import type {Hit, Summary} from './activation.ts'
import {guardOf} from './guard.ts'
import type {Interpretation} from './interpreter.ts'
import {canSucceed, constant, other, unknown, type Value} from './value.ts'

interface Kind {
  readonly entryPoint: string
  readonly operation: AnsweredCapability['operation']
  readonly target?: Descriptor
  readonly values: (capability: string) => readonly Value[]
  readonly isYes: (answer: Value) => boolean
}

/** A pointer to a `struct kvm_enable_cap`. */
const request = (capability: string): Value => ({...other, member: {name: 'cap', value: capability}})

const kinds: readonly Kind[] = [
  {
    entryPoint: 'kvm_vm_ioctl_check_extension_generic',
    operation: 'check',
    values: (capability) => [unknown, constant(capability)],
    isYes: (answer) => answer.other || answer.unknown,
  },
  {
    entryPoint: 'kvm_vm_ioctl_enable_cap_generic',
    operation: 'enable',
    target: 'vm',
    values: (capability) => [unknown, request(capability)],
    isYes: canSucceed,
  },
  {
    entryPoint: 'kvm_vcpu_ioctl_enable_cap',
    operation: 'enable',
    target: 'vcpu',
    values: (capability) => [unknown, request(capability)],
    isYes: canSucceed,
  },
]

/** No capability has this name. */
const nobody = '?'

interface Found {
  readonly name: string
  readonly kind: Kind
  readonly hit: Hit
  readonly architectures: Architecture[]
}

export function readCapabilities(interpretations: readonly Interpretation[]): readonly AnsweredCapability[] {
  const found = new Map<string, Found>()
  for (const interpretation of interpretations) {
    const {architecture} = interpretation.program
    for (const kind of kinds) {
      const {entryPoint, values, isYes} = kind
      const ask = (selector: string): Summary | undefined =>
        interpretation.ask({entryPoint, selector, values: values(selector)}, 'dispatch')
      for (const name of ask(nobody)?.labels ?? []) {
        const summary = ask(name)
        const hit = summary?.hits[0]
        if (summary === undefined || hit === undefined || !isYes(summary.value)) continue
        const key = `${entryPoint} ${name} ${hit.file.path} ${hit.start}`
        const known = found.get(key)
        if (known === undefined) found.set(key, {name, kind, hit, architectures: [architecture]})
        else known.architectures.push(architecture)
      }
    }
  }
  return [...found.values()].map(({name, kind: {operation, target}, hit, architectures}) => {
    const guard = guardOf(hit.file, hit.start)
    return {
      name,
      operation,
      place: hit.file.place(hit.start, hit.end),
      architectures,
      ...(target === undefined ? {} : {target: [target]}),
      ...(guard === undefined ? {} : {guard}),
    }
  })
}
