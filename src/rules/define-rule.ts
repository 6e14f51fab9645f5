/** A rule is data with one function: what it is about, why it exists, what it says, and examples that are its tests. */

import type {Finding, Place, RelatedPlace, SeriesVersion, Severity} from '../model/index.ts'
import type {Addition, TreeInput} from '../uapi/index.ts'

/** What rules of `defineRule` look at: a tree, or what is added to one, by the data of a series or by patches. */
export interface Inputs {
  readonly tree: TreeInput
  readonly addition: Addition
}

/** Where a rule looks; those of `patch` and `series` are in `define-patch-rule.ts`. */
export type Scope = keyof Inputs | 'patch' | 'series'

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

interface ExampleData {
  readonly name: string
  /** `file:line:column: severity: message`, in the order of findings; empty for a clean example. */
  readonly expected: readonly string[]
}

/**
 * A small tree as typed data: the files by path. `DOCUMENT` and `HEADER` are the paths that a check reads by default. Of a
 * rule about patches, their hunks, each line with its ` `, `+` or `-`.
 */
export interface FilesExample extends ExampleData {
  readonly files: Readonly<Record<string, string>>
  /** The commit message, where it is what the rule reads. */
  readonly message?: string
}

/** What is added, as a version of a series; `tree` is what it is held against. */
export interface AdditionExample extends ExampleData {
  readonly version: SeriesVersion
  readonly tree?: Readonly<Record<string, string>>
}

export type Example = FilesExample | AdditionExample

export interface Examples {
  readonly tree: FilesExample
  /** Or hunks, of what only code tells. */
  readonly addition: AdditionExample | FilesExample
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

export interface RuleData<M extends Messages, S extends keyof Inputs> extends RuleInfo {
  readonly scope: S
  readonly messages: M
  readonly check: (input: Inputs[S], report: Report<M>) => void
  readonly examples: readonly Examples[S][]
}

export interface RuleOf<S extends keyof Inputs> extends RuleInfo {
  readonly scope: S
  readonly examples: readonly Examples[S][]
  readonly run: (input: Inputs[S]) => readonly Finding[]
}

export function defineRule<const M extends Messages, const S extends keyof Inputs>({
  check,
  ...data
}: RuleData<M, S>): RuleOf<S> {
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
