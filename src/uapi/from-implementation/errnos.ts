/** The errors that a handler was found to return, on all architectures that serve it. */

import type {Architecture, Errno, ReturnedErrno} from '../../model/index.ts'
import type {Summary} from './activation.ts'
import type {ErrnoValue} from './value.ts'

/** What comes of one selector on one architecture. */
export interface Outcome {
  readonly architecture: Architecture
  readonly summary: Summary
}

export function errnoOf({name, file, start, end}: ErrnoValue): Errno {
  return {name, place: file.place(start, end)}
}

/** One for each errno and place, with the architectures that it was found on. */
export function errnosOf(outcomes: readonly Outcome[]): readonly ReturnedErrno[] {
  const found = new Map<string, {errno: ErrnoValue; architectures: Architecture[]}>()
  for (const {architecture, summary} of outcomes) {
    for (const errno of summary.value.errnos) {
      const key = `${errno.name} ${errno.file.path} ${errno.start}`
      const known = found.get(key)
      if (known === undefined) found.set(key, {errno, architectures: [architecture]})
      else known.architectures.push(architecture)
    }
  }
  return [...found.values()].map(({errno, architectures}) => ({...errnoOf(errno), architectures}))
}

/** Whether a handler returns nothing else than what was found. */
export function areComplete(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({summary}) => !summary.value.unknown)
}
