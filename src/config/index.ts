/** uapidoc.config.json: schema, search, reading. */

export {configName, findConfig, type LoadedConfig, readConfig} from './load.ts'
export type {Config, KnownNames} from './schema.ts'

/** What the file may hold, for editors. Lazy: only the generator of docs/ asks for it. */
export async function configJsonSchema(known: import('./schema.ts').KnownNames): Promise<object> {
  return (await import('./json-schema.ts')).configJsonSchema(known)
}
