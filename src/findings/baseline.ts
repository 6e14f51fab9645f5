/**
 * A ratchet. What the baseline lists is silent; what it lists and is no more has to be taken off, so that it can only
 * get shorter and never hides a finding that comes back.
 *
 *     {"version": 1, "findings": [
 *       {"fingerprint": "0f3a…", "rule": "struct-field-name", "symbol": "struct kvm_cpuid2.flags", "file": "…/api.rst"}
 *     ]}
 */

import {InputError} from '../model/index.ts'
import type {IdentifiedFinding} from './fingerprint.ts'

/** All but the fingerprint is for the person who reads the file. */
export interface BaselineEntry {
  readonly fingerprint: string
  readonly rule: string
  readonly symbol: string
  readonly file: string
}

export interface Ratcheted {
  /** What the baseline does not list. */
  readonly findings: readonly IdentifiedFinding[]
  /** What it lists and is no more. */
  readonly gone: readonly BaselineEntry[]
}

/** `judged` says whether an entry could have been found by this run, which may have asked only some rules. */
export function ratchet(
  findings: readonly IdentifiedFinding[],
  baseline: readonly BaselineEntry[],
  judged: (entry: BaselineEntry) => boolean,
): Ratcheted {
  const listed = new Set(baseline.map(({fingerprint}) => fingerprint))
  const found = new Set(findings.map(({fingerprint}) => fingerprint))
  return {
    findings: findings.filter(({fingerprint}) => !listed.has(fingerprint)),
    gone: baseline.filter((entry) => !found.has(entry.fingerprint) && judged(entry)),
  }
}

/** The baseline that lists `findings`, and still what of `before` this run could not judge. */
export function updateBaseline(
  findings: readonly IdentifiedFinding[],
  before: readonly BaselineEntry[],
  judged: (entry: BaselineEntry) => boolean,
): readonly BaselineEntry[] {
  const found = findings.map(({fingerprint, rule, symbol, place}) => ({fingerprint, rule, symbol, file: place.file}))
  const entries = new Map(
    [...before.filter((entry) => !judged(entry)), ...found].map((entry) => [entry.fingerprint, entry]),
  )
  const key = ({file, rule, symbol, fingerprint}: BaselineEntry) => [file, rule, symbol, fingerprint].join('\0')
  return [...entries.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** One entry a line: two branches that each fix a finding merge without a conflict of everything. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map((entry) => `\n  ${JSON.stringify(entry)}`)
  return `{"version": 1, "findings": [${lines.join(',')}${lines.length > 0 ? '\n' : ''}]}\n`
}

/** Throws `InputError`; `name` is the file's, for the message. */
export function parseBaseline(text: string, name: string): readonly BaselineEntry[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InputError(`${name}: Unexpected text, expected JSON (${error instanceof Error ? error.message : error})`)
  }
  if (!hasVersionOne(json)) throw new InputError(`${name}: Unexpected JSON, expected {"version": 1, "findings": […]}`)
  for (const [index, entry] of json.findings.entries()) {
    if (!isEntry(entry)) {
      throw new InputError(
        `${name}: \`findings.${index}\`: Unexpected value, expected fingerprint, rule, symbol and file`,
      )
    }
  }
  return json.findings as readonly BaselineEntry[]
}

function hasVersionOne(json: unknown): json is {readonly findings: readonly unknown[]} {
  return (
    typeof json === 'object' &&
    json !== null &&
    'version' in json &&
    json.version === 1 &&
    'findings' in json &&
    Array.isArray(json.findings)
  )
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false
  const entry = value as Record<string, unknown>
  return ['fingerprint', 'rule', 'symbol', 'file'].every((key) => typeof entry[key] === 'string')
}
