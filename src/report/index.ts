/** Findings to text: one format a file, loaded when it is asked for. */

import type {VFile} from 'vfile'
import type {IdentifiedFinding} from '../findings/index.ts'
import type {RuleInfo} from '../rules/index.ts'
import type {Difference} from './difference-text.ts'
import type {Reporter} from './report.ts'

export {type Difference, differenceText} from './difference-text.ts'
export {escapeControls} from './escape.ts'
export {ledgerTitle} from './ledger.ts'
export type {Appearance, LinkOf, Reporter, Results} from './report.ts'
export {ruleList, ruleText} from './rule-text.ts'

/** For unified's own reporters and editors; vfile is loaded when it is asked for, too. */
export async function toVFiles(findings: readonly IdentifiedFinding[]): Promise<readonly VFile[]> {
  return (await import('./vfiles.ts')).toVFiles(findings)
}

/** Markdown, whose writer is loaded when it is asked for. */
export async function differenceMarkdown(difference: Difference): Promise<string> {
  return (await import('./difference-markdown.ts')).differenceMarkdown(difference)
}

/** docs/rules/: file name to text. */
export async function rulePages(rules: readonly RuleInfo[]): Promise<ReadonlyMap<string, string>> {
  return (await import('./rule-markdown.ts')).rulePages(rules)
}

/** What `simulate` shows: traces, claims and contention to text, data and pictures. */
export function loadSimulation() {
  return import('./simulation/index.ts')
}

const loaders = {
  pretty: async () => (await import('./pretty.ts')).pretty,
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  rdjsonl: async () => (await import('./rdjsonl.ts')).rdjsonl,
  b4: async () => (await import('./b4.ts')).b4,
  mail: async () => (await import('./mail.ts')).mail,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).html,
} as const satisfies Record<string, () => Promise<Reporter>>

export type Format = keyof typeof loaders

export const formats = Object.keys(loaders) as readonly Format[]

export function loadReporter(format: Format): Promise<Reporter> {
  return loaders[format]()
}
