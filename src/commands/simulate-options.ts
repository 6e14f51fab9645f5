/** What `uapidoc simulate` is asked for. */

import {InputError} from '../model/index.ts'
import {type Bound, defaultBound, largestBound} from '../reference/index.ts'
import {oneOf, parseWords} from './words.ts'

export const simulateFormats = ['text', 'json', 'markdown', 'mermaid', 'svg'] as const
export type SimulateFormat = (typeof simulateFormats)[number]

/** What is made of the series; a trace where nothing else is asked for. */
export const simulateModes = ['explore', 'claims', 'kvm', 'print-json'] as const
export type SimulateMode = (typeof simulateModes)[number] | 'trace'

export interface SimulateOptions {
  /** `memory-fault-exits@revised`. */
  readonly series: string
  /** A scenario's name, or a claim's id. */
  readonly scenario: string | undefined
  readonly mode: SimulateMode
  readonly format: SimulateFormat
  /** Actions that follow those of the scenario. */
  readonly actions: readonly string[]
  readonly bound: Bound
  /** Bytes that states may take. */
  readonly memory: number
  /** Where the headers are that a test is compiled against. */
  readonly tree: string | undefined
}

const options = {
  explore: {type: 'boolean'},
  claims: {type: 'boolean'},
  kvm: {type: 'boolean'},
  'print-json': {type: 'boolean'},
  format: {type: 'string'},
  do: {type: 'string', multiple: true},
  bound: {type: 'string'},
  memory: {type: 'string'},
  tree: {type: 'string'},
} as const

/** Which formats there are of what. */
const formatsOf: Readonly<Record<SimulateMode, readonly SimulateFormat[]>> = {
  trace: simulateFormats,
  explore: ['text', 'json', 'markdown'],
  claims: ['text', 'json', 'markdown'],
  kvm: ['text', 'json'],
  'print-json': ['json'],
}

/** Throws `InputError`. */
export function simulateOptions(words: readonly string[]): SimulateOptions {
  const {values, positionals} = parseWords('simulate', words, options)
  const [series, scenario, unexpected] = positionals
  if (series === undefined) {
    throw new InputError('Unexpected lack of a series, expected SERIES (see `uapidoc simulate --help`)')
  }
  if (unexpected !== undefined) throw new InputError(`Unexpected word \`${unexpected}\`, expected one scenario`)
  const modes = simulateModes.filter((name) => values[name])
  const [mode = 'trace', second] = modes
  if (second !== undefined)
    throw new InputError(`Unexpected \`--${second}\` beside \`--${mode}\`, expected one of them`)
  const format = oneOf('format', values.format ?? (mode === 'print-json' ? 'json' : 'text'), formatsOf[mode])
  return {
    series,
    scenario,
    mode,
    format,
    actions: values.do ?? [],
    bound: values.bound === undefined ? defaultBound : boundOf(values.bound),
    memory: 1024 * 1024 * wholeNumber('memory', values.memory ?? '1024', 'megabytes'),
    tree: values.tree,
  }
}

/** `2,3,3`: vCPUs, pages, accesses of each vCPU. */
function boundOf(text: string): Bound {
  const [vcpus = 0, pages = 0, accesses = 0, ...others] = text
    .split(',')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : 0))
  const bound = {vcpus, pages, accesses}
  const isPossible = (['vcpus', 'pages', 'accesses'] as const).every(
    (name) => bound[name] >= 1 && bound[name] <= largestBound[name],
  )
  if (isPossible && others.length === 0) return bound
  const {vcpus: most, pages: mostPages, accesses: mostAccesses} = largestBound
  throw new InputError(
    `Unexpected bound \`${text}\`, expected VCPUS,PAGES,ACCESSES from 1,1,1 to ${most},${mostPages},${mostAccesses}`,
  )
}

function wholeNumber(name: string, text: string, unit: string): number {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (value >= 1) return value
  throw new InputError(`Unexpected \`--${name} ${text}\`, expected ${unit}, a number from 1`)
}
