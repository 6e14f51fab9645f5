/** A series on a tree: the patches applied one after the other, and what `check` says of the result that is theirs. */

import type {FileDiff, Finding, HunkLine, Mail, Patch, Place, Tree} from '../model/index.ts'
import {checkPatched, checkReleased, type PatchFinding, type PatchInput} from '../rules/index.ts'
import {type Origin, Overlay} from '../tree/index.ts'
import {
  kindOfFile,
  kvmDocument,
  kvmHeader,
  type PatchedTree,
  readReleased,
  readTree,
  type TreeInput,
} from '../uapi/index.ts'

export interface AppliedSeries {
  /** The patches with the lines that their hunks really have; what does not apply is as it was. */
  readonly patches: readonly Patch[]
  readonly overlay: Overlay
  /** Words of what the patches add to files that they do not apply to. */
  readonly unapplied: ReadonlySet<string>
  readonly failed: ReadonlySet<FileDiff>
  /** A line for each file that does not apply, and for each that only applies with fuzz. */
  readonly remarks: readonly string[]
}

export function applySeries(tree: Tree, patches: readonly Patch[], fuzz: number): AppliedSeries {
  let overlay = new Overlay(tree)
  const remarks: string[] = []
  const failed = new Set<FileDiff>()
  const placed = patches.map((patch, index) => {
    const result = overlay.apply(patch.files, {patch: index, fuzz})
    overlay = result.tree
    const files = result.verdicts.map(({file, problem, fuzzed, starts}) => {
      const at = `${patch.mail.file}:${file.mailLine}: ${file.after ?? file.before ?? 'a file'}`
      if (problem !== undefined) {
        failed.add(file)
        remarks.push(`${at}: does not apply to ${tree.name} (${problem}); its hunks alone are read`)
      } else if (fuzzed) remarks.push(`${at}: applies with fuzz, so not with git am`)
      const hunks = file.hunks.map((hunk, position) => ({...hunk, newStart: starts[position] ?? hunk.newStart}))
      return problem === undefined ? {...file, hunks} : file
    })
    return {...patch, files}
  })
  const added = [...failed].flatMap((file) => changedLines(file, 'added'))
  const unapplied = new Set(added.flatMap(({text}) => wordsIn(text)))
  return {patches: placed, overlay, unapplied, failed, remarks}
}

/** Rules about how a patch is made, whatever becomes of its lines. */
const ofThePatch = new Set(['whitespace-only-change', 'tools-include'])

/** Whether what a finding is about is there after the last patch: what a later one of the series changes needs no comment. */
export function stillStands({overlay, patches, failed}: AppliedSeries): (item: PatchFinding) => boolean {
  const keyOf = (patch: number, mailLine: number | undefined): string => `${patch} ${mailLine}`
  const standing = new Set(Array.from(overlay.origins(), ({patch, mailLine}) => keyOf(patch, mailLine)))
  const gone = new Map<Mail, Set<number>>()
  for (const [index, {mail, files}] of patches.entries()) {
    const lines = files.filter((file) => !failed.has(file)).flatMap((file) => changedLines(file, 'added'))
    gone.set(mail, new Set(lines.flatMap(({mailLine}) => (standing.has(keyOf(index, mailLine)) ? [] : [mailLine]))))
  }
  return ({input, finding}) => {
    const {mailLine} = finding.patch ?? {}
    return mailLine === undefined || ofThePatch.has(finding.rule) || !gone.get(input.patch.mail)?.has(mailLine)
  }
}

/** The tree with the patches, read when it is first asked for. */
export function patchedTree(tree: Tree, {overlay}: AppliedSeries): PatchedTree {
  let input: TreeInput | undefined
  return {
    read() {
      input ??= readTree(isWhole(tree, overlay) ? overlay : tree)
      return input
    },
    isOwn: (place) => originIn(place, overlay) !== undefined,
  }
}

/** Throws `InputError` where the tree has no such document or header. */
export function reviewTree(
  tree: Tree,
  patched: PatchedTree,
  {overlay, unapplied}: AppliedSeries,
  inputs: readonly PatchInput[],
  only: ReadonlySet<string> | undefined,
): readonly PatchFinding[] {
  const changed = inputs.flatMap(({patch}) => patch.files.flatMap(changedTexts))
  const found = isWhole(tree, overlay) ? checkPatched(patched.read(), changed, only) : []
  const removals = removedWords(inputs)
  const candidates = found.flatMap((finding) => {
    const origin = originOf(finding, overlay) ?? originOfRemoval(finding, removals)
    return origin ? [{finding, origin}] : []
  })
  const known = knownBefore(
    candidates.map(({finding}) => finding),
    tree,
    changed,
    overlay,
  )
  const ofTree = candidates.flatMap(({finding, origin}) => {
    const input = inputs[origin.patch]
    if (!input || known.has(keyOf(finding)) || speaksOf(finding, unapplied)) return []
    return [attribute(finding, input, origin.mailLine)]
  })
  return [...ofTree, ...reviewReleased(tree, overlay, inputs, removals, only)]
}

/** Where the patches delete the document or the header, there is nothing left to compare. */
function isWhole(tree: Tree, overlay: Overlay): boolean {
  return [kvmDocument, kvmHeader].every((path) => overlay.read(path) !== undefined || tree.read(path) === undefined)
}

/** What breaks programs that are compiled with the headers as they were. */
function reviewReleased(
  tree: Tree,
  overlay: Overlay,
  inputs: readonly PatchInput[],
  removals: ReadonlyMap<string, Origin>,
  only: ReadonlySet<string> | undefined,
): readonly PatchFinding[] {
  const touched = overlay.touched.filter((path) => kindOfFile(path) === 'header')
  if (touched.length === 0) return []
  return checkReleased(readReleased(tree, overlay, touched), only).flatMap(({finding}) => {
    const origin = originOf(finding, overlay) ?? originOfRemoval(finding, removals)
    const {file} = finding.place
    const toucher = inputs.find(({patch}) => patch.files.some(({before, after}) => file === before || file === after))
    const input = origin ? inputs[origin.patch] : (toucher ?? inputs[0])
    return input ? [attribute(finding, input, origin?.mailLine)] : []
  })
}

function attribute(finding: Finding, input: PatchInput, mailLine: number | undefined): PatchFinding {
  const {tag, subject, mail} = input.patch
  return {input, finding: {...finding, patch: {number: tag.number, total: tag.total, subject, mailLine, mail}}}
}

/** The line that makes it the series': its own, or the one that it disagrees with. */
function originOf({place, related}: Finding, overlay: Overlay): Origin | undefined {
  for (const at of [place, ...related.map((item) => item.place)]) {
    const origin = originIn(at, overlay)
    if (origin) return origin
  }
  return undefined
}

function originIn({file, line, endLine}: Place, overlay: Overlay): Origin | undefined {
  for (let at: number = line; at <= endLine; at++) {
    const origin = overlay.originOf(file, at)
    if (origin) return origin
  }
  return undefined
}

/** What is gone can be missed where nothing has changed. */
function originOfRemoval({symbol}: Finding, removals: ReadonlyMap<string, Origin>): Origin | undefined {
  const name = /\w+$/.exec(symbol)?.[0]
  return name === undefined || name.length < 6 ? undefined : removals.get(name)
}

/** The first line that takes each word out. */
function removedWords(inputs: readonly PatchInput[]): ReadonlyMap<string, Origin> {
  const removals = new Map<string, Origin>()
  for (const [patch, input] of inputs.entries()) {
    for (const {text, mailLine} of input.patch.files.flatMap((file) => changedLines(file, 'removed'))) {
      for (const word of wordsIn(text)) if (!removals.has(word)) removals.set(word, {patch, mailLine})
    }
  }
  return removals
}

function changedLines({hunks}: FileDiff, changed: HunkLine['kind']): readonly HunkLine[] {
  return hunks.flatMap((hunk) => hunk.lines.filter(({kind}) => kind === changed))
}

const changedTexts = ({hunks}: FileDiff): readonly string[] =>
  hunks.flatMap((hunk) => hunk.lines.flatMap(({kind, text}) => (kind === 'context' ? [] : [text])))

const wordsIn = (text: string): readonly string[] => text.match(/\w+/g) ?? []

/** Whether a name in the message is one that a file would have, did the patch apply to it. */
function speaksOf({rule, message}: Finding, words: ReadonlySet<string>): boolean {
  // Of the document alone: what the header lacks changes nothing.
  if (/^(?:section|field)-|^markup$/.test(rule)) return false
  const names = message.match(/(?<=`)[\w ]+(?=`)/g) ?? []
  return names.some((name) => words.has(/\w+$/.exec(name)?.[0] ?? name))
}

/** Which of the findings are the tree's already, without the patches. It is only read where one may be. */
function knownBefore(
  findings: readonly Finding[],
  tree: Tree,
  changed: readonly string[],
  overlay: Overlay,
): ReadonlySet<string> {
  // `struct kvm_run.memory_fault.flags`: flags there are many, but what is new in part is new.
  const mayBeKnown = findings.filter(({symbol}) => wordsIn(symbol).every((word) => overlay.wasNamed(word)))
  const rules = new Set(mayBeKnown.map(({rule}) => rule))
  return rules.size === 0 ? new Set() : new Set(checkPatched(readTree(tree), changed, rules).map(keyOf))
}

const keyOf = ({rule, symbol, message}: Finding): string => `${rule} ${symbol} ${message}`
