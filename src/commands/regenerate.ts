/**
 * `--fix` and `--patch` without files: the structs of a document that disagree, rewritten until none is left that can be.
 * Each result is read again before it is taken, so that nothing is written that would not do what it is for.
 */

import type {Finding} from '../model/index.ts'
import {SourceText} from '../read/c/index.ts'
import {type RegenerableStruct, regenerableStructs} from '../rules/index.ts'
import {readDocument, type TreeInput} from '../uapi/index.ts'
import {applyEdits, areApart, regenerateStruct, type TextEdit} from '../write/index.ts'

/** A document as it stands at one moment. */
export interface Draft {
  readonly text: string
  readonly input: TreeInput
}

export interface Regeneration extends Draft {
  /** Structs that were rewritten, in the document's order, as they were at first. */
  readonly structs: readonly RegenerableStruct[]
  /** What was left as it is, and why. */
  readonly left: readonly Left[]
}

export interface Left {
  /** As it was found at first. */
  readonly before: Finding
  /** As it is found in the result, where lines above it may have come or gone. */
  readonly after: Finding
  readonly reason: string
}

/** `findingsOf`: what is to be put right, in the severities that the user gave. */
export function regenerate(draft: Draft, findingsOf: (input: TreeInput) => readonly Finding[]): Regeneration {
  const structs = new Map<string, RegenerableStruct>()
  const left: Reasons = new Map()
  let current: Judged = {...draft, findings: findingsOf(draft.input)}
  for (let pass = 0; pass < passes; pass++) {
    const changes = apart(changesOf(current, left))
    const made: Change[] = []
    const before = current
    const accept = (more: readonly Change[]): boolean => {
      const next = draftWith(before, [...made, ...more], findingsOf)
      if (!isBetter(before, next, [...made, ...more])) return false
      made.push(...more)
      current = next
      return true
    }
    if (changes.length > 0 && !accept(changes)) {
      // One of them spoils it: all others are made.
      for (const change of changes) if (!accept([change])) leave(change, 'the result would still disagree', left)
    }
    if (made.length === 0) break
    for (const {key, struct} of made) if (!structs.has(key)) structs.set(key, struct)
  }
  return {...current, structs: [...structs.values()].sort(byPlace), left: leftIn(current, left)}
}

/** A change may uncover a disagreement that it hid: reserved space that is too long by the member that was missing. */
const passes = 8

interface Judged extends Draft {
  readonly findings: readonly Finding[]
}

interface Change {
  /** The struct's name, and the how-manieth of that name it is: places change from pass to pass. */
  readonly key: string
  readonly struct: RegenerableStruct
  readonly edits: readonly TextEdit[]
  /** What the edits put right. */
  readonly findings: readonly Finding[]
}

/** Why a finding of a struct cannot be put right, by both. */
type Reasons = Map<string, {readonly before: Finding; readonly reason: string}>

function changesOf({text, input, findings}: Judged, left: Reasons): readonly Change[] {
  const source = new SourceText(input.document.file, text)
  return regenerableStructs(input, findings).flatMap((struct) => {
    const key = keyOf(input, struct)
    const wanted = struct.differences.filter(({finding}) => !finding || !left.has(reasonKey(key, finding)))
    const differences = wanted.map(({difference}) => difference)
    const {edits, refusals} = regenerateStruct(source, struct.document, differences)
    const refused = new Map(refusals.map(({disagreement, reason}) => [disagreement, reason]))
    const done: Finding[] = []
    for (const {difference, finding} of wanted) {
      const reason = refused.get(difference)
      if (!finding) continue
      if (reason === undefined) done.push(finding)
      else left.set(reasonKey(key, finding), {before: finding, reason})
    }
    return edits.length > 0 ? [{key, struct, edits, findings: done}] : []
  })
}

function keyOf({document}: TreeInput, struct: RegenerableStruct): string {
  const {name} = struct.document
  return `${name} ${document.structs.named(name).indexOf(struct.document)}`
}

const reasonKey = (key: string, {rule, symbol}: Finding): string => `${key} ${rule} ${symbol}`

function leftIn({input, findings}: Judged, left: Reasons): readonly Left[] {
  return regenerableStructs(input, findings).flatMap((struct) => {
    const key = keyOf(input, struct)
    return struct.differences.flatMap(({finding}) => {
      const reason = finding && left.get(reasonKey(key, finding))
      return reason ? [{...reason, after: finding}] : []
    })
  })
}

/**
 * A struct that is defined inside of another may be part of what the other changes, or lack what the other lacks: it
 * waits for the next pass.
 */
function apart(changes: readonly Change[]): readonly Change[] {
  const chosen: Change[] = []
  const insertions = new Set<number>()
  for (const change of changes) {
    const own = change.edits.filter(({start, end}) => start === end).map(({start}) => start)
    if (own.some((start) => insertions.has(start))) continue
    if (!areApart([...chosen, change].flatMap(({edits}) => edits))) continue
    for (const start of own) insertions.add(start)
    chosen.push(change)
  }
  return chosen
}

function leave({key, findings}: Change, reason: string, left: Reasons): void {
  for (const finding of findings) left.set(reasonKey(key, finding), {before: finding, reason})
}

function draftWith(
  {text, input}: Draft,
  changes: readonly Change[],
  findingsOf: (input: TreeInput) => readonly Finding[],
): Judged {
  const edited = applyEdits(
    text,
    changes.flatMap(({edits}) => edits),
  )
  const {prefix, document} = input
  const next = {...input, document: readDocument(edited, document.file, {prefix})}
  return {text: edited, input: next, findings: findingsOf(next)}
}

/** Every finding that was worked on is gone, and the markup is as sound as before. */
function isBetter(before: Judged, after: Judged, changes: readonly Change[]): boolean {
  const [old, now] = [before.input.document, after.input.document]
  if (now.problems.length > old.problems.length || now.sections.length !== old.sections.length) return false
  const counts = new Map<string, number>()
  const count = (findings: readonly Finding[], by: number): void => {
    for (const {rule, symbol} of findings) counts.set(`${rule} ${symbol}`, (counts.get(`${rule} ${symbol}`) ?? 0) + by)
  }
  count(before.findings, 1)
  for (const {findings} of changes) count(findings, -1)
  count(after.findings, -1)
  return changes.every(({findings}) => findings.every(({rule, symbol}) => (counts.get(`${rule} ${symbol}`) ?? 0) >= 0))
}

function byPlace(one: RegenerableStruct, other: RegenerableStruct): number {
  return one.document.place.offset - other.document.place.offset
}
