/** `uapidoc check SERIES`: a series against itself and, where one is named, against a tree. */

import {identify, inOrder, type LinesOf} from '../findings/index.ts'
import type {Finding, Place, Series, SeriesVersion} from '../model/index.ts'
import {checkAddition, type PatchInput, reviewHunks, type SeriesInput} from '../rules/index.ts'
import {dataPath, loadSeries} from '../series/index.ts'
import {openTree} from '../tree/index.ts'
import {
  type Addition,
  type AdditionFiles,
  additionFiles,
  readAddition,
  readFacts,
  type TreeInput,
  takenNumbers,
} from '../uapi/index.ts'
import {numbered, type Rename, renamed, standaloneDocument} from '../write/index.ts'
import {type CheckResult, linesOfTree, readInput} from './check-tree.ts'
import type {World} from './command.ts'
import {seriesPatch} from './series-patch.ts'
import {sectionTemplates} from './templates.ts'

export interface SeriesCheck {
  /** `memory-fault-exits@v1`, a file. */
  readonly series: string
  /** By itself where it is left out. */
  readonly tree: string | undefined
  readonly renames: readonly Rename[]
  readonly rules: ReadonlySet<string>
}

/** Throws `InputError`. */
export async function checkSeries(request: SeriesCheck, world: World): Promise<CheckResult> {
  const {series, version: chosen} = await loadSeries(request.series, world.directory, world.importModule)
  const tree = request.tree === undefined ? undefined : (await openTree(request.tree, world.directory)).tree
  const read = tree && readInput(tree, {})
  const version = renamed(chosen, request.renames)
  const {findings, linesOf} = checkVersion(series, version, world.templates, {...request, tree: read?.input})
  const treeLines = tree && linesOfTree(tree)
  const allLines: LinesOf = (file) => linesOf(file) ?? treeLines?.(file) ?? []
  return {findings: identify(findings, allLines), linesOf: () => allLines, problems: read?.problems ?? []}
}

export interface VersionCheck {
  readonly tree?: TreeInput | undefined
  /** Every rule where left out. */
  readonly rules?: ReadonlySet<string>
}

/** Findings in their order. `linesOf` knows the texts that are made of the version. Throws `InputError`. */
export function checkVersion(series: Series, chosen: SeriesVersion, templates: URL, {tree, rules}: VersionCheck = {}) {
  const {addition, files, version} = seriesAddition(series.name, chosen, templates, tree)
  const at = series.versions.findIndex(({id}) => id === version.id)
  const all = [...checkAddition(addition, rules), ...findInText(addition, files, rules)]
  const found = all.map((finding) => withPath(finding, version, files, `versions.${at}`))
  return {findings: inOrder(found), linesOf: (file: string) => files.texts.get(file)?.split('\n')}
}

/** Rules about text look at the lines that a patch adds: a version is one whose lines are all new. */
function findInText({name, own}: Addition, files: AdditionFiles, rules: ReadonlySet<string> | undefined): Finding[] {
  const {patch, nameOf} = seriesPatch(name, files)
  const patches: PatchInput[] = []
  const series: SeriesInput = {patches, cover: undefined, complete: true, patched: undefined, pending: []}
  patches.push(readFacts(patch, 0, own.prefix, {series}))
  const named = <Item extends {readonly place: Place}>(item: Item): Item => ({
    ...item,
    place: {...item.place, file: nameOf(item.place.file)},
  })
  return reviewHunks(series, rules).flatMap(({finding: {patch: _, ...finding}}) => {
    const {related, ...rest} = named(finding)
    // Some rules speak of the mail, and there is none.
    return files.texts.has(rest.place.file) ? [{...rest, related: related.map(named)}] : []
  })
}

export interface ReadSeries {
  readonly addition: Addition
  readonly files: AdditionFiles
  /** With every number given. */
  readonly version: SeriesVersion
}

/** Throws `InputError` where a template or the prose is wrong. */
export function seriesAddition(name: string, chosen: SeriesVersion, templates: URL, tree?: TreeInput): ReadSeries {
  const version = numbered(chosen, tree && takenNumbers(tree.document, tree.headers))
  const path = `${name}@${version.id}`
  const files = additionFiles(path, version, standaloneDocument(version, sectionTemplates(templates)))
  return {addition: readAddition(path, version, files, tree), files, version}
}

/** With where the data is that a line of the series' text was made of: that is what one edits. */
function withPath(finding: Finding, version: SeriesVersion, files: AdditionFiles, prefix: string): Finding {
  const {place, symbol, note} = finding
  const text = files.texts.get(place.file)
  if (text === undefined) return finding
  const side = place.file === files.document ? 'document' : place.file === files.host ? 'host' : 'header'
  const path = dataPath(version, side, symbol, text.slice(0, place.endOffset))
  if (path === undefined) return finding
  const where = `In the data: \`${prefix}.${path}\`.`
  return {...finding, note: note === undefined ? where : `${note} ${where}`}
}
