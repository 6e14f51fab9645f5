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

export async function readConfig(file: string, known: KnownNames): Promise<Config> {
  const {validateConfig} = await import('./validate.ts')
  return validateConfig(parseJson(file), known, file)
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new InputError(`${file}: Unexpected text, expected JSON (${error instanceof Error ? error.message : error})`)
  }
}
