/** Loads a series that is shipped, or a user's from a file: JSON, or a module whose default export it is. */

import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {InputError, type Series, type SeriesVersion} from '../model/index.ts'
import {shipped, shippedSeries} from './shipped.ts'
import {extensionOf, parseSpecification} from './specification.ts'

export interface LoadedSeries {
  readonly series: Series
  readonly version: SeriesVersion
}

/** `import`, of whoever has one: a script that is not a module cannot. */
export type ImportModule = (url: string) => Promise<{readonly default?: unknown}>

/** `directory` is where a relative file is looked for. Throws `InputError`, one line for each problem. */
export async function loadSeries(
  specification: string,
  directory: string,
  importModule: ImportModule = (url) => import(/* @vite-ignore */ url),
): Promise<LoadedSeries> {
  const {kind, name, version} = parseSpecification(specification)
  const series = kind === 'name' ? await shippedNamed(name) : await seriesInFile(name, directory, importModule)
  return {series, version: versionOf(series, version)}
}

/** The last one where none is named. */
export function versionOf(series: Series, id: string | undefined): SeriesVersion {
  const found = id === undefined ? series.versions.at(-1) : series.versions.find((version) => version.id === id)
  if (found) return found
  const ids = series.versions.map((version) => version.id).join(', ')
  throw new InputError(`${series.name}: Unexpected version \`${id ?? ''}\`, expected one of ${ids}`)
}

/** Tests hold that what is shipped is valid. */
async function shippedNamed(name: string): Promise<Series> {
  const load = Object.hasOwn(shipped, name) ? shipped[name] : undefined
  if (load) return (await load()).default
  throw new InputError(
    `Unexpected series \`${name}\`, expected one of ${shippedSeries.join(', ')}, or a file: FILE.json, FILE.js, FILE.mjs`,
  )
}

async function seriesInFile(name: string, directory: string, importModule: ImportModule): Promise<Series> {
  const file = resolve(directory, name)
  const isJson = extensionOf(file) === '.json'
  const data = isJson ? parseJson(readText(file, name), name) : await defaultExport(file, name, importModule)
  const {validateSeries} = await import('./validate.ts')
  return validateSeries(data, name)
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EISDIR')
      throw new InputError(`${name}: Unexpected directory, expected a series (a tree is --tree DIR)`)
    throw new InputError(`${name}: Unexpected ${code}, expected a series that can be read`)
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(`${name}: Unexpected text, expected JSON (${messageOf(error)})`)
  }
}

async function defaultExport(file: string, name: string, importModule: ImportModule): Promise<unknown> {
  // Node's message of a missing module names the importing one, too.
  readText(file, name)
  try {
    const {default: data} = await importModule(pathToFileURL(file).href)
    if (data !== undefined) return data
  } catch (error) {
    if (codeOf(error) === 'ERR_UNKNOWN_FILE_EXTENSION') {
      throw new InputError(`${name}: Unexpected TypeScript, expected JSON or JavaScript: this Node strips no types`)
    }
    throw new InputError(`${name}: Unexpected ${messageOf(error)}, expected a module that can be loaded`)
  }
  throw new InputError(`${name}: Unexpected module without default export, expected a series as its default export`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)
}
