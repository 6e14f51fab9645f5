/** Rules of the scope `tree` that are only asked of what patches add: what they ask for was often not there before. */

import type {RuleOf} from './define-rule.ts'
import {errnoUnnamed} from './errno-unnamed.ts'
import {nameRedefined} from './name-redefined.ts'

export const patchedRules: readonly RuleOf<'tree'>[] = [errnoUnnamed, nameRedefined]
