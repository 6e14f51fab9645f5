/** `render SERIES`: what a version of a series becomes in a tree, as sections, as changes and as mails. */

import {InputError, type SeriesVersion, type Tree} from '../model/index.ts'
import {loadSeries} from '../series/index.ts'
import type {OpenedTree} from '../tree/index.ts'
import {kvmDocument, kvmHeader, readDocument, readHeaders} from '../uapi/index.ts'
import {type FileChange, type MailFile, type Rendering, renamed, renderSeries} from '../write/index.ts'
import type {World} from './command.ts'
import {renderMails} from './render-mails.ts'
import type {RenderOptions} from './render-options.ts'
import {sectionTemplates} from './templates.ts'

/** What `render` prints and writes. */
export interface Rendered {
  /** The sections. */
  readonly texts: readonly string[]
  readonly changes: readonly FileChange[]
  /** A line each, for a person. */
  readonly remarks: readonly string[]
  /** None unless `--patch` asks for them. */
  readonly mails: readonly MailFile[]
}

/** Throws `InputError` where there is no such series or version, or the tree has no place for it. */
export async function renderSeriesIn(
  {tree, directory}: OpenedTree,
  name: string,
  options: RenderOptions,
  world: World,
): Promise<Rendered> {
  const {series, version: chosen} = await loadSeries(name, world.directory, world.importModule)
  const version = renamed(chosen, options.renames)
  const rendering = renderInto(tree, version, world.templates)
  const request = {series, version, rendering, options, directory: directory ?? world.directory, world}
  return {
    texts: rendering.sections.map(({text}) => text),
    changes: rendering.changes,
    remarks: rendering.remarks,
    mails: options.patch === undefined ? [] : await renderMails(request),
  }
}

/** Throws `InputError` where the tree has no place for it. */
export function renderInto(tree: Tree, version: SeriesVersion, templates: URL): Rendering {
  const text = tree.read(kvmDocument)
  if (text === undefined) {
    throw new InputError(`${kvmDocument}: Unexpected absence in ${tree.name}, expected the document`)
  }
  const target = {
    document: readDocument(text, kvmDocument, {prefix: 'KVM'}),
    headers: readHeaders(tree),
    header: kvmHeader,
    read: (file: string) => (file === kvmDocument ? text : tree.read(file)),
  }
  return renderSeries(version, target, sectionTemplates(templates))
}
