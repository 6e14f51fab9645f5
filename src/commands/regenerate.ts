/**
 * `--fix` and `--patch` without files: the structs of a document that disagree, rewritten until none is left that can be.
 * Each result is read again before it is taken, so that nothing is written that would not do what it is for.
 */

import type {DocumentedStruct, Finding, Struct} from '../model/index.ts'
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
  /** In the document's order. */
  readonly structs: readonly RewrittenStruct[]
  /** What was left as it is, and why. */
  readonly left: readonly Left[]
}

export interface RewrittenStruct {
  readonly before: DocumentedStruct
  readonly after: DocumentedStruct
  readonly header: Struct
  /** What was put right, as it was found at first; what that uncovered is left out. */
  readonly findings: readonly Finding[]
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
  const first: Judged = {...draft, findings: findingsOf(draft.input)}
  const all: Change[] = []
  const left = new Map<string, string>()
  let current = first
  for (let pass = 0; pass < passes; pass++) {
    const changes = apart(changesOf(current, left))
    if (changes.length === 0) break
    const made: Change[] = []
    const before = current
    const accept = (more: readonly Change[]): boolean => {
      const next = draftWith(before, [...made, ...more], findingsOf)
      if (!isBetter(before, next, [...made, ...more])) return false
      made.push(...more)
      current = next
      return true
    }
    if (!accept(changes)) {
      // One of them spoils it: all others are made.
      for (const change of changes) if (!accept([change])) leave(change, left)
    }
    all.push(...made)
  }
  return {...current, structs: rewritten(first, current, all), left: leftIn(first, current, left)}
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
type Reasons = Map<string, string>

function changesOf({text, input, findings}: Judged, left: Reasons): readonly Change[] {
  const source = new SourceText(input.document.file, text)
  return regenerableStructs(input, findings).flatMap((struct) => {
    const key = keyOf(input, struct)
    const wanted = struct.differences.filter(({finding}) => !finding || !left.has(findingKey(key, finding)))
    const differences = wanted.map(({difference}) => difference)
    const {edits, refusals} = regenerateStruct(source, struct.document, differences)
    const refused = new Map(refusals.map(({disagreement, reason}) => [disagreement, reason]))
    const done: Finding[] = []
    for (const {difference, finding} of wanted) {
      const reason = refused.get(difference)
      if (!finding) continue
      if (reason === undefined) done.push(finding)
      else left.set(findingKey(key, finding), reason)
    }
    return edits.length > 0 ? [{key, struct, edits, findings: done}] : []
  })
}

function keyOf({document}: TreeInput, struct: RegenerableStruct): string {
  const {name} = struct.document
  return `${name} ${document.structs.named(name).indexOf(struct.document)}`
}

/** The struct that a key stands for in another state of the document. */
function structAt({document}: TreeInput, key: string): DocumentedStruct | undefined {
  const [name = '', number] = key.split(' ')
  return document.structs.named(name)[Number(number)]
}

const findingKey = (key: string, {rule, symbol}: Finding): string => `${key} ${rule} ${symbol}`

function findingsByKey({input, findings}: Judged): ReadonlyMap<string, Finding> {
  return new Map(
    regenerableStructs(input, findings).flatMap((struct) => {
      const key = keyOf(input, struct)
      return struct.differences.flatMap(({finding}) => (finding ? [[findingKey(key, finding), finding] as const] : []))
    }),
  )
}

function rewritten(first: Judged, last: Judged, changes: readonly Change[]): readonly RewrittenStruct[] {
  const found = findingsByKey(first)
  const structs = new Map<string, RewrittenStruct & {readonly findings: Finding[]}>()
  for (const {key, struct, findings} of changes) {
    const before = structAt(first.input, key) ?? struct.document
    const after = structAt(last.input, key) ?? struct.document
    const known = structs.get(key) ?? {before, after, header: struct.header, findings: []}
    known.findings.push(...findings.flatMap((finding) => found.get(findingKey(key, finding)) ?? []))
    structs.set(key, known)
  }
  return [...structs.values()].sort((one, other) => one.before.place.offset - other.before.place.offset)
}

function leftIn(first: Judged, last: Judged, left: Reasons): readonly Left[] {
  const found = findingsByKey(first)
  return [...findingsByKey(last)].flatMap(([key, after]) => {
    const reason = left.get(key)
    return reason === undefined ? [] : [{before: found.get(key) ?? after, after, reason}]
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

function leave({key, findings}: Change, left: Reasons): void {
  for (const finding of findings) left.set(findingKey(key, finding), 'the result would still disagree')
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
