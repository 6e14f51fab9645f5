/** The configuration that has everything, as large as one likes. */

import type {Access, Configuration} from '../configuration.ts'
import {anonymous, configuration, instruction, minor, missing, read, write} from './pages.ts'

/** How large the configuration is that has everything. */
export interface Bound {
  readonly vcpus: number
  readonly pages: number
  /** Of each vCPU. */
  readonly accesses: number
}

export const defaultBound: Bound = {vcpus: 2, pages: 2, accesses: 2}

/** What a state has room for. */
export const largestBound: Bound = {vcpus: 4, pages: 4, accesses: 7}

/**
 * Every action there is: a page that is missing, one that is in the page cache alone, and one that is swapped out, poisoned,
 * made private and loses its memslot; a thread that turns the exits on and off, in all ways that are right or wrong.
 */
export function everything({vcpus, pages: count, accesses}: Bound): Configuration {
  const last = count - 1
  const pages = [missing, minor, anonymous, anonymous].slice(0, last).concat(anonymous)
  const all = pages.map((_, page) => page)
  const own = pages.flatMap(({userfaultfd}, page) => (userfaultfd === undefined ? [page] : []))
  const registered = pages.flatMap(({userfaultfd}, page) => (userfaultfd === undefined ? [] : [page]))
  const ring: readonly Access[] = [
    read(0),
    write(Math.max(0, last - 1), last > 0 ? {straddles: true} : {}),
    instruction(last, {private: true}),
    read(last, {emulated: true}),
    write(0),
    read(Math.min(1, last)),
    instruction(0),
  ]
  const stream = ring.slice(0, accesses)
  return configuration({
    name: `everything, ${vcpus} vCPUs, ${count} pages, ${accesses} accesses each`,
    pages,
    streams: Array.from({length: vcpus}, () => stream),
    enabled: false,
    togglers: 1,
    spurious: true,
    errors: true,
    disturbances: [
      {name: 'UFFDIO_COPY', pages: registered.slice(0, 1)},
      {name: 'UFFDIO_CONTINUE', pages: registered.slice(1)},
      {name: 'UFFDIO_WAKE', pages: registered},
      {name: 'MADV_POPULATE_READ', pages: own},
      {name: 'MADV_POPULATE_WRITE', pages: all},
      {name: 'MADV_DONTNEED', pages: all},
      {name: 'swap-out', pages: own},
      {name: 'poison', pages: own},
      {name: 'KVM_SET_MEMORY_ATTRIBUTES', pages: [last]},
      {name: 'KVM_SET_USER_MEMORY_REGION', pages: [last]},
      {name: 'signal', pages: []},
    ],
  })
}
