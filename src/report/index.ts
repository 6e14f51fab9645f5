/** Findings to text: one format a file, loaded when it is asked for. */

import type {Reporter} from './report.ts'

export {escapeControls} from './escape.ts'
export type {Appearance, Reporter, Results} from './report.ts'

const loaders = {
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
} as const satisfies Record<string, () => Promise<Reporter>>

export type Format = keyof typeof loaders

export const formats = Object.keys(loaders) as readonly Format[]

export function isFormat(name: string): name is Format {
  return Object.hasOwn(loaders, name)
}

export function loadReporter(format: Format): Promise<Reporter> {
  return loaders[format]()
}
