/** `--fix` and `--patch DIR`: what `regenerate` makes of the document, written to the tree or as mails. */

import {join} from 'node:path'
import {type Finding, InputError, type Place, type Section} from '../model/index.ts'
import {checkTree as checkRules, regenerableRules} from '../rules/index.ts'
import {authorIn, type OpenedTree, writeFileAtomically} from '../tree/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {type PatchMail, structMail, writeMails} from '../write/index.ts'
import type {CheckOptions} from './check-options.ts'
import {say, type World} from './command.ts'
import {fileInside} from './inside-tree.ts'
import {refuseOldMails, writeMailFiles} from './mail-directory.ts'
import {type Draft, type Regeneration, type RewrittenStruct, regenerate} from './regenerate.ts'

/** Says on stderr what it did and what it left. Throws `InputError`, and then nothing was written. */
export async function fixTree(
  {tree, directory}: OpenedTree,
  input: TreeInput,
  options: CheckOptions,
  world: World,
): Promise<TreeInput> {
  if (options.fix && directory === undefined) {
    throw new InputError(`${tree.name}: Unexpected git revision, expected a directory for --fix (or --patch DIR)`)
  }
  const target =
    options.fix && directory !== undefined ? fileInside(directory, input.document.file, '--fix') : undefined
  if (options.patch !== undefined) refuseOldMails(options.patch)
  const before = {text: tree.read(input.document.file) ?? '', input}
  const after = regenerate(before, (current) => findingsOf(current, options))
  if (options.patch !== undefined && after.structs.length > 0) {
    const {date, ...author} = await authorIn(directory ?? world.directory)
    const mails = writeMails(sectionMails(before, after), {author, date, version: world.version})
    writeMailFiles(options.patch, mails)
    for (const {name} of mails) say(world, `${join(options.patch, name)}: written`)
  }
  if (target !== undefined && after.structs.length > 0) {
    writeFileAtomically(target, after.text)
    for (const {after: struct, header} of after.structs) {
      say(world, `${lineOf(struct)}: \`${struct.type.kind} ${struct.name}\` rewritten out of ${lineOf(header)}`)
    }
  }
  for (const left of after.left) {
    const finding = target === undefined ? left.before : left.after
    say(world, `${lineOf(finding)}: \`${finding.symbol}\` left as it is (${finding.rule}): ${left.reason}`)
  }
  return target === undefined ? input : after.input
}

const lineOf = ({place}: {readonly place: Place}): string => `${place.file}:${place.line}`

function findingsOf(input: TreeInput, {rules, severityOf}: CheckOptions): readonly Finding[] {
  const asked = new Set([...regenerableRules].filter((id) => rules.has(id)))
  return checkRules(input, asked).map((finding) => ({
    ...finding,
    severity: severityOf(finding.rule) ?? finding.severity,
  }))
}

/** One mail a section; each is on top of the one before, so the sections up to its own are new, the rest is old. */
function sectionMails(before: Draft, after: Regeneration): readonly PatchMail[] {
  const {document, prefix} = before.input
  const groups = new Map<Section | undefined, RewrittenStruct[]>()
  for (const struct of after.structs) {
    const section = topicOf(struct.before.section)
    const group = groups.get(section)
    if (group) group.push(struct)
    else groups.set(section, [struct])
  }
  const sections = [...groups.keys()]
  const endOf = ({text, input}: Draft, index: number): number => {
    const next = sections[index + 1]
    const number = next ? document.sections.indexOf(next) : -1
    return input.document.sections[number]?.place.offset ?? text.length
  }
  const upTo = (index: number): string =>
    after.text.slice(0, endOf(after, index)) + before.text.slice(endOf(before, index))
  return [...groups].map(([section, structs], index) => ({
    ...structMail(prefix, section, structs.map(changedStruct)),
    file: document.file,
    before: index === 0 ? before.text : upTo(index - 1),
    after: upTo(index),
  }))
}

/** The numbered section that a heading without a number belongs to. */
function topicOf(section: Section | undefined): Section | undefined {
  let topic = section
  while (topic && topic.number === undefined && topic.parent) topic = topic.parent
  return topic
}

function changedStruct({before, findings}: RewrittenStruct) {
  return {name: `${before.type.kind} ${before.name}`, findings}
}
