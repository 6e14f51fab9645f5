/** A rule is data with one function: what it is about, why it exists, what it says, and examples that are its tests. */

import type {Finding, Place, RelatedPlace, Severity} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'

/** Where a rule looks: one tree, one patch, a series, or a series with its replies. */
export type Scope = 'tree' | 'patch' | 'series'

/** A message is a function of the names it speaks of: "Unexpected X, expected Y". */
export type Messages = Readonly<Record<string, (...names: string[]) => string>>

export interface Detail {
  readonly symbol: string
  readonly place: Place
  readonly related?: readonly RelatedPlace[]
  readonly note?: string | undefined
  /** Where one case of a rule is weaker than the rule: a question, or something absent since ever. */
  readonly severity?: Severity
}

export type Report<M extends Messages> = (message: keyof M & string, names: readonly string[], detail: Detail) => void

/**
 * A small tree as typed data: the files by path; of a rule about patches, their hunks, each line with its ` `, `+` or `-`
 * (see `support/hunks.ts`).
 */
export interface Example {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  /** `file:line:column: severity: message`, in the order of findings; empty for a clean example. */
  readonly expected: readonly string[]
}

/** What there is to read about a rule, whatever it looks at. */
export interface RuleInfo {
  readonly id: string
  readonly scope: Scope
  readonly severity: Severity
  /** One sentence: what holds where the rule is silent. */
  readonly summary: string
  /** Why a maintainer asks for it. */
  readonly why: string
  /** The document, header or mail that the rule comes from. */
  readonly source: string
  readonly messages: Messages
  /** At least one that is not clean, and one that is although it has the same keywords. */
  readonly examples: readonly Example[]
}

interface TreeRuleData<M extends Messages> extends Omit<RuleInfo, 'scope'> {
  readonly scope: 'tree'
  readonly messages: M
  readonly check: (input: TreeInput, report: Report<M>) => void
}

export interface TreeRule extends RuleInfo {
  readonly scope: 'tree'
  readonly run: (input: TreeInput) => readonly Finding[]
}

export function defineRule<const M extends Messages>({check, ...data}: TreeRuleData<M>): TreeRule {
  return {
    ...data,
    run(input) {
      const findings: Finding[] = []
      check(input, (message, names, {symbol, place, related = [], note, severity = data.severity}) => {
        const text = (data.messages[message] as Messages[string])(...names)
        findings.push({rule: data.id, severity, message: text, symbol, place, related, ...(note && {note})})
      })
      return findings
    },
  }
}
