/**
 * What makes a finding the same finding in another version of the tree: its rule, its symbol and the source line it
 * stands on, white space aside. No line number, so that text added above changes nothing.
 */

import {createHash} from 'node:crypto'
import type {Finding} from '../model/index.ts'

/** A finding that can be recognised again. */
export interface IdentifiedFinding extends Finding {
  readonly fingerprint: string
}

/** The lines of a file of the tree; empty where there is no such file. */
export type LinesOf = (file: string) => readonly string[]

/** `findings` in their order: that order numbers those that are otherwise the same. */
export function identify(findings: readonly Finding[], linesOf: LinesOf): readonly IdentifiedFinding[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const line = linesOf(finding.place.file)[finding.place.line - 1] ?? ''
    const key = [finding.rule, finding.symbol, line.trim().replaceAll(/\s+/g, ' ')].join('\n')
    const number = (seen.get(key) ?? 0) + 1
    seen.set(key, number)
    return {...finding, fingerprint: shortHash(`${key}\n${number}`)}
  })
}

/** 64 bits: among ten thousand findings, two share one by accident once in 10^11 trees. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
