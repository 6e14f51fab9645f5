/**
 * Whether everything that was begun comes to its end: no state without a way on, and no fair cycle.
 *
 * Only what somebody has to do counts, the steps of vCPUs, of threads that answer and of calls that return. A lookup that
 * fails by chance again and again, and memory that is taken away again and again, are not counted on to end by themselves:
 * from some moment on, neither happens any more. A cycle is fair if everybody who could act all the time does act.
 */

import type {Action} from './action.ts'
import type {Exploration} from './explore.ts'
import type {State} from './state.ts'
import {type TraceStep, traceTo} from './trace.ts'

export interface Lasso {
  readonly trace: readonly TraceStep[]
  /** How many of the last steps come again and again; 0 where nothing goes on. */
  readonly cycle: number
}

/** What somebody has to do in each state. The edges of state `n` are those from `first[n]` to `first[n + 1]`. */
interface Edges {
  readonly first: readonly number[]
  readonly targets: readonly number[]
  readonly actions: readonly Action[]
}

/**
 * The exploration must be exhausted and not folded. `undefined` where everything ends; else the end without end that is
 * reached first.
 */
export function findLasso(exploration: Exploration, isDone: (state: State) => boolean): Lasso | undefined {
  const {table} = exploration
  const edges = edgesOf(exploration)
  const components = componentsOf(edges, table.size)
  let best: readonly number[] | undefined
  for (const component of components) {
    const [entry = 0] = component
    if (best && entry >= (best[0] ?? 0)) continue
    if (component.some((state) => isDone(table.at(state)))) continue
    if (isFair(component, edges, exploration)) best = component
  }
  if (!best) return undefined
  const trace = traceTo(exploration, best[0] ?? 0)
  const cycle = cycleOf(best, edges, exploration)
  return {trace: [...trace, ...cycle], cycle: cycle.length}
}

function edgesOf({machine, table}: Exploration): Edges {
  const fair = machine.actions.filter(({agent}) => agent !== undefined)
  const [first, targets, actions]: [number[], number[], Action[]] = [[], [], []]
  for (let index = 0; index < table.size; index++) {
    first.push(targets.length)
    const before = table.at(index)
    for (const action of fair) {
      const step = action.step(before)
      if (!step) continue
      targets.push(table.find(step.state))
      actions.push(action)
    }
  }
  first.push(targets.length)
  return {first, targets, actions}
}

/** The strongly connected components, each with its states in order: Tarjan's algorithm, without recursion. */
function componentsOf({first, targets}: Edges, size: number): readonly (readonly number[])[] {
  const order = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const next = new Int32Array(size)
  const isOpen = new Uint8Array(size)
  const open: number[] = []
  const components: number[][] = []
  let count = 0
  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue
    const path = [root]
    while (path.length > 0) {
      const state = path.at(-1) as number
      if (order[state] === -1) {
        order[state] = low[state] = count++
        next[state] = first[state] as number
        open.push(state)
        isOpen[state] = 1
      }
      const edge = next[state] as number
      if (edge < (first[state + 1] as number)) {
        next[state] = edge + 1
        const target = targets[edge] as number
        if (order[target] === -1) path.push(target)
        else if (isOpen[target]) low[state] = Math.min(low[state] as number, order[target] as number)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[state] as number)
      if (low[state] !== order[state]) continue
      const component: number[] = []
      for (;;) {
        const member = open.pop() as number
        isOpen[member] = 0
        component.push(member)
        if (member === state) break
      }
      components.push(component.sort((one, other) => one - other))
    }
  }
  return components
}

/** Whether one may stay there for ever: nobody who could act in every state of it is kept from acting. */
function isFair(component: readonly number[], edges: Edges, {machine}: Exploration): boolean {
  const inside = new Set(component)
  const acting = new Set<string>()
  const waiting = new Map<string, number>()
  let staysInside = false
  for (const state of component) {
    const able = new Set<string>()
    for (let edge = edges.first[state] as number; edge < (edges.first[state + 1] as number); edge++) {
      const agent = edges.actions[edge]?.agent ?? ''
      able.add(agent)
      if (!inside.has(edges.targets[edge] as number)) continue
      acting.add(agent)
      staysInside = true
    }
    for (const agent of able) waiting.set(agent, (waiting.get(agent) ?? 0) + 1)
  }
  const agents = new Set(machine.actions.flatMap(({agent}) => agent ?? []))
  const isEnd = waiting.size === 0
  return isEnd || (staysInside && [...agents].every((one) => acting.has(one) || waiting.get(one) !== component.length))
}

/** From the first state of a component once around, past a step of everybody who acts in it. */
function cycleOf(component: readonly number[], edges: Edges, {machine, table}: Exploration): readonly TraceStep[] {
  const inside = new Set(component)
  const [entry = 0] = component
  const agents = new Set<string>()
  for (const state of component) {
    for (let edge = edges.first[state] as number; edge < (edges.first[state + 1] as number); edge++) {
      if (inside.has(edges.targets[edge] as number)) agents.add(edges.actions[edge]?.agent ?? '')
    }
  }
  const cycle: number[] = []
  let at = entry
  for (const agent of agents) {
    if (cycle.some((edge) => edges.actions[edge]?.agent === agent)) continue
    const part = pathTo(at, edges, inside, (edge) => edges.actions[edge]?.agent === agent)
    cycle.push(...part)
    at = edges.targets[part.at(-1) ?? 0] ?? at
  }
  if (at !== entry || (cycle.length === 0 && agents.size > 0)) {
    cycle.push(...pathTo(at, edges, inside, (edge) => edges.targets[edge] === entry))
  }
  let before = table.at(entry)
  return cycle.flatMap((edge) => {
    const action = edges.actions[edge] as Action
    const step = machine.actions.find(({name}) => name === action.name)?.step(before)
    if (!step) return []
    const taken = {action, before, step}
    before = step.state
    return [taken]
  })
}

/** The edges of the shortest way to one that is wanted, that one included. */
function pathTo(
  from: number,
  {first, targets}: Edges,
  inside: ReadonlySet<number>,
  isWanted: (edge: number) => boolean,
): readonly number[] {
  const cameBy = new Map<number, {readonly edge: number; readonly state: number}>()
  const queue = [from]
  const seen = new Set(queue)
  for (const state of queue) {
    for (let edge = first[state] as number; edge < (first[state + 1] as number); edge++) {
      const target = targets[edge] as number
      if (!inside.has(target)) continue
      if (isWanted(edge)) {
        const path = [edge]
        for (let at = state; at !== from; ) {
          const step = cameBy.get(at)
          if (!step) break
          path.push(step.edge)
          at = step.state
        }
        return path.reverse()
      }
      if (seen.has(target)) continue
      seen.add(target)
      cameBy.set(target, {edge, state})
      queue.push(target)
    }
  }
  return []
}
