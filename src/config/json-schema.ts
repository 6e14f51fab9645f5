/** The JSON schema that editors use, published as docs/uapidoc.config.schema.json. */

import {toJsonSchema} from '@valibot/to-json-schema'
import {configSchema, type KnownNames} from './schema.ts'

export function configJsonSchema(known: KnownNames): object {
  const {$schema, ...schema} = toJsonSchema(configSchema(known), {target: 'draft-07'})
  return {$schema, title: 'uapidoc.config.json', ...schema}
}
