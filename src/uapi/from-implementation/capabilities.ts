/** Which capabilities are answered and which can be enabled, by asking for each name that the functions for it know. */

import type {AnsweredCapability, Descriptor} from '../../model/index.ts'
import type {Hit} from './activation.ts'
import {areComplete, errnosOf} from './errnos.ts'
import {guardOf} from './guard.ts'
import type {Interpretation, Question} from './interpretation.ts'
import {once} from './once.ts'
import {canSucceed, constant, other, unknown, type Value} from './value.ts'

interface Kind extends Question {
  readonly operation: AnsweredCapability['operation']
  readonly target?: Descriptor
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

interface Found {
  readonly name: string
  readonly kind: Kind
  readonly hit: Hit
  readonly interpretations: Interpretation[]
}

export function readCapabilities(interpretations: readonly Interpretation[]): readonly AnsweredCapability[] {
  const found = new Map<string, Found>()
  for (const interpretation of interpretations) {
    for (const kind of kinds) {
      for (const {name, hit, summary} of interpretation.answers(kind)) {
        if (!kind.isYes(summary.value)) continue
        const key = `${kind.entryPoint} ${name} ${hit.file.path} ${hit.start}`
        const known = found.get(key)
        if (known === undefined) found.set(key, {name, kind, hit, interpretations: [interpretation]})
        else known.interpretations.push(interpretation)
      }
    }
  }
  return [...found.values()].map(capabilityOf)
}

function capabilityOf({name, kind, hit, interpretations}: Found): AnsweredCapability {
  const {operation, target} = kind
  const place = once(() => hit.file.place(hit.start, hit.end))
  const guard = guardOf(hit.file, hit.start)
  const outcomes = once(() =>
    interpretations.map((interpretation) => ({
      architecture: interpretation.program.architecture,
      summary: interpretation.details(kind, name),
    })),
  )
  return {
    name,
    operation,
    get place() {
      return place()
    },
    architectures: interpretations.map(({program}) => program.architecture),
    ...(target === undefined ? {} : {target: [target]}),
    ...(guard === undefined ? {} : {guard}),
    get errnos() {
      return errnosOf(outcomes())
    },
    get errnosComplete() {
      return areComplete(outcomes())
    },
  }
}
