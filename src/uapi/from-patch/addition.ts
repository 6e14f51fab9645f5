/** Posted patches as an addition: what their hunks add to documents, headers and code, each read when it is asked for. */

import type {Addition, PatchedTree} from '../addition.ts'
import {once} from '../from-implementation/once.ts'
import {addedDocument} from './added-document.ts'
import {addedHeaders, addedMembers, pendingNumbers, shownNumbers} from './added-headers.ts'
import {addedImplementation, claimedExitData} from './added-implementation.ts'
import type {PatchFacts} from './facts.ts'

/** Places are in the hunks, as `PatchView` moves them. `others` is what is posted beside. */
export function patchAddition(
  patches: readonly PatchFacts[],
  patched: PatchedTree | undefined,
  others: readonly PatchFacts[],
): Addition {
  const document = once(() => addedDocument(patches))
  const headers = once(() => addedHeaders(patches))
  const members = once(() => addedMembers(patches))
  const shown = once(() => shownNumbers(patches))
  const pending = once(() => others.flatMap(pendingNumbers))
  const exitData = once(() => ({own: patches.flatMap(claimedExitData), pending: others.flatMap(claimedExitData)}))
  const implementation = once(() => addedImplementation(patches))
  return {
    name: patches[0]?.patch.subject ?? '',
    own: {
      prefix: patches[0]?.prefix ?? '',
      get document() {
        return document()
      },
      get headers() {
        return headers()
      },
      implementation: undefined,
      definedElsewhere: () => undefined,
    },
    get members() {
      return members()
    },
    get shown() {
      return shown()
    },
    get pending() {
      return pending()
    },
    get exitData() {
      return exitData()
    },
    get implementation() {
      return implementation()
    },
    tree: patched?.read,
    isOwn: patched?.isOwn ?? (() => false),
    applied: undefined,
  }
}
