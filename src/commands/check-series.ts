/** `uapidoc check SERIES`: a series against itself and, where one is named, against a tree. */

import {identify, inOrder, type LinesOf} from '../findings/index.ts'
import type {Finding, SeriesVersion} from '../model/index.ts'
import {checkAddition} from '../rules/index.ts'
import {dataPath, loadSeries} from '../series/index.ts'
import {openTree} from '../tree/index.ts'
import {type Addition, type AdditionFiles, additionFiles, readAddition} from '../uapi/index.ts'
import {numbered, type Rename, renamed, standaloneDocument, takenNumbers} from '../write/index.ts'
import {type CheckResult, linesOfTree, type ReadInput, readInput} from './check-tree.ts'
import type {World} from './command.ts'
import {sectionTemplates} from './templates.ts'

export interface SeriesCheck {
  /** `memory-fault-exits@v1`, a file. */
  readonly series: string
  readonly tree: string | undefined
  readonly renames: readonly Rename[]
  readonly rules: ReadonlySet<string>
}

/** Throws `InputError`. */
export async function checkSeries(request: SeriesCheck, world: World): Promise<CheckResult> {
  const {series, version: chosen} = await loadSeries(request.series, world.directory)
  const opened = request.tree === undefined ? undefined : (await openTree(request.tree, world.directory)).tree
  const read = opened && readInput(opened, {})
  const {addition, files, version} = seriesAddition(
    series.name,
    renamed(chosen, request.renames),
    world.templates,
    read,
  )
  const found = checkAddition(addition, request.rules).map((finding) =>
    withPath(finding, version, files, request.series),
  )
  const treeLines = opened && linesOfTree(opened)
  const linesOf: LinesOf = (file) => files.texts.get(file)?.split('\n') ?? treeLines?.(file) ?? []
  return {findings: identify(inOrder(found), linesOf), linesOf, problems: read?.problems ?? []}
}

export interface ReadSeries {
  readonly addition: Addition
  readonly files: AdditionFiles
  /** With every number given. */
  readonly version: SeriesVersion
}

/** Throws `InputError` where a template or the prose is wrong. */
export function seriesAddition(name: string, chosen: SeriesVersion, templates: URL, read?: ReadInput): ReadSeries {
  const tree = read?.input
  const version = numbered(chosen, tree && takenNumbers(tree.document, tree.headers))
  const path = `${name}@${version.id}`
  const files = additionFiles(path, version, standaloneDocument(version, sectionTemplates(templates)))
  return {addition: readAddition(path, version, files, tree), files, version}
}

/** Where the data is that a line of the series' text was made of. */
function withPath(finding: Finding, version: SeriesVersion, files: AdditionFiles, specification: string): Finding {
  const {place, symbol, note} = finding
  const text = files.texts.get(place.file)
  if (text === undefined) return finding
  const side = place.file === files.document ? 'document' : place.file === files.host ? 'host' : 'header'
  const path = dataPath(version, side, symbol, text.slice(0, place.endOffset))
  if (path === undefined) return finding
  const where = `The data is \`${path}\` of ${specification}.`
  return {...finding, note: note === undefined ? where : `${note} ${where}`}
}
