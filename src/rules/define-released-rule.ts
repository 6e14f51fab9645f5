/** A rule about what a patch does to the headers that were released: it judges changes, and reads nothing itself. */

import type {Finding} from '../model/index.ts'
import type {Detail, Messages, RuleData} from './define-rule.ts'
import type {ReleasedChange} from './support/released/index.ts'

type Judge<M extends Messages> = (
  message: keyof M & string,
  names: readonly string[],
  detail?: Pick<Detail, 'note' | 'severity'>,
) => void

/** Headers before a patch and after it, by path; a path that stands in one of them alone is removed or new. */
export interface ReleasedExample {
  readonly name: string
  readonly before: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
  /** `file:line:column: severity: message`, in the order of findings; empty for a clean example. */
  readonly expected: readonly string[]
}

type RuleText<M extends Messages> = Omit<RuleData<M, 'tree'>, 'check' | 'scope' | 'examples'>

interface ReleasedRuleData<M extends Messages> extends RuleText<M> {
  readonly scope: 'patch'
  readonly examples: readonly ReleasedExample[]
  /** Called with each change; the place and the symbol are the change's. */
  readonly judge: (change: ReleasedChange, report: Judge<M>) => void
}

export interface ReleasedRule extends RuleText<Messages> {
  readonly scope: 'patch'
  readonly examples: readonly ReleasedExample[]
  readonly run: (changes: readonly ReleasedChange[]) => readonly ReleasedFinding[]
}

export interface ReleasedFinding {
  readonly finding: Finding
  /** Which file the place is in: what was removed has none in the one after the patch. */
  readonly side: 'before' | 'after'
}

export function defineReleasedRule<const M extends Messages>({judge, ...data}: ReleasedRuleData<M>): ReleasedRule {
  return {
    ...data,
    run: (changes) =>
      changes.flatMap((change) => {
        const findings: ReleasedFinding[] = []
        judge(change, (message, names, {note, severity = data.severity} = {}) => {
          const {symbol, before, after} = change
          const text = (data.messages[message] as Messages[string])(...names)
          const {place} = after ?? before
          const finding = {rule: data.id, severity, message: text, symbol, place, related: [], ...(note && {note})}
          findings.push({finding, side: after ? 'after' : 'before'})
        })
        return findings
      }),
  }
}
