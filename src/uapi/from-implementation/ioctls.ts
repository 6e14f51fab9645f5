/** Which ioctls are served, by asking the dispatchers for each name that they know. */

import type {Architecture, Copy, Descriptor, Errno, Refusal, ReturnedErrno, ServedIoctl} from '../../model/index.ts'
import type {Hit, Summary} from './activation.ts'
import {guardOf} from './guard.ts'
import {type Memory, run} from './interpreter.ts'
import type {Program} from './program.ts'
import {argument, canSucceed, constant, type ErrnoValue, unknown} from './value.ts'

/** The functions behind `unlocked_ioctl` of KVM's files: `(file, ioctl, argument)`. */
const entryPoints: readonly {readonly name: string; readonly descriptor: Descriptor}[] = [
  {name: 'kvm_dev_ioctl', descriptor: 'system'},
  {name: 'kvm_vm_ioctl', descriptor: 'vm'},
  {name: 'kvm_vcpu_ioctl', descriptor: 'vcpu'},
  {name: 'kvm_device_ioctl', descriptor: 'device'},
]

/** No ioctl has this name: it takes the path of those that nobody knows. */
const nobody = '?'

interface Served {
  readonly name: string
  readonly descriptor: Descriptor
  readonly hit: Hit
  readonly runs: {readonly architecture: Architecture; readonly summary: Summary}[]
}

export function readIoctls(
  programs: readonly {readonly program: Program; readonly memory: Memory}[],
): readonly ServedIoctl[] {
  const served = new Map<string, Served>()
  for (const {program, memory} of programs) {
    for (const {name: entryPoint, descriptor} of entryPoints) {
      const ask = (ioctl: string): Summary | undefined =>
        run(program, memory, entryPoint, ioctl, [unknown, constant(ioctl), argument])
      for (const name of ask(nobody)?.labels ?? []) {
        const summary = ask(name)
        // The first to take it is the dispatcher; later ones tell it from others of the same `case`.
        const hit = summary?.hits[0]
        if (summary === undefined || hit === undefined) continue
        const key = `${descriptor} ${name} ${hit.file.path} ${hit.start}`
        let entry = served.get(key)
        if (entry === undefined) {
          entry = {name, descriptor, hit, runs: []}
          served.set(key, entry)
        }
        entry.runs.push({architecture: program.architecture, summary})
      }
    }
  }
  return [...served.values()].map(ioctlOf)
}

function ioctlOf({name, descriptor, hit, runs}: Served): ServedIoctl {
  const serving = runs.filter(({summary}) => canSucceed(summary.value))
  const guard = guardOf(hit.file, hit.start)
  return {
    name,
    place: hit.file.place(hit.start, hit.end),
    descriptors: [descriptor],
    architectures: serving.map(({architecture}) => architecture),
    refused: runs.filter((one) => !serving.includes(one)).map(refusalOf),
    ...(guard === undefined ? {} : {guard}),
    errnos: errnosOf(serving),
    errnosComplete: serving.every(({summary}) => !summary.value.unknown),
    copies: copiesOf(serving),
    copiesComplete: serving.every(({summary}) => !summary.escapes),
  }
}

function refusalOf({architecture, summary}: Served['runs'][number]): Refusal {
  return {architecture, errnos: summary.value.errnos.map(errnoOf)}
}

function errnoOf({name, file, start, end}: ErrnoValue): Errno {
  return {name, place: file.place(start, end)}
}

/** One for each errno and place, with the architectures that it was found on. */
function errnosOf(runs: Served['runs']): readonly ReturnedErrno[] {
  const found = new Map<string, {errno: ErrnoValue; architectures: Architecture[]}>()
  for (const {architecture, summary} of runs) {
    for (const errno of summary.value.errnos) {
      const key = `${errno.name} ${errno.file.path} ${errno.start}`
      const known = found.get(key)
      if (known === undefined) found.set(key, {errno, architectures: [architecture]})
      else known.architectures.push(architecture)
    }
  }
  return [...found.values()].map(({errno, architectures}) => ({...errnoOf(errno), architectures}))
}

function copiesOf(runs: Served['runs']): readonly Copy[] {
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
