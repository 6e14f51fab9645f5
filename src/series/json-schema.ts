/** The JSON schema that editors use, published as docs/series.schema.json. */

import {toJsonSchema} from '@valibot/to-json-schema'
import {seriesSchema} from './schema.ts'

export function seriesJsonSchema(): object {
  const {$schema, ...schema} = toJsonSchema(seriesSchema, {target: 'draft-07'})
  return {$schema, title: 'uapidoc series', ...schema}
}
