/** The claims of a version: explored, and each proven within the bound, refuted by a trace, or left open. */

import {type ClaimData, InputError, type Series, type SeriesVersion} from '../model/index.ts'
import type {Configuration} from './configuration.ts'
import {type Bound, defaultBound} from './configurations/index.ts'
import {type Exploration, explore, type Judge, type Progress, type Watch, type Watched} from './explore.ts'
import {type Machine, machineOf, type Reference, referenceOf} from './machine.ts'
import {findLasso} from './progress.ts'
import {properties} from './properties/index.ts'
import type {Property} from './property.ts'
import type {State} from './state.ts'
import {calls, get, vcpuOf, vmFields} from './state.ts'
import {type TraceStep, traceOf, traceTo} from './trace.ts'

export type Verdict = 'proven' | 'refuted' | 'unproven'

export interface ClaimResult {
  readonly claim: ClaimData
  readonly property: Property
  readonly verdict: Verdict
  /** How often the premise held. */
  readonly premise: number
  /** Where it was explored, by name. */
  readonly bound: readonly string[]
  readonly states: number
  readonly transitions: number
  readonly depth: number
  /** Whether nothing was left to explore. */
  readonly isExhausted: boolean
  /** What refutes it, or what shows that it may happen. */
  readonly trace: Trace | undefined
}

export interface Trace {
  readonly machine: Machine
  readonly steps: readonly TraceStep[]
  /** How many of the last steps come again and again. */
  readonly cycle: number
}

export interface ClaimOptions {
  readonly bound?: Bound
  /** Bytes that the states of one configuration may take. */
  readonly memory?: number
  readonly onProgress?: (configuration: string, progress: Progress) => void
}

/** Throws `InputError` where the version has no behaviour, or where a claim names a property that is not there. */
export function checkClaims(
  {name}: Pick<Series, 'name'>,
  version: SeriesVersion,
  options: ClaimOptions = {},
): readonly ClaimResult[] {
  const reference = referenceOf(name, version)
  const asked = version.claims.map((claim) => ({claim, property: propertyOf(claim, reference)}))
  const jobs = asked.map(({claim, property}) => jobOf(claim, property, reference, options.bound ?? defaultBound))
  const explored = exploreAll(jobs, reference, options)
  return jobs.map((job) => resultOf(job, explored))
}

export function propertyOf({id, property}: ClaimData, {name}: Pick<Reference, 'name'>): Property {
  const found = Object.hasOwn(properties, property) ? properties[property] : undefined
  if (found) return found
  throw new InputError(
    `${name}: Unexpected property \`${property}\` of claim \`${id}\`, expected one of ${Object.keys(properties).join(', ')}`,
  )
}

/** A claim with a judge of its own in each configuration. */
interface Job {
  readonly claim: ClaimData
  readonly property: Property
  readonly configurations: readonly {
    readonly key: string
    readonly configuration: Configuration
    readonly judge: Judge
  }[]
}

const nothing: Judge = () => undefined

function jobOf(claim: ClaimData, property: Property, reference: Reference, bound: Bound): Job {
  const {check} = property
  const judgeOf =
    check.kind === 'progress' ? check.premise : check.kind === 'same-outcomes' ? () => nothing : check.judge
  const configurations = property.configurations(bound).map((configuration) => ({
    configuration,
    key: `${check.kind === 'progress'} ${JSON.stringify(configuration)}`,
    judge: judgeOf(reference, claim),
  }))
  return {claim, property, configurations}
}

interface Explored {
  readonly exploration: Exploration
  readonly watched: ReadonlyMap<Judge, Watched>
}

/** Each configuration once, for all claims that are about it. */
function exploreAll(jobs: readonly Job[], reference: Reference, options: ClaimOptions): ReadonlyMap<string, Explored> {
  const wanted = new Map<string, {configuration: Configuration; watches: Watch[]; folds: boolean}>()
  for (const {property, configurations} of jobs) {
    for (const {key, configuration, judge} of configurations) {
      const own = wanted.get(key) ?? {configuration, watches: [], folds: property.check.kind !== 'progress'}
      own.watches.push({judge, subjects: property.subjects ?? ['vcpu']})
      wanted.set(key, own)
    }
  }
  return new Map(
    [...wanted].map(([key, {configuration, watches, folds}]) => {
      const machine = machineOf(configuration, reference)
      const exploration = explore(machine, {
        watches,
        folds,
        ...(options.memory !== undefined && {memory: options.memory}),
        onProgress: (progress) => options.onProgress?.(configuration.name, progress),
      })
      const watched = new Map(watches.map(({judge}, index) => [judge, exploration.watched[index] as Watched]))
      return [key, {exploration, watched}]
    }),
  )
}

interface Found {
  readonly trace: Trace
  readonly isRefutation: boolean
}

function resultOf({claim, property, configurations}: Job, all: ReadonlyMap<string, Explored>): ClaimResult {
  const explored = configurations.map(({key, judge, configuration}) => {
    const {exploration, watched} = all.get(key) as Explored
    return {configuration, judge, exploration, watched: watched.get(judge) as Watched}
  })
  const explorations = explored.map(({exploration}) => exploration)
  const isExhausted = explorations.every((one) => one.isExhausted)
  const sum = (of: (one: (typeof explored)[number]) => number) => explored.reduce((total, one) => total + of(one), 0)
  const base = {
    claim,
    property,
    bound: explored.map(({configuration}) => configuration.name),
    states: sum(({exploration}) => exploration.table.size),
    transitions: sum(({exploration}) => exploration.transitions),
    depth: Math.max(...explorations.map(({depth}) => depth)),
    isExhausted,
  }
  if (property.check.kind === 'same-outcomes') return {...base, ...compareOutcomes(explorations)}
  const premise = sum(({watched}) => watched.premise)
  const found = explored.flatMap((one) => findingOf(property, one) ?? [])
  const [shortest] = found.toSorted((one, other) => one.trace.steps.length - other.trace.steps.length)
  const isWanted = property.check.kind === 'sometimes'
  const verdict = shortest?.isRefutation
    ? 'refuted'
    : !isExhausted || premise === 0
      ? 'unproven'
      : isWanted && !shortest
        ? 'refuted'
        : 'proven'
  return {...base, verdict, premise, trace: shortest?.trace}
}

interface One {
  readonly exploration: Exploration
  readonly judge: Judge
  readonly watched: Watched
}

function findingOf({check}: Property, {exploration, judge, watched}: One): Found | undefined {
  const {machine} = exploration
  const straight = (index: number, verdict: boolean): Trace => ({
    machine,
    steps: traceOf(exploration, index, judge, verdict),
    cycle: 0,
  })
  if (check.kind === 'sometimes') {
    return watched.held < 0 ? undefined : {trace: straight(watched.held, true), isRefutation: false}
  }
  if (check.kind === 'always') {
    return watched.broken < 0 ? undefined : {trace: straight(watched.broken, false), isRefutation: true}
  }
  if (!exploration.isExhausted) return undefined
  const lasso = findLasso(exploration, (state) => isDone(machine, state))
  return lasso && {trace: {machine, steps: lasso.trace, cycle: lasso.cycle}, isRefutation: true}
}

/** Every vCPU is at the end of its stream, and no call is under way. */
function isDone({configuration, run}: Machine, state: State): boolean {
  const isIdle = [vmFields.call0, vmFields.call1].every((call) => {
    const held = get(state.pages, call)
    return held === calls.none || held === calls.done
  })
  return isIdle && configuration.streams.every((_, vcpu) => run.isFinished(vcpu, vcpuOf(state, vcpu)))
}

/** What guests have read and left behind, one against the other. */
function compareOutcomes([one, other]: readonly Exploration[]): Pick<ClaimResult, 'verdict' | 'premise' | 'trace'> {
  if (!one || !other) return {verdict: 'unproven', premise: 0, trace: undefined}
  const [ours, theirs] = [outcomesOf(one), outcomesOf(other)]
  const odd = [...ours].find(([outcome]) => !theirs.has(outcome))
  const missing = [...theirs].find(([outcome]) => !ours.has(outcome))
  const trace = (exploration: Exploration, index: number): Trace => ({
    machine: exploration.machine,
    steps: traceTo(exploration, index),
    cycle: 0,
  })
  const isExhausted = one.isExhausted && other.isExhausted
  if (odd && other.isExhausted) return {verdict: 'refuted', premise: ours.size, trace: trace(one, odd[1])}
  if (missing && one.isExhausted) return {verdict: 'refuted', premise: ours.size, trace: trace(other, missing[1])}
  return {verdict: isExhausted && ours.size > 0 ? 'proven' : 'unproven', premise: ours.size, trace: undefined}
}

function outcomesOf({machine, table}: Exploration): ReadonlyMap<number, number> {
  const outcomes = new Map<number, number>()
  for (let index = 0; index < table.size; index++) {
    const state = table.at(index)
    if (isDone(machine, state) && !outcomes.has(state.memory)) outcomes.set(state.memory, index)
  }
  return outcomes
}

/** What is explored in a second or two. A trace that refutes is one whatever else there is; proof takes more. */
const glance: ClaimOptions = {bound: {vcpus: 1, pages: 1, accesses: 1}, memory: 1 << 20}

/** Claims that do not hold, each with the trace that shows it, as far as a glance tells. Throws `InputError`; see `checkClaims`. */
export function refutedClaims(
  series: Pick<Series, 'name'>,
  version: SeriesVersion,
): readonly (ClaimResult & {readonly trace: Trace})[] {
  return checkClaims(series, version, glance).filter(
    (result): result is ClaimResult & {readonly trace: Trace} =>
      result.verdict === 'refuted' && result.trace !== undefined,
  )
}
