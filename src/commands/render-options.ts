/** What `uapidoc render` is asked for. */

import {InputError} from '../model/index.ts'
import type {Rename} from '../write/index.ts'
import {parseRename} from './rename-option.ts'
import {oneOf, parseWords} from './words.ts'

export const renderFormats = ['text', 'diff'] as const

export interface RenderOptions {
  /** `memory-fault-exits@revised`. */
  readonly series: string
  readonly tree: string
  readonly format: (typeof renderFormats)[number]
  /** Whether to change the tree. */
  readonly write: boolean
  /** Where to write mails. */
  readonly patch: string | undefined
  /** Whether mails may go to others that are there. */
  readonly force: boolean
  readonly signoff: boolean
  readonly renames: readonly Rename[]
}

const options = {
  tree: {type: 'string'},
  format: {type: 'string'},
  write: {type: 'boolean'},
  patch: {type: 'string'},
  force: {type: 'boolean'},
  signoff: {type: 'boolean'},
  rename: {type: 'string', multiple: true},
} as const

/** Throws `InputError`. */
export function renderOptions(words: readonly string[]): RenderOptions {
  const {values, positionals} = parseWords('render', words, options)
  const [series, unexpected] = positionals
  if (series === undefined)
    throw new InputError('Unexpected lack of a series, expected SERIES (see `uapidoc render --help`)')
  if (unexpected !== undefined) throw new InputError(`Unexpected word \`${unexpected}\`, expected one series`)
  for (const name of ['force', 'signoff'] as const) {
    if (values[name] && values.patch === undefined) {
      throw new InputError(`Unexpected \`--${name}\` alone, expected \`--patch DIR\` with it`)
    }
  }
  return {
    series,
    tree: values.tree ?? '.',
    format: oneOf('format', values.format ?? 'text', renderFormats),
    write: values.write ?? false,
    patch: values.patch,
    force: values.force ?? false,
    signoff: values.signoff ?? false,
    renames: (values.rename ?? []).map(parseRename),
  }
}
