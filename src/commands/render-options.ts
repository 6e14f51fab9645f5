/** What `uapidoc render` is asked for. */

import {InputError} from '../model/index.ts'
import type {Rename} from '../write/index.ts'
import {parseRename} from './rename-option.ts'
import {oneOf, parseWords} from './words.ts'

export const renderFormats = ['text', 'diff'] as const

/** `memory-fault-exits@revised`, or a symbol that the document does not describe. */
export type Subject =
  | {readonly kind: 'series'; readonly name: string}
  | {readonly kind: 'skeleton'; readonly symbol: string}

export interface RenderOptions {
  readonly subject: Subject
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
  /** Whether one C program is wanted instead of the sections. */
  readonly cTest: boolean
}

const options = {
  skeleton: {type: 'string'},
  tree: {type: 'string'},
  format: {type: 'string'},
  write: {type: 'boolean'},
  patch: {type: 'string'},
  force: {type: 'boolean'},
  signoff: {type: 'boolean'},
  rename: {type: 'string', multiple: true},
  'c-test': {type: 'boolean'},
} as const

/** Throws `InputError`. */
export function renderOptions(words: readonly string[]): RenderOptions {
  const {values, positionals} = parseWords('render', words, options)
  const subject = subjectOf(values.skeleton, positionals)
  for (const name of ['force', 'signoff'] as const) {
    if (values[name] && values.patch === undefined) {
      throw new InputError(`Unexpected \`--${name}\` alone, expected \`--patch DIR\` with it`)
    }
  }
  for (const name of ['patch', 'rename'] as const) {
    if (subject.kind === 'skeleton' && values[name] !== undefined) {
      throw new InputError(`Unexpected \`--${name}\`, expected it without \`--skeleton\`, whose gaps come first`)
    }
  }
  for (const name of ['skeleton', 'write', 'patch', 'format'] as const) {
    if (values['c-test'] && values[name] !== undefined) {
      throw new InputError(`Unexpected \`--${name}\` with \`--c-test\`, expected one of them`)
    }
  }
  return {
    subject,
    tree: values.tree ?? '.',
    format: oneOf('format', values.format ?? 'text', renderFormats),
    write: values.write ?? false,
    patch: values.patch,
    force: values.force ?? false,
    signoff: values.signoff ?? false,
    cTest: values['c-test'] ?? false,
    renames: (values.rename ?? []).map(parseRename),
  }
}

function subjectOf(symbol: string | undefined, positionals: readonly string[]): Subject {
  const [name, second] = positionals
  const unexpected = symbol === undefined ? second : name
  if (unexpected !== undefined) {
    const expected = symbol === undefined ? 'one series' : 'no series with `--skeleton`'
    throw new InputError(`Unexpected word \`${unexpected}\`, expected ${expected}`)
  }
  if (symbol !== undefined) return {kind: 'skeleton', symbol}
  if (name !== undefined) return {kind: 'series', name}
  throw new InputError('Unexpected lack of a series, expected SERIES (see `uapidoc render --help`)')
}
