/** The rules about what is added that only a series' data can answer; a new one is one file and one line here. */

import {additionDocument} from './addition-document.ts'
import {additionHeader} from './addition-header.ts'
import {additionHost} from './addition-host.ts'
import {claimMissing} from './claim-missing.ts'
import {claimRefuted} from './claim-refuted.ts'
import type {RuleOf} from './define-rule.ts'

export const dataRules: readonly RuleOf<'addition'>[] = [
  claimMissing,
  claimRefuted,
  additionHeader,
  additionDocument,
  additionHost,
]
