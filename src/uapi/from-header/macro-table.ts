/** Macros with their history, so that what is looked at later still sees what held where it stands. */

import type {Macro} from '../../read/c/index.ts'

/** When something happened while a translation unit was read; later is larger. */
export type Moment = number

/** Behind everything. */
export const atEnd: Moment = Number.POSITIVE_INFINITY

interface Change {
  readonly at: Moment
  readonly macro: Macro | undefined
}

export class MacroTable {
  readonly #changes = new Map<string, Change[]>()

  define(macro: Macro, at: Moment): void {
    this.#change(macro.name, {at, macro})
  }

  undefine(name: string, at: Moment): void {
    if (this.#changes.has(name)) this.#change(name, {at, macro: undefined})
  }

  #change(name: string, change: Change): void {
    const changes = this.#changes.get(name)
    if (changes) changes.push(change)
    else this.#changes.set(name, [change])
  }

  /** What the name stands for before a moment. */
  at(name: string, moment: Moment): Macro | undefined {
    const changes = this.#changes.get(name)
    if (!changes) return undefined
    for (let index = changes.length - 1; index >= 0; index--) {
      const change = changes[index]
      if (change && change.at < moment) return change.macro
    }
    return undefined
  }
}
