/** The executable reference implementation of a series: what its document says, as states, steps and claims. */

export type {Action} from './action.ts'
export {
  type ClaimOptions,
  type ClaimResult,
  checkClaims,
  propertyOf,
  refutedClaims,
  type Trace,
  type Verdict,
} from './claims.ts'
export type {Access, Configuration, PageKind} from './configuration.ts'
export {type Bound, defaultBound, everything, largestBound} from './configurations/index.ts'
export {type Contention, contention} from './contention.ts'
export {type Message, membersOf, messagesOf, resultText} from './describe.ts'
export {type Event, type Exploration, type ExploreOptions, explore, type Judge, type Progress} from './explore.ts'
export {KvmRun} from './kvm-run.ts'
export {type Machine, machineOf, type Reference, referenceOf} from './machine.ts'
export {properties} from './properties/index.ts'
export type {Result} from './result.ts'
export {type Scenario, scenarios, type Told, tell} from './scenarios.ts'
export {isNormative, plainText, type Sentence, sentencesOf, sentencesWithoutClaim} from './sentences.ts'
export type {State} from './state.ts'
export {replay, type TraceStep} from './trace.ts'
export {type VmAnswer, vmAnswers} from './vm-answers.ts'
