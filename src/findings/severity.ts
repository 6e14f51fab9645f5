/** Another severity than the rule's own, where the configuration says so. */

import type {Severity} from '../model/index.ts'
import type {IdentifiedFinding} from './fingerprint.ts'

/** A rule's new severity holds for all its findings, also for those that the rule itself holds for weaker. */
export function withSeverities(
  findings: readonly IdentifiedFinding[],
  severityOf: (rule: string) => Severity | undefined,
): readonly IdentifiedFinding[] {
  return findings.map((finding) => ({...finding, severity: severityOf(finding.rule) ?? finding.severity}))
}
