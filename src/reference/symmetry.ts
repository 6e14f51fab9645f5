/** States that differ only in which vCPU or page is which are one: the least of them stands for all. */

import type {Configuration} from './configuration.ts'
import {calls, get, pageOf, put, type State, vcpuOf, vmFields} from './state.ts'

/** Where each one goes. */
interface Renaming {
  readonly vcpus: readonly number[]
  readonly pages: readonly number[]
}

export type Canonical = (state: State) => State

export function canonicalIn(configuration: Configuration): Canonical {
  const renamings = renamingsOf(configuration)
  const foldsThreads = configuration.togglers === 2
  return (state) => {
    let least = foldsThreads ? threadsInOrder(state) : state
    for (const renaming of renamings) {
      const other = renamed(least, renaming)
      if (isLess(other, least)) least = other
    }
    return least
  }
}

/** All but the one that changes nothing. What is kept of reads and writes knows vCPUs and pages by number. */
function renamingsOf(configuration: Configuration): readonly Renaming[] {
  if (configuration.memory) return []
  const vcpus = permutations(configuration.streams.length)
  const pages = permutations(configuration.pages.length)
  const all = vcpus.flatMap((one) => pages.map((other) => ({vcpus: one, pages: other})))
  return all.filter((renaming) => !isIdentity(renaming) && isAutomorphism(configuration, renaming))
}

const isIdentity = ({vcpus, pages}: Renaming): boolean =>
  vcpus.every((to, from) => to === from) && pages.every((to, from) => to === from)

function isAutomorphism({pages: kinds, streams, disturbances}: Configuration, {vcpus, pages}: Renaming): boolean {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
  const to = (page: number): number => pages[page] ?? page
  const last = kinds.length - 1
  return (
    // The last page may lose its memslot.
    to(last) === last &&
    kinds.every((kind, page) => same(kind, kinds[to(page)]) && (kind.huge === undefined || to(page) === page)) &&
    streams.every((stream, vcpu) =>
      same(
        stream.map((access) => ({...access, page: to(access.page)})),
        streams[vcpus[vcpu] ?? vcpu],
      ),
    ) &&
    streams.flat().every(({page, straddles}) => !straddles || to(page + 1) === to(page) + 1) &&
    disturbances.every(({pages: own}) => own.every((page) => own.includes(to(page))))
  )
}

function permutations(length: number): readonly (readonly number[])[] {
  if (length === 0) return [[]]
  return permutations(length - 1).flatMap((shorter) =>
    Array.from({length}, (_, at) => [...shorter.slice(0, at), length - 1, ...shorter.slice(at)]),
  )
}

function renamed(state: State, {vcpus, pages: places}: Renaming): State {
  let [low, high, pages] = [0, 0, state.pages]
  for (let vcpu = 0; vcpu < vcpus.length; vcpu++) {
    const to = vcpus[vcpu] as number
    const bits = vcpuOf(state, vcpu) << ((to & 1) * 16)
    if (to < 2) low |= bits
    else high |= bits
  }
  for (let page = 0; page < places.length; page++) {
    const shift = (places[page] as number) * 6
    pages = (pages & ~(0x3f << shift)) | (pageOf(state, page) << shift)
  }
  return {low, high, pages, memory: state.memory}
}

function threadsInOrder(state: State): State {
  const [first, second] = [get(state.pages, vmFields.call0), get(state.pages, vmFields.call1)]
  if (first >= second || second === calls.none) return state
  return {...state, pages: put(put(state.pages, vmFields.call0, second), vmFields.call1, first)}
}

function isLess(one: State, other: State): boolean {
  if (one.low !== other.low) return one.low < other.low
  if (one.high !== other.high) return one.high < other.high
  if (one.pages !== other.pages) return one.pages < other.pages
  return one.memory < other.memory
}
