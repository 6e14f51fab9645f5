/** The rules about what a patch does to headers that were released; a new one is one file and one line here. */

import type {ReleasedPair} from '../uapi/index.ts'
import {constantChanged} from './constant-changed.ts'
import type {ReleasedFinding, ReleasedRule} from './define-released-rule.ts'
import {ioctlChanged} from './ioctl-changed.ts'
import {structChanged} from './struct-changed.ts'
import {compareReleased} from './support/released/index.ts'
import {symbolRemoved} from './symbol-removed.ts'

export const releasedRules: readonly ReleasedRule[] = [structChanged, ioctlChanged, constantChanged, symbolRemoved]

/** What breaks userspace between two states of the headers; `only` names the rules to ask, by id. */
export function checkReleased(pairs: readonly ReleasedPair[], only?: ReadonlySet<string>): readonly ReleasedFinding[] {
  const asked = releasedRules.filter(({id}) => only?.has(id) ?? true)
  if (asked.length === 0) return []
  const changes = compareReleased(pairs)
  return asked.flatMap((rule) => rule.run(changes))
}
