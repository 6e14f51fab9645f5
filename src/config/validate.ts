/** Data of unknown origin to a config, or what is wrong with it. valibot is loaded with this module, when there is a file. */

import {getDotPath, safeParse} from 'valibot'
import {InputError} from '../model/index.ts'
import {type Config, configSchema, type KnownNames} from './schema.ts'

/** Throws `InputError`, one line; `source` is what it calls the data. */
export function validateConfig(data: unknown, known: KnownNames, source: string): Config {
  // valibot takes an array for an object with the keys 0, 1, 2.
  if (Array.isArray(data)) throw new InputError(`${source}: Unexpected Array, expected Object`)
  const {output, success, issues} = safeParse(configSchema(known), data)
  if (success) return output
  const [issue, ...others] = issues
  const {expected, received} = issue
  const path = getDotPath(issue)
  const wanted = expected === 'never' || expected === null ? 'no such key' : expected
  throw new InputError(
    `${source}:${path === null ? '' : ` \`${path}\`:`} Unexpected ${received}, expected ${wanted}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
  )
}
