/** Which ioctls are served, by asking the dispatchers for each name that they know. */

import type {Copy, Descriptor, Refusal, ServedIoctl} from '../../model/index.ts'
import type {Hit, Summary} from './activation.ts'
import {areComplete, errnoOf, errnosOf, type Outcome} from './errnos.ts'
import {guardOf} from './guard.ts'
import type {Interpretation, Question} from './interpretation.ts'
import {once} from './once.ts'
import {argument, canSucceed, constant, unknown} from './value.ts'

interface EntryPoint {
  readonly descriptor: Descriptor
  readonly question: Question
}

/** The functions behind `unlocked_ioctl` of KVM's files. */
const entryPoints: readonly EntryPoint[] = [
  entryPoint('kvm_dev_ioctl', 'system'),
  entryPoint('kvm_vm_ioctl', 'vm'),
  entryPoint('kvm_vcpu_ioctl', 'vcpu'),
  entryPoint('kvm_device_ioctl', 'device'),
]

/** `long f(struct file *file, unsigned int ioctl, unsigned long argument)` */
function entryPoint(name: string, descriptor: Descriptor): EntryPoint {
  return {descriptor, question: {entryPoint: name, values: (ioctl) => [unknown, constant(ioctl), argument]}}
}

interface Found {
  readonly name: string
  readonly descriptor: Descriptor
  readonly hit: Hit
  readonly runs: Run[]
}

/** One architecture's way to the `case`, and how to ask for what happens behind it. */
interface Run extends Outcome {
  readonly details: () => Summary
}

export function readIoctls(interpretations: readonly Interpretation[]): readonly ServedIoctl[] {
  const found = new Map<string, Found>()
  for (const interpretation of interpretations) {
    for (const {descriptor, question} of entryPoints) {
      for (const {name, hit, summary} of interpretation.answers(question)) {
        const key = `${descriptor} ${name} ${hit.file.path} ${hit.start}`
        let entry = found.get(key)
        if (entry === undefined) {
          entry = {name, descriptor, hit, runs: []}
          found.set(key, entry)
        }
        const details = () => interpretation.details(question, name)
        entry.runs.push({architecture: interpretation.program.architecture, summary, details})
      }
    }
  }
  return [...found.values()].map(ioctlOf)
}

function ioctlOf({name, descriptor, hit, runs}: Found): ServedIoctl {
  const serving = runs.filter(({summary}) => canSucceed(summary.value) && !summary.idle)
  const place = once(() => hit.file.place(hit.start, hit.end))
  const guard = guardOf(hit.file, hit.start)
  // Most ioctls are never asked what they copy and return.
  const details = once(() => serving.map((run) => ({...run, summary: run.details()})))
  return {
    name,
    get place() {
      return place()
    },
    descriptors: [descriptor],
    architectures: serving.map(({architecture}) => architecture),
    refused: runs.filter((run) => !serving.includes(run)).map(refusalOf),
    ...(guard === undefined ? {} : {guard}),
    get errnos() {
      return errnosOf(details())
    },
    get errnosComplete() {
      return areComplete(details())
    },
    get copies() {
      return copiesOf(details())
    },
    get copiesComplete() {
      return details().every(({summary}) => !summary.escapes)
    },
  }
}

function refusalOf({architecture, summary}: Run): Refusal {
  return {architecture, errnos: summary.value.errnos.map(errnoOf)}
}

function copiesOf(runs: readonly Run[]): readonly Copy[] {
  const found = new Map<string, Copy>()
  for (const {summary} of runs) {
    for (const {direction, type, file, start, end} of summary.copies) {
      const key = `${file.path} ${start}`
      if (found.has(key)) continue
      found.set(key, {direction, ...(type === undefined ? {} : {type}), place: file.place(start, end)})
    }
  }
  return [...found.values()]
}
