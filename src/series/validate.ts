/** Data of unknown origin to a series: its shape by the schema, then whether it contradicts itself. */

import {type BaseIssue, getDotPath, safeParse} from 'valibot'
import {InputError, type Series} from '../model/index.ts'
import {contradictions} from './contradictions.ts'
import {problem, type SeriesProblem} from './problem.ts'
import {seriesSchema} from './schema.ts'

/** Nobody reads more lines than these at once. */
const shownLines = 50

/** Throws `InputError`: a line for each problem, the path in the data, what stands there and what was expected. */
export function validateSeries(data: unknown, source: string): Series {
  const {series, problems} = read(data)
  if (series && problems.length === 0) return series
  const lines = [...new Set(problems.map(({path, message}) => (path === '' ? message : `\`${path}\`: ${message}`)))]
  const rest = lines.length > shownLines ? [`and ${lines.length - shownLines} more`] : []
  throw new InputError([...lines.slice(0, shownLines), ...rest].map((line) => `${source}: ${line}`).join('\n'))
}

interface Read {
  readonly series: Series | undefined
  readonly problems: readonly SeriesProblem[]
}

function read(data: unknown): Read {
  // valibot takes an array for an object with the keys 0, 1, 2.
  if (Array.isArray(data)) return {series: undefined, problems: [problem('', 'Unexpected Array, expected Object')]}
  const parsed = safeParse(seriesSchema, data)
  if (!parsed.success) return {series: undefined, problems: parsed.issues.map(problemOf)}
  return {series: parsed.output, problems: contradictions(parsed.output)}
}

function problemOf(issue: BaseIssue<unknown>): SeriesProblem {
  // Of a choice, the alternative that the data came into says more than that none of them held.
  const inner = issue.type === 'union' ? issue.issues?.find(({path}) => path !== undefined) : undefined
  if (inner) {
    const {path, message} = problemOf(inner)
    return problem(`${getDotPath(issue) ?? ''}.${path}`, message)
  }
  const message = isMissing(issue) ? 'Unexpected absence' : `Unexpected ${shorten(issue.received)}`
  return problem(getDotPath(issue) ?? '', `${message}, expected ${expectedBy(issue)}`)
}

/** A whole section's prose would not fit on a line. */
function shorten(received: string): string {
  const line = received.slice(0, 60).replaceAll(/\s+/g, ' ')
  return received.length > 60 ? `${line}…` : line
}

/** An object lacks a key: the object's issue then says which key it wanted. */
function isMissing({received, path}: BaseIssue<unknown>): boolean {
  return received === 'undefined' && path !== undefined
}

/** Patterns, which have words of their own for what they want. */
const worded: ReadonlySet<string> = new Set(['regex', 'iso_timestamp', 'email'])

function expectedBy(issue: BaseIssue<unknown>): string {
  if (worded.has(issue.type)) return issue.message
  if (issue.expected === 'never' || issue.expected === null) return 'no such key'
  return isMissing(issue) ? 'a value' : issue.expected
}
