/** A series: schema, loading, validation, and what is shipped. valibot is loaded only where there is something to validate. */

import type {Series} from '../model/index.ts'

export {compareVersions, type FactDifference, type TextDifference, type VersionDifference} from './compare.ts'
export type {Paragraph, Words} from './compare-text.ts'
export {type LoadedSeries, loadSeries, versionOf} from './load.ts'
export {shippedSeries} from './shipped.ts'

/** Data of unknown origin, from `source`, to a series. Throws `InputError`, a line for each problem. */
export async function validateSeries(data: unknown, source: string): Promise<Series> {
  return (await import('./validate.ts')).validateSeries(data, source)
}

/** What a series may hold, for editors. */
export async function seriesJsonSchema(): Promise<object> {
  return (await import('./json-schema.ts')).seriesJsonSchema()
}
