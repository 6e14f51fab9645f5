/** `render --skeleton SYMBOL`: what the tree itself knows of a symbol that its document does not describe. */

import {InputError} from '../model/index.ts'
import type {OpenedTree} from '../tree/index.ts'
import {kvmHeader, readTree, type TreeInput} from '../uapi/index.ts'
import {renderSkeleton} from '../write/index.ts'
import type {World} from './command.ts'
import {nearest} from './nearest.ts'
import type {Rendered} from './render-series.ts'
import {readSectionTemplates} from './templates.ts'

/** Throws `InputError` where the tree knows no such symbol, or its document describes it. */
export function renderSkeletonIn({tree}: OpenedTree, symbol: string, world: World): Rendered {
  const input = readTree(tree)
  const target = {input, header: kvmHeader, read: (file: string) => tree.read(file)}
  const rendered = renderSkeleton(symbol, target, readSectionTemplates(world.templates))
  if (rendered) return {texts: [rendered.text], changes: [rendered.change], remarks: rendered.remarks, mails: []}
  const meant = nearest(symbol, symbolsOf(input))
  const hint = meant === undefined ? '' : `; is it \`${meant}\`?`
  throw new InputError(
    `Unexpected symbol \`${symbol}\`, expected an ioctl, a capability or an exit of the headers of ${tree.name}${hint}`,
  )
}

function symbolsOf({headers}: TreeInput): readonly string[] {
  const names = [...headers.values()].flatMap(({ioctls, capabilities, exitReasons}) => [
    ...ioctls.names,
    ...capabilities.names,
    ...exitReasons.names,
  ])
  return [...new Set(names)]
}
