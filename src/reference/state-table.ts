/** The states that were reached: each once, in the order in which they were found, with the one that led to it. */

import type {State} from './state.ts'

const words = 4
const firstCapacity = 1 << 12

/** Bytes for each state that there is room for: its words, its parent, and two slots of the hash table. */
const bytesPerState = 4 * words + 4 + 8

export class StateTable {
  #capacity = firstCapacity
  #words = new Int32Array(firstCapacity * words)
  #parents = new Int32Array(firstCapacity)
  /** Open addressing: an index and one, or 0. Twice as many as there is room for states. */
  #slots = new Int32Array(firstCapacity * 2)
  #size = 0
  readonly #limit: number

  /** `limit`: bytes that it may take. */
  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#size
  }

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#capacity * bytesPerState
  }

  at(index: number): State {
    const from = index * words
    const all = this.#words
    return {
      low: all[from] as number,
      high: all[from + 1] as number,
      pages: all[from + 2] as number,
      memory: all[from + 3] as number,
    }
  }

  parentOf(index: number): number {
    return this.#parents[index] as number
  }

  /** -1 where it is not there. */
  find(state: State): number {
    const slot = this.#slots[this.#slotOf(state)] as number
    return slot - 1
  }

  /** Its index if it is new; -1 if it was there, -2 if there is no room for it. */
  add(state: State, parent: number): number {
    let slot = this.#slotOf(state)
    if (this.#slots[slot] !== 0) return -1
    if (this.#size === this.#capacity) {
      if (!this.#grow()) return -2
      slot = this.#slotOf(state)
    }
    const index = this.#size++
    this.#store(index, state)
    this.#parents[index] = parent
    this.#slots[slot] = index + 1
    return index
  }

  /** The slot that it is in, or the empty one where it belongs. */
  #slotOf({low, high, pages, memory}: State): number {
    const mask = this.#slots.length - 1
    const all = this.#words
    let slot = hash(low, high, pages, memory) & mask
    for (;;) {
      const held = this.#slots[slot] as number
      if (held === 0) return slot
      const from = (held - 1) * words
      if (all[from] === low && all[from + 2] === pages && all[from + 1] === high && all[from + 3] === memory)
        return slot
      slot = (slot + 1) & mask
    }
  }

  #store(index: number, {low, high, pages, memory}: State): void {
    const from = index * words
    this.#words[from] = low
    this.#words[from + 1] = high
    this.#words[from + 2] = pages
    this.#words[from + 3] = memory
  }

  /** While it grows, the old arrays are there, too. */
  #grow(): boolean {
    if (this.bytes * 3 > this.#limit) return false
    this.#capacity *= 2
    this.#words = grown(this.#words, this.#capacity * words)
    this.#parents = grown(this.#parents, this.#capacity)
    this.#slots = new Int32Array(this.#capacity * 2)
    const mask = this.#slots.length - 1
    const all = this.#words
    for (let index = 0; index < this.#size; index++) {
      const from = index * words
      let slot =
        hash(all[from] as number, all[from + 1] as number, all[from + 2] as number, all[from + 3] as number) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = index + 1
    }
    return true
  }
}

function grown(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const array = new Int32Array(length)
  array.set(old)
  return array
}

/** Multiplications by odd numbers with their high bits folded down, as in MurmurHash3's last steps. */
function hash(low: number, high: number, pages: number, memory: number): number {
  let h = Math.imul(low, 0x9e3779b1) ^ Math.imul(pages, 0x85ebca6b)
  h ^= Math.imul(high, 0xc2b2ae35) ^ Math.imul(memory, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
