/** What a property is: something that holds of every step, something that may happen, something that comes to its end. */

import type {ClaimData} from '../model/index.ts'
import type {Configuration} from './configuration.ts'
import type {Bound} from './configurations/index.ts'
import type {Event, Judge, Subject} from './explore.ts'
import type {Reference} from './machine.ts'
import type {State} from './state.ts'

export interface Property {
  /** In words: what is asked of actions, results and the memory of the guest. */
  readonly says: string
  readonly check: Check
  /** Which steps it is asked about; those of vCPUs where nothing stands here. */
  readonly subjects?: readonly Subject[]
  readonly configurations: (bound: Bound) => readonly Configuration[]
}

export type Check =
  /** Every step that it is about is one that it holds of. */
  | {readonly kind: 'always'; readonly judge: JudgeOf}
  /** There is a step that it holds of; the trace is the proof. */
  | {readonly kind: 'sometimes'; readonly judge: JudgeOf}
  /** From everywhere, with fairness, to a state in which it is done. `premise`: which steps make it worth asking. */
  | {readonly kind: 'progress'; readonly premise: JudgeOf}
  /** The two configurations have the same guests in the end. */
  | {readonly kind: 'same-outcomes'}

/** The sentence may name what the property is to be judged by. */
export type JudgeOf = (reference: Reference, claim: Pick<ClaimData, 'sentence'>) => Judge

/** A property that knows itself from the event alone. */
export const judge =
  (of: Judge): JudgeOf =>
  () =>
    of

export type {Bound, Configuration, Event, Judge, State}
