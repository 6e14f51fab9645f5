/** `2 errors, 1 warning`; nothing where there is no finding. */

import {countBySeverity, type IdentifiedFinding} from '../findings/index.ts'
import {severities} from '../model/index.ts'
import type {Paint} from './paint.ts'

const plurals = {error: 'errors', warning: 'warnings', info: 'infos'} as const

export function countsOf(findings: readonly IdentifiedFinding[], paint: Paint = (_, text) => text): string {
  const count = countBySeverity(findings)
  const some = severities.filter((severity) => count[severity] > 0)
  return some.map((of) => paint(of, `${count[of]} ${count[of] === 1 ? of : plurals[of]}`)).join(', ')
}
