/** A version of a series as an addition: its document, its header and its host code as files of their own, and read. */

import {
  type DocumentUapi,
  type HostMember,
  type Index,
  memberNamed,
  type Place,
  type SectionReference,
  type SeriesVersion,
  type Tree,
  type Uapi,
} from '../../model/index.ts'
import type {Addition} from '../addition.ts'
import {readTree} from '../read-tree.ts'
import type {TreeInput} from '../tree-input.ts'
import {firstExitReason, headerText, hostText} from './header-text.ts'
import {hostFacts} from './host-facts.ts'
import {implementationFacts} from './implementation-facts.ts'

export interface AdditionFiles {
  /** Paths below `memory-fault-exits@v1/`. */
  readonly document: string
  readonly header: string
  readonly host: string
  /** By path. */
  readonly texts: ReadonlyMap<string, string>
}

/** `document`: the version's sections as they are rendered, in a document of their own. Numbers are given, none is open. */
export function additionFiles(name: string, version: SeriesVersion, document: string): AdditionFiles {
  const paths = {document: `${name}/api.rst`, header: `${name}/kvm.h`, host: `${name}/kvm_host.h`}
  const texts = new Map([
    [paths.document, document],
    [paths.header, headerText(version.header)],
    [paths.host, hostText(version.host)],
  ])
  return {...paths, texts}
}

export function readAddition(
  name: string,
  version: SeriesVersion,
  files: AdditionFiles,
  tree: TreeInput | undefined,
): Addition {
  const read = readTree(treeOf(name, files.texts), {document: files.document, header: files.header})
  const own = {
    ...read,
    document: {
      ...read.document,
      sectionReferences: decidableReferences(read.document, tree),
      memberMentions: decidableMembers(read.document, version, tree),
    },
    definedElsewhere: definedIn(tree, read.document),
  }
  const host: Index<HostMember> = hostFacts(version.host, files.host)
  return {
    name,
    own,
    members: [],
    shown: [],
    pending: [],
    exitData: {own: [], pending: []},
    implementation: implementationFacts(version, host, (name) => placeOf(name, own)),
    version,
    tree: tree && (() => tree),
    isOwn: () => false,
    applied: tree && isIn(tree, own) ? tree : undefined,
  }
}

/** Whether the tree defines any name that the series brings. */
function isIn(tree: TreeInput, {headers}: TreeInput): boolean {
  const theirs = [...tree.headers.values()]
  for (const {ioctls, capabilities, exitReasons} of headers.values()) {
    for (const {name} of [...ioctls, ...capabilities, ...exitReasons]) {
      if (name !== firstExitReason && theirs.some((header) => placeIn(header, name))) return true
    }
  }
  return false
}

/** A reference into the rest of the document is wrong only where that is there and has no such section. */
function decidableReferences({sections, sectionReferences}: DocumentUapi, tree: TreeInput | undefined) {
  const has = (all: DocumentUapi['sections'], {number}: SectionReference) => all.some((one) => one.number === number)
  return sectionReferences.filter(
    (reference) => has(sections, reference) || (tree && !has(tree.document.sections, reference)),
  )
}

/** Of a struct that the series only adds a member to, the others are the tree's. */
function decidableMembers({memberMentions}: DocumentUapi, {header}: SeriesVersion, tree: TreeInput | undefined) {
  const parts = header.structs.map(({name}) => name.split('.')).filter(([, member]) => member !== undefined)
  return memberMentions.filter(({struct, path: [first = '']}) => {
    const isPart = parts.some(([tag]) => tag === struct) && !parts.some(([, member]) => member === first)
    if (!isPart || !tree) return !isPart
    return ![...tree.headers.values()].some(({structs}) =>
      structs.named(struct ?? '').some(({type}) => memberNamed(type, first) !== undefined),
    )
  })
}

/** Without a tree, nobody can say of a name that nothing defines it. */
function definedIn(tree: TreeInput | undefined, {sections, problems}: DocumentUapi): TreeInput['definedElsewhere'] {
  const anywhere = sections[0]?.place ?? problems[0]?.place
  if (!tree) return () => anywhere
  return (name) => {
    for (const header of tree.headers.values()) {
      const place = placeIn(header, name)
      if (place) return place
    }
    return tree.implementation?.constants.named(name)[0]?.place ?? tree.definedElsewhere(name)
  }
}

function placeOf(name: string, {headers, document}: TreeInput): Place | undefined {
  for (const header of headers.values()) {
    const place = placeIn(header, name)
    if (place) return place
  }
  return document.mentions.find((mention) => mention.name === name)?.place
}

function placeIn({ioctls, capabilities, exitReasons, structs, constants}: Uapi, name: string): Place | undefined {
  const nouns = [ioctls, capabilities, exitReasons, structs, constants]
  return nouns.flatMap((noun) => noun.named(name).map(({place}) => place))[0]
}

function treeOf(name: string, texts: ReadonlyMap<string, string>): Tree {
  return {
    name,
    read: (path) => texts.get(path),
    readAll: (paths) => new Map([...texts].filter(([path]) => paths.includes(path))),
    bytes: (path) => {
      const text = texts.get(path)
      return text === undefined ? undefined : new TextEncoder().encode(text)
    },
    list: (directory) => [...texts.keys()].filter((path) => path.startsWith(`${directory}/`)),
  }
}
