/** Every rule, in the order of the listing; a new rule is one file and one line here. */

import type {Finding} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import type {Rule} from './define-rule.ts'

export type {Example, Messages, Rule, Scope} from './define-rule.ts'

export const rules: readonly Rule[] = []

/** What the rules find in a tree; `only` names the rules to ask, by id. The order is the rules', then the source's. */
export function checkTree(input: TreeInput, only?: ReadonlySet<string>): readonly Finding[] {
  return rules.filter(({id}) => only?.has(id) ?? true).flatMap((rule) => rule.run(input))
}
