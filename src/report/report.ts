/** What every format gets, and the one type they all are: a pure function from results to text. */

import type {IdentifiedFinding, LinesOf} from '../findings/index.ts'
import type {Finding, Ledger, Mail} from '../model/index.ts'
import type {RuleInfo} from '../rules/index.ts'

/** Where a mail can be read on the web. */
export type LinkOf = (mail: Mail) => string | undefined

export interface Results {
  /** In the order they are to be shown. */
  readonly findings: readonly IdentifiedFinding[]
  /** In a review, what a file holds depends on the patch that a finding is about. */
  readonly linesOf: (finding: Finding) => LinesOf
  /** The rules that were asked, for the formats that list them. */
  readonly rules: readonly RuleInfo[]
  /** Of uapidoc. */
  readonly version: string
  /** In a review, where somebody knows. */
  readonly linkOf?: LinkOf
  /** In a review, what became of comments on earlier versions. */
  readonly ledger?: Ledger
}

/** What only matters where a person reads at a terminal. */
export interface Appearance {
  readonly color: boolean
  /** In columns. */
  readonly width: number
}

/** Gives whole lines, each with its line feed; an empty string where there is nothing to say. */
export type Reporter = (results: Results, appearance: Appearance) => string
