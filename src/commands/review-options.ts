/** What a review is asked for: the command line first, then uapidoc.config.json, then the defaults. */

import {findConfig} from '../config/index.ts'
import {type FailOn, failOnLevels, InputError, type Severity} from '../model/index.ts'
import {type Format, formats} from '../report/index.ts'
import {type RuleInfo, rulesOfHunks} from '../rules/index.ts'
import type {World} from './command.ts'
import {rangeOf} from './review-input.ts'
import {oneOf, parseWords, splitList} from './words.ts'

export interface ReviewCommandOptions {
  readonly files: readonly string[]
  readonly tree: string | undefined
  /** Files with earlier versions and replies. */
  readonly thread: readonly string[]
  /** Files with other series. */
  readonly pending: readonly string[]
  /** The directory that the series with free numbers is written into, whether or not patches are there. */
  readonly renumber: string | undefined
  readonly force: boolean
  /** Lines. */
  readonly fuzz: number
  /** Ids of the rules to ask. */
  readonly rules: ReadonlySet<string>
  /** The same, with what there is to read about them. */
  readonly asked: readonly RuleInfo[]
  readonly severityOf: (rule: string) => Severity | undefined
  readonly failOn: FailOn
  readonly format: Format
}

const options = {
  tree: {type: 'string'},
  thread: {type: 'string', multiple: true},
  pending: {type: 'string', multiple: true},
  renumber: {type: 'string'},
  force: {type: 'boolean', default: false},
  fuzz: {type: 'string'},
  only: {type: 'string', multiple: true},
  'fail-on': {type: 'string'},
  format: {type: 'string'},
} as const

export async function reviewOptions(words: readonly string[], world: World): Promise<ReviewCommandOptions> {
  const {values, positionals} = parseWords('review', words, options)
  if (positionals.length === 0) {
    throw new InputError('Unexpected lack of mails, expected files, a directory or - (see `uapidoc review --help`)')
  }
  // Only a tree can be asked the rules of `check`, and which numbers are free.
  const asTree = values.tree !== undefined || positionals.some((word) => rangeOf(word, world.directory))
  const known = asTree ? (await import('../rules/index.ts')).rules : rulesOfHunks
  const ids = known.map(({id}) => id)
  if (values.force && values.renumber === undefined) {
    throw new InputError('Unexpected `--force`, expected it with --renumber DIR')
  }
  const {config} = await findConfig(world.directory, async () => {
    const {rules} = await import('../rules/index.ts')
    return {rules: rules.map(({id}) => id), formats}
  })
  const asked = splitList(values.only)?.map((id) => oneOf('rule', id, ids))
  const off = (id: string) => config.rules?.[id] === 'off'
  const rules = new Set(asked ?? (config.only ?? ids).filter((id) => ids.includes(id) && !off(id)))
  const shown = world.stdout.terminal ? 'pretty' : 'text'
  const format = oneOf('format', values.format ?? config.format ?? shown, formats)
  return {
    files: positionals,
    tree: values.tree,
    thread: splitList(values.thread) ?? [],
    pending: splitList(values.pending) ?? [],
    renumber: values.renumber,
    force: values.force,
    fuzz: fuzzOf(values.fuzz),
    rules,
    asked: known.filter(({id}) => rules.has(id)),
    severityOf: (rule) => {
      const level = config.rules?.[rule]
      return level === 'off' ? undefined : level
    },
    // b4 takes a status other than 0 for a tool that is broken.
    failOn: format === 'b4' ? 'never' : oneOf('level', values['fail-on'] ?? config.failOn ?? 'warning', failOnLevels),
    format,
  }
}

function fuzzOf(word: string | undefined): number {
  if (word === undefined) return 0
  if (/^\d$/.test(word)) return Number(word)
  throw new InputError(`Unexpected \`--fuzz ${word}\`, expected a number of lines from 0 to 9`)
}
