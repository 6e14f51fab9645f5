/** A version of a series as facts: what its document, its header and its host code say, each for itself. */

import {Buffer} from 'node:buffer'
import {type Architecture, type HostMember, Index, type SeriesVersion, type Tree, type Uapi} from '../../model/index.ts'
import {type HeaderUapi, readHeaders} from '../from-header/index.ts'
import {documentFacts} from './document-facts.ts'
import {firstExitReason, headerText} from './header-text.ts'
import {hostFacts} from './host-facts.ts'

export {type AdditionFiles, additionFiles, readAddition} from './addition.ts'
export {shownStructs} from './document-facts.ts'
export {memberDataAt, memberNames} from './member-data.ts'
export {memberLines} from './member-lines.ts'

/** The header's side on one architecture, with what its reader knows beside the facts. */
export type SeriesHeader = Uapi & Pick<HeaderUapi, 'layoutOf' | 'evaluate'>

export interface SeriesFacts {
  readonly document: Uapi
  readonly headers: ReadonlyMap<Architecture, SeriesHeader>
  readonly host: Index<HostMember>
}

/** Places are in texts made for them, below `memory-fault-exits@v1/`. */
export function readSeries(name: string, version: SeriesVersion, architectures?: readonly Architecture[]): SeriesFacts {
  const directory = `${name}@${version.id}`
  return {
    document: documentFacts(version, `${directory}/api.rst`),
    headers: readSeriesHeaders(version, `${directory}/kvm.h`, architectures),
    host: hostFacts(version.host, `${directory}/kvm_host.h`),
  }
}

function readSeriesHeaders(
  version: SeriesVersion,
  header: string,
  architectures?: readonly Architecture[],
): ReadonlyMap<Architecture, SeriesHeader> {
  const tree = singleFile(header, headerText(version.header))
  const units = readHeaders(tree, {header, prefix: 'KVM', ...(architectures && {architectures})})
  return new Map([...units].map(([architecture, unit]) => [architecture, withoutAnchor(unit)]))
}

function withoutAnchor(unit: HeaderUapi): SeriesHeader {
  const {source, sections, ioctls, capabilities, structs, hostMembers} = unit
  return {
    source,
    sections,
    ioctls,
    capabilities,
    exitReasons: new Index([...unit.exitReasons].filter(isOwn)),
    structs,
    constants: new Index([...unit.constants].filter(isOwn)),
    hostMembers,
    layoutOf: (name, kind) => unit.layoutOf(name, kind),
    evaluate: (expression) => unit.evaluate(expression),
  }
}

/** What the text has besides the series' own. */
function isOwn({name}: {readonly name: string}): boolean {
  return name !== firstExitReason && name !== 'KVMIO'
}

function singleFile(file: string, text: string): Tree {
  return {
    name: file,
    read: (path) => (path === file ? text : undefined),
    readAll: (paths) => new Map(paths.includes(file) ? [[file, text]] : []),
    bytes: (path) => (path === file ? Buffer.from(text) : undefined),
    list: () => [file],
  }
}
