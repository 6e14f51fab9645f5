/** What the code of patches does for what they add, as far as hunks tell. */

import {
  type AddedImplementation,
  type ArgumentCopies,
  type ClaimedExitData,
  Index,
  type ProducedExit,
} from '../../model/index.ts'
import type {Call} from '../../read/c/index.ts'
import {newExitData, newIoctls} from './added.ts'
import {addedErrnos} from './added-errnos.ts'
import {callsIn, expressionsOf, nameOfCall, piecesOf, sourceOf} from './code.ts'
import type {CodeHunk} from './code-hunk.ts'
import {enabledCapabilities} from './enabled.ts'
import type {PatchFacts} from './facts.ts'
import {copiesOf, handlersOf, isOfArgument, type UserCopy} from './handlers.ts'
import type {HunkStruct} from './header-hunk.ts'
import {addedHostMembers} from './host-members.ts'

export function addedImplementation(patches: readonly PatchFacts[]): AddedImplementation {
  return {
    hostMembers: new Index(addedHostMembers(patches)),
    enabled: new Index(patches.flatMap(enabledCapabilities)),
    exits: new Index(producedExits(patches)),
    errnos: new Index(addedErrnos(patches)),
    copies: new Index(argumentCopies(patches)),
  }
}

/**
 * Members are known to be left out where code of the patches sets others beside them; else of flags alone: those that
 * nothing sets have no bit either. The rest may be set by code of another series.
 */
function producedExits(patches: readonly PatchFacts[]): readonly ProducedExit[] {
  const set = new Set(patches.flatMap(membersSet))
  return patches.flatMap((input) =>
    newExitData(input).map((struct): ProducedExit => {
      const names = (struct.type.fields ?? []).flatMap(({name}) => name ?? [])
      const isProduced = names.some((name) => set.has(`${struct.name}.${name}`)) && !isUsedWhole(struct.name, patches)
      const asked = isProduced ? names : hasBits(struct, input) ? [] : names.filter((name) => name === 'flags')
      return {
        name: exitOf(struct, input),
        place: struct.place,
        condition: undefined,
        member: struct.name,
        unwritten: asked.filter(
          (name) => !set.has(`${struct.name}.${name}`) && !isMentioned(struct.name, name, patches),
        ),
      }
    }),
  )
}

/** Given away or copied, so that somebody else may write its members. */
function isUsedWhole(struct: string, patches: readonly PatchFacts[]): boolean {
  const whole = new RegExp(`(?:->|\\.)${struct}\\b(?!\\s*(?:\\.|->))`)
  return codeOf(patches).some((text) => whole.test(text))
}

/** Read, which is how userspace answers, or the start of a deeper member. */
function isMentioned(struct: string, member: string, patches: readonly PatchFacts[]): boolean {
  const mention = new RegExp(`(?:->|\\.)${struct}\\s*(?:\\.|->)\\s*${member}\\b`)
  return codeOf(patches).some((text) => mention.test(text))
}

const codeOf = (patches: readonly PatchFacts[]): readonly string[] =>
  patches.flatMap(({code}) => code.map(({view}) => view.text))

export function claimedExitData(input: PatchFacts): readonly ClaimedExitData[] {
  const {patch, view} = input
  return newExitData(input).map((struct) => ({
    member: struct.name,
    exit: exitOf(struct, input),
    type: struct.type,
    author: patch.mail.header.from,
    subject: patch.subject,
    place: view.locate(struct.place),
  }))
}

/** The comment above its data names it. */
function exitOf({name}: HunkStruct, {headers, prefix}: PatchFacts): string {
  const members = headers.flatMap((header) => header.members)
  const comment = members.find(({field, owner}) => field.name === name && owner === undefined)?.field.comment ?? ''
  return new RegExp(`${prefix}_EXIT_\\w+`).exec(comment)?.[0] ?? `${prefix}_RUN`
}

/** `run->memory_fault.flags = …`: `memory_fault.flags`. */
function membersSet(input: PatchFacts): readonly string[] {
  return [...piecesOf(input)].flatMap(({piece}) =>
    expressionsOf(piece.body).flatMap((expression) => {
      if (expression.kind !== 'binary' || !/^(?:[-+|&^]|<<|>>)?=$/.test(expression.operator)) return []
      const {left} = expression
      return left.kind === 'member' && left.object.kind === 'member' ? [`${left.object.name}.${left.name}`] : []
    }),
  )
}

/** A constant that is defined between the braces, or one that the patch adds with FLAG in its name. */
function hasBits({extent}: HunkStruct, {headers, view}: PatchFacts): boolean {
  return headers.some(({macros}) =>
    macros.some(
      ({name, place}) =>
        view.isAdded(place) &&
        (/_FLAGS?(?:_|$)/.test(name) ||
          (place.file === extent.file && place.offset > extent.offset && place.offset < extent.endOffset)),
    ),
  )
}

function argumentCopies(patches: readonly PatchFacts[]): readonly ArgumentCopies[] {
  return patches.flatMap(newIoctls).flatMap(({name, place, ioctl}): ArgumentCopies[] => {
    const handlers = ioctl.argument === undefined ? [] : handlersOf(patches, name)
    if (handlers.length === 0) return []
    const copies = handlers.flatMap(copiesOf).filter(isOfArgument)
    const placeOf = (direction: UserCopy['direction']) => {
      const copy = copies.find((one) => one.direction === direction)
      return copy?.code.hunk.place(copy.call.start, copy.call.end)
    }
    const complete = handlers.every(
      ({body, hunk}) => body.complete && !passesArgument(body.statements.flatMap(callsIn), hunk),
    )
    return [{name, place, fromUserspace: placeOf('in'), toUserspace: placeOf('out'), complete}]
  })
}

/** Whether another function than the copies themselves gets the argument's pointer and may copy back. */
function passesArgument(calls: readonly Call[], hunk: CodeHunk): boolean {
  return calls.some((call) => {
    const name = nameOfCall(call)
    if (name !== undefined && /^(?:copy_|get_user|put_user|v?memdup_user)/.test(name)) return false
    return call.arguments.some((argument) => /\bargp?\b/.test(sourceOf(hunk, argument)))
  })
}
