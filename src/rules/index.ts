/** Rules by what they look at, a list each; and what they find. */

import type {Finding} from '../model/index.ts'
import type {Addition, TreeInput} from '../uapi/index.ts'
import {additionRules} from './addition-rules.ts'
import {dataRules} from './data-rules.ts'
import type {RuleInfo} from './define-rule.ts'
import {patchedRules, patchedRulesFor} from './patched-rules.ts'
import {releasedRules} from './released-rules.ts'
import {reviewRules} from './review-rules.ts'
import {treeRules} from './tree-rules.ts'

export {additionRules} from './addition-rules.ts'
export {dataRules} from './data-rules.ts'
export type {PatchFinding, PatchInput, ReviewRule, SeriesInput} from './define-patch-rule.ts'
export type {ReleasedExample, ReleasedFinding, ReleasedRule} from './define-released-rule.ts'
export type {AdditionExample, Example, FilesExample, Messages, RuleInfo, RuleOf, Scope} from './define-rule.ts'
export {patchedRules} from './patched-rules.ts'
export {
  type RegenerableDifference,
  type RegenerableStruct,
  regenerableRules,
  regenerableStructs,
} from './regenerable.ts'
export {checkReleased, releasedRules} from './released-rules.ts'
export {reviewHunks, reviewRules, reviewSeries, rulesOfHunks} from './review-rules.ts'
export {treeRules} from './tree-rules.ts'

/** All of them, as they are listed. */
export const rules: readonly RuleInfo[] = [
  ...treeRules,
  ...patchedRules,
  ...additionRules,
  ...dataRules,
  ...releasedRules,
  ...reviewRules,
]

/** What the rules find in a tree; `only` names the rules to ask, by id. The order is the rules', then the source's. */
export function checkTree(input: TreeInput, only?: ReadonlySet<string>): readonly Finding[] {
  return treeRules.filter(({id}) => only?.has(id) ?? true).flatMap((rule) => rule.run(input))
}

/** What they find in a tree that patches were applied to; `changed` are the lines that these add and remove. */
export function checkPatched(
  input: TreeInput,
  changed: readonly string[],
  only?: ReadonlySet<string>,
): readonly Finding[] {
  return [...treeRules, ...patchedRulesFor(changed)]
    .filter(({id}) => only?.has(id) ?? true)
    .flatMap((rule) => rule.run(input))
}

/** What they find in what is added: by itself, as a tree would be, and by the rules about additions. */
export function checkAddition(addition: Addition, only?: ReadonlySet<string>): readonly Finding[] {
  const asked = [...additionRules, ...dataRules].filter(({id}) => only?.has(id) ?? true)
  return [...checkTree(addition.own, only), ...asked.flatMap((rule) => rule.run(addition))]
}
