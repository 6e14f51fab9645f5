/** The skeleton of an ioctl: who serves it, what its number encodes, what its handlers copy and return. */

import type {Direction, Ioctl, IoctlSectionData, Place, ServedIoctl} from '../../model/index.ts'
import {rangeText} from '../../read/c/index.ts'
import {endOfLine, startOfLine} from '../c/chunk.ts'
import {spell} from '../c/spell.ts'
import {
  architecturesText,
  at,
  definedIn,
  errnoValues,
  gap,
  onArchitectures,
  type Skeleton,
  type SkeletonSource,
  unique,
} from './skeleton.ts'

export type IoctlIdentity = Pick<IoctlSectionData, 'kind' | 'name' | 'number'>

/** `undefined` where no header defines it. */
export function ioctlSkeleton(name: string, source: SkeletonSource): Skeleton<IoctlIdentity> | undefined {
  const {input} = source
  const defined = definedIn(input, name, ({ioctls}) => ioctls)
  if (!defined) return undefined
  const handlers = input.implementation?.ioctls.named(name) ?? []
  const served = handlers.filter((handler) => handler.architectures.length > 0)
  const architectures = unique(served.flatMap((handler) => handler.architectures))
  const descriptors = unique((served.length > 0 ? served : handlers).flatMap((handler) => handler.descriptors))
  const tag = defined.argument?.kind === 'struct' ? defined.argument.name : undefined
  const struct = tag === undefined ? undefined : definedIn(input, tag, ({structs}) => structs, architectures)
  const refused = handlers.flatMap((handler) => handler.refused.flatMap((refusal) => refusal.errnos))
  const returned = served.length > 0 ? served.flatMap((handler) => handler.errnos) : refused
  const text = struct?.extent && textAt(struct.extent, source)
  const number = encoding(defined.place, name, source)
  return {
    section: {kind: 'ioctl', name, number: {chapter: 4, number: 'open'}},
    values: {
      name,
      facts: [
        ['Capability', capabilityAbove(defined.place, source) ?? gap('its capability, or basic')],
        ['Architectures', handlers.length > 0 ? architecturesText(input, architectures) || 'none' : gap('which')],
        ['Type', descriptors.length > 0 ? `${descriptors.join(', ')} ioctl` : gap('which file descriptor it is for')],
        ['Parameters', parameterText(defined, served) ?? gap('none, or the value that it takes')],
        ['Returns', gap('0 on success, or what else; -1 on error')],
      ],
      ...errnoValues(returned),
      ...(text === undefined ? {} : {struct: text}),
      description: [
        gap(`what \`${number}\` does, and when userspace calls it.`),
        ...(text === undefined ? [] : [gap('what each member means, and what is refused.')]),
      ].join('\n\n'),
    },
    remarks: [
      `\`${name}\` is \`${number}\` (${at(defined.place)})`,
      ...handlers.map(
        (handler) =>
          `\`${name}\` is a ${handler.descriptors[0]} ioctl ${onArchitectures(input, handler.architectures) || 'on no architecture'} (${at(handler.place)})`,
      ),
      ...(served.every(({errnosComplete}) => errnosComplete)
        ? []
        : [`\`${name}\` may return other errnos, too: not all that its handler calls could be followed`]),
    ],
  }
}

function textAt({file, offset, endOffset}: Place, {textOf}: SkeletonSource): string | undefined {
  return textOf(file)?.text.slice(offset, endOffset)
}

/** As it is defined: `_IOWR(KVMIO, 0x91, struct kvm_cpuid2)`. */
function encoding({file}: Place, name: string, {textOf}: SkeletonSource): string {
  const text = textOf(file)
  const define = text?.define(name)
  if (!text || !define) return name
  const body = rangeText(text.tree.tokens, define.body)
  // A name that stands for a number which nobody shall take again.
  const other = text.define(body)
  return (other ? rangeText(text.tree.tokens, other.body) : body).replaceAll(/,(?=\S)/g, ', ')
}

/** What the line above the definition says: that the ioctl is there with a capability. */
function capabilityAbove({file, offset}: Place, {textOf}: SkeletonSource): string | undefined {
  const text = textOf(file)?.text ?? ''
  const above = startOfLine(text, Math.max(0, startOfLine(text, offset) - 1))
  return /^\/\* Available with (\w+_CAP_\w+) \*\/$/.exec(text.slice(above, endOfLine(text, above)).trim())?.[1]
}

/** `undefined` where neither number nor handlers say that there is one: a value is copied nowhere. */
function parameterText(defined: Ioctl, served: readonly ServedIoctl[]): string | undefined {
  const copied = unique(served.flatMap(({copies}) => copies.flatMap(({type}) => type ?? [])))
  const encoded = defined.direction === 'none' ? undefined : argumentText(defined)
  const type = encoded ?? (copied.length === 1 ? copied[0] : undefined)
  const direction = copiedDirection(served) ?? defined.direction
  return type === undefined || direction === undefined || direction === 'none' ? undefined : `${type} (${direction})`
}

function argumentText({argument, place}: Ioctl): string | undefined {
  const spelling = argument && spell({name: undefined, type: argument, place})
  return spelling && `${spelling.specifier} ${spelling.declarator}`.trim()
}

/** What handlers do decides, since numbers that were defined wrong cannot change. */
function copiedDirection(served: readonly ServedIoctl[]): Direction | undefined {
  if (!served.every(({copiesComplete}) => copiesComplete)) return undefined
  const directions = unique(served.flatMap(({copies}) => copies.map(({direction}) => direction)))
  return directions.length === 2 ? 'in/out' : directions[0]
}
