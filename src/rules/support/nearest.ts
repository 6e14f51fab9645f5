/** The name that was probably meant: the same words in another order, one word more or less, or a letter off. */

/** Names to choose from, cut into words once. */
export class Candidates {
  readonly #candidates: readonly {readonly name: string; readonly words: readonly string[]}[]

  constructor(names: Iterable<string>) {
    this.#candidates = Array.from(names, (name) => ({name, words: wordsOf(name)}))
  }

  /**
   * The candidate nearest to `name`, or `undefined` where none is near. Words are what stands between underscores, the first
   * left out, which all names of an interface share. Two names are near when they share most words, when one has a word
   * more than the other, or when they differ by at most one letter in six.
   */
  nearest(name: string): string | undefined {
    const words = new Set(wordsOf(name))
    let best: string | undefined
    let bestScore = 0.6
    for (const candidate of this.#candidates) {
      if (candidate.name === name) continue
      const shared = countShared(words, candidate.words)
      // A letter that is off leaves the other words as they are.
      if (shared === 0 && words.size > 1) continue
      const score = Math.max(
        likeness(shared, words.size, candidate.words.length),
        sharedLetters(name, candidate.name, bestScore),
      )
      if (score > bestScore || (score === bestScore && best !== undefined && candidate.name < best)) {
        best = candidate.name
        bestScore = score
      }
    }
    return best
  }
}

const wordsOf = (name: string): readonly string[] => [...new Set(name.split('_').slice(1))]

function countShared(words: ReadonlySet<string>, others: readonly string[]): number {
  let shared = 0
  for (const word of others) if (words.has(word)) shared++
  return shared
}

/** 1 where both have the same words, whatever their order; little less where one has a word more. */
function likeness(shared: number, one: number, other: number): number {
  const fewer = Math.min(one, other)
  const more = Math.max(one, other)
  return shared === fewer && fewer > 0 && more === fewer + 1 ? 0.9 : shared / more
}

/** 1 minus the edit distance by length; 0 as soon as it is more than one letter in six, or cannot reach `least`. */
function sharedLetters(left: string, right: string, least: number): number {
  const length = Math.max(left.length, right.length)
  const allowed = Math.min(Math.ceil(length / 6), Math.floor((1 - least) * length))
  if (Math.abs(left.length - right.length) > allowed) return 0
  const distance = distanceUpTo(allowed, left, right)
  return distance > allowed ? 0 : 1 - distance / length
}

/** The edit distance of two texts, or more than `allowed` as soon as that is certain. */
function distanceUpTo(allowed: number, left: string, right: string): number {
  let previous = Array.from({length: right.length + 1}, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    // What is further off the diagonal than `allowed` is certain to be more.
    const from = Math.max(1, row - allowed)
    const to = Math.min(right.length, row + allowed)
    const current: number[] = new Array(right.length + 1).fill(allowed + 1)
    if (from === 1) current[0] = row
    let least = row <= allowed ? row : allowed + 1
    for (let column = from; column <= to; column++) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const distance = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution)
      current[column] = distance
      if (distance < least) least = distance
    }
    if (least > allowed) return least
    previous = current
  }
  return previous[right.length] ?? 0
}
