/** Rules of the scope `tree` that are only asked of what patches add: what they ask for was often not there before. */

import type {RuleOf} from './define-rule.ts'
import {errnoUnnamed} from './errno-unnamed.ts'
import {nameRedefined} from './name-redefined.ts'

export const patchedRules: readonly RuleOf<'tree'>[] = [errnoUnnamed, nameRedefined]

/** A word of the lines that a patch has to change before it is worth asking a rule, where asking takes long. */
const words: Readonly<Record<string, RegExp>> = {[errnoUnnamed.id]: /\bE[A-Z0-9]{3,}\b/}

/** Those that may find something where lines have changed. */
export function patchedRulesFor(changed: readonly string[]): readonly RuleOf<'tree'>[] {
  return patchedRules.filter(({id}) => {
    const word = words[id]
    return word === undefined || changed.some((line) => word.test(line))
  })
}
