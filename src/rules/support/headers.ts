/** Questions that rules ask of all architectures' headers at once. */

import type {Architecture, Capability, Constant, ExitReason, Ioctl, Struct, Uapi} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'

type Noun = 'ioctls' | 'capabilities' | 'exitReasons' | 'structs' | 'constants'

interface Items {
  readonly ioctls: Ioctl
  readonly capabilities: Capability
  readonly exitReasons: ExitReason
  readonly structs: Struct
  readonly constants: Constant
}

/** What a header of any architecture says under a name, with the architectures that say it, the first place first. */
export function inHeaders<N extends Noun>(
  input: TreeInput,
  noun: N,
  name: string,
): readonly {readonly item: Items[N]; readonly architectures: readonly Architecture[]}[] {
  const byPlace = new Map<string, {item: Items[N]; architectures: Architecture[]}>()
  for (const [architecture, header] of input.headers) {
    for (const item of header[noun].named(name) as readonly Items[N][]) {
      const key = `${item.place.file}:${item.place.offset}`
      const found = byPlace.get(key)
      if (found) found.architectures.push(architecture)
      else byPlace.set(key, {item, architectures: [architecture]})
    }
  }
  return [...byPlace.values()]
}

/** Whether any header defines the name as anything. */
export function isDefined(input: TreeInput, name: string): boolean {
  for (const header of input.headers.values()) if (definesName(header, name)) return true
  return false
}

function definesName(header: Uapi, name: string): boolean {
  return (
    header.constants.has(name) ||
    header.ioctls.has(name) ||
    header.capabilities.has(name) ||
    header.exitReasons.has(name) ||
    header.structs.has(name)
  )
}

/** Every name of a kind, over all architectures. */
export function namesInHeaders(input: TreeInput, noun: Noun): ReadonlySet<string> {
  const names = new Set<string>()
  for (const header of input.headers.values()) for (const name of header[noun].names) names.add(name)
  return names
}

/** Every occurrence of a kind, one a name, at its first place. */
export function headerNames<N extends Noun>(input: TreeInput, noun: N): readonly Items[N][] {
  const first = new Map<string, Items[N]>()
  for (const header of input.headers.values()) {
    for (const item of header[noun].all as readonly Items[N][]) if (!first.has(item.name)) first.set(item.name, item)
  }
  return [...first.values()]
}
