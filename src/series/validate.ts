/** Data of unknown origin to a series: its shape by the schema, then whether it contradicts itself. */

import {type BaseIssue, getDotPath, safeParse} from 'valibot'
import {InputError, type Series} from '../model/index.ts'
import {seriesSchema} from './schema.ts'

/** Throws `InputError`: a line for each problem, the path in the data, what stands there and what was expected. */
export function validateSeries(data: unknown, source: string): Series {
  const parsed = safeParse(seriesSchema, data)
  if (!parsed.success) throw new InputError(parsed.issues.map((issue) => `${source}: ${lineOf(issue)}`).join('\n'))
  return parsed.output
}

function lineOf(issue: BaseIssue<unknown>): string {
  const path = getDotPath(issue)
  return `${path === null ? '' : `\`${path}\`: `}Unexpected ${issue.received}, expected ${expectedBy(issue)}`
}

/** A pattern says in words what it wants: its message. */
function expectedBy({type, expected, message}: BaseIssue<unknown>): string {
  if (type === 'regex') return message
  return expected === 'never' || expected === null ? 'no such key' : expected
}
