/** Finds uapidoc.config.json, reads it and says what is wrong with it. */

import {existsSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {InputError} from '../model/index.ts'
import type {Config, KnownNames} from './schema.ts'

export const configName = 'uapidoc.config.json'

export interface LoadedConfig {
  readonly config: Config
  /** Where it was found: paths in it are relative to that directory. */
  readonly directory: string
}

/** The nearest one, from a directory upwards; an empty one where there is none. `known` is asked for one that is there. Throws `InputError`. */
export async function findConfig(directory: string, known: () => Promise<KnownNames>): Promise<LoadedConfig> {
  for (let at = directory; ; at = dirname(at)) {
    const file = join(at, configName)
    if (existsSync(file)) return {config: await readConfig(file, await known()), directory: at}
    if (dirname(at) === at) return {config: {}, directory}
  }
}

/** valibot is loaded only where there is something to validate. */
export async function readConfig(file: string, known: KnownNames): Promise<Config> {
  const [{safeParse, getDotPath}, {configSchema}] = await Promise.all([import('valibot'), import('./schema.ts')])
  const json = parseJson(file)
  // valibot takes an array for an object with the keys 0, 1, 2.
  if (Array.isArray(json)) throw new InputError(`${file}: Unexpected Array, expected Object`)
  const {output, success, issues} = safeParse(configSchema(known), json)
  if (success) return output
  const [issue, ...others] = issues
  const {expected, received} = issue
  const path = getDotPath(issue)
  const wanted = expected === 'never' || expected === null ? 'no such key' : expected
  throw new InputError(
    `${file}:${path === null ? '' : ` \`${path}\`:`} Unexpected ${received}, expected ${wanted}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
  )
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new InputError(`${file}: Unexpected text, expected JSON (${error instanceof Error ? error.message : error})`)
  }
}
