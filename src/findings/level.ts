/** Whether findings are bad enough to fail. */

import {type FailOn, type Finding, type Severity, severities} from '../model/index.ts'

export function fails(findings: readonly Finding[], failOn: FailOn): boolean {
  if (failOn === 'never') return false
  const loudEnough = severities.slice(0, severities.indexOf(failOn) + 1)
  return findings.some(({severity}) => loudEnough.includes(severity))
}

export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = {error: 0, warning: 0, info: 0}
  for (const {severity} of findings) count[severity]++
  return count
}
