/** What a check is asked for: the command line first, then uapidoc.config.json, then the defaults. */

import {resolve} from 'node:path'
import {findConfig} from '../config/index.ts'
import {type Architecture, architectures, type FailOn, failOnLevels, InputError, type Severity} from '../model/index.ts'
import {type Format, formats} from '../report/index.ts'
import {listedRules, rules} from '../rules/index.ts'
import type {Rename} from '../write/index.ts'
import type {BaselineFile} from './baseline-file.ts'
import {defaults} from './check-tree.ts'
import type {World} from './command.ts'
import {parseRename} from './rename-option.ts'
import {oneOf, parseWords, splitList} from './words.ts'

export interface CheckOptions {
  /** `memory-fault-exits@v1`, where it is a series that is checked. */
  readonly series: string | undefined
  /** Where it is `undefined`, a series is checked by itself. */
  readonly tree: string | undefined
  /** Names of the series that the tree has otherwise. */
  readonly renames: readonly Rename[]
  readonly document: string
  readonly header: string
  readonly architectures: readonly Architecture[]
  /** Ids of the rules to ask. */
  readonly rules: ReadonlySet<string>
  readonly severityOf: (rule: string) => Severity | undefined
  readonly failOn: FailOn
  readonly format: Format
  readonly baseline: BaselineFile | undefined
  /** Whether to rewrite what disagrees in the document. */
  readonly fix: boolean
  /** Where to write the same as mails. */
  readonly patch: string | undefined
}

const options = {
  tree: {type: 'string'},
  doc: {type: 'string'},
  header: {type: 'string'},
  arch: {type: 'string', multiple: true},
  only: {type: 'string', multiple: true},
  'fail-on': {type: 'string'},
  format: {type: 'string'},
  baseline: {type: 'string'},
  'update-baseline': {type: 'boolean'},
  fix: {type: 'boolean'},
  patch: {type: 'string'},
  rename: {type: 'string', multiple: true},
} as const

const ids = rules.map(({id}) => id)

export async function checkOptions(words: readonly string[], world: World): Promise<CheckOptions> {
  const {values, positionals} = parseWords('check', words, options)
  const [series, unexpected] = positionals
  if (unexpected !== undefined) {
    throw new InputError(`Unexpected word \`${unexpected}\`, expected one series (see \`uapidoc check --help\`)`)
  }
  if (series === undefined && values.rename) {
    throw new InputError('Unexpected `--rename` without a series, expected SERIES with it')
  }
  for (const option of ['doc', 'header', 'arch', 'fix', 'patch'] as const) {
    if (series === undefined || values[option] === undefined) continue
    throw new InputError(`Unexpected \`--${option}\` with the series \`${series}\`, expected it for a tree alone`)
  }
  const {config, directory} = await findConfig(world.directory, async () => ({
    rules: listedRules.map(({id}) => id),
    formats,
  }))
  const asked = splitList(values.only)?.map((id) => oneOf('rule', id, ids))
  const off = (id: string) => config.rules?.[id] === 'off'
  const baseline = values.baseline ?? (config.baseline === undefined ? undefined : resolve(directory, config.baseline))
  if (values['update-baseline'] && baseline === undefined) {
    throw new InputError('Unexpected `--update-baseline` alone, expected `--baseline FILE` with it')
  }
  return {
    series,
    tree: values.tree ?? (series === undefined ? '.' : undefined),
    renames: (values.rename ?? []).map(parseRename),
    document: values.doc ?? config.document ?? defaults.document,
    header: values.header ?? config.header ?? defaults.header,
    architectures:
      splitList(values.arch)?.map((name) => oneOf('architecture', name, architectures)) ??
      config.architectures ??
      defaults.architectures,
    // Who asks for a rule by name gets it, also where it is off by default.
    rules: new Set(asked ?? (config.only ?? ids).filter((id) => ids.includes(id) && !off(id))),
    severityOf: (rule) => {
      const level = config.rules?.[rule]
      return level === 'off' ? undefined : level
    },
    failOn: oneOf('level', values['fail-on'] ?? config.failOn ?? 'warning', failOnLevels),
    format: oneOf('format', values.format ?? config.format ?? (world.stdout.terminal ? 'pretty' : 'text'), formats),
    baseline: baseline === undefined ? undefined : {file: baseline, update: values['update-baseline'] ?? false},
    fix: values.fix ?? false,
    patch: values.patch,
  }
}
