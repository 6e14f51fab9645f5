/** The name that was probably meant: the same words in another order, one word more or less, or a letter off. */

interface Candidate {
  readonly name: string
  readonly words: readonly string[]
}

/** Names to choose from, cut into words once. */
export class Candidates {
  readonly #all: readonly Candidate[]
  readonly #byWord = new Map<string, Candidate[]>()

  constructor(names: Iterable<string>) {
    this.#all = Array.from(names, (name) => ({name, words: wordsOf(name)}))
    for (const candidate of this.#all) {
      for (const word of candidate.words) {
        const same = this.#byWord.get(word)
        if (same) same.push(candidate)
        else this.#byWord.set(word, [candidate])
      }
    }
  }

  /**
   * The candidate nearest to `name`, or `undefined` where none is near. Words are what stands between underscores, the first
   * left out, which all names of an interface share. Two names are near when they share most words, when one has a word
   * more than the other, or when they differ by at most one letter in six.
   */
  nearest(name: string): string | undefined {
    const words = wordsOf(name)
    let best: string | undefined
    let bestScore = 0.6
    for (const [candidate, shared] of this.#sharing(words)) {
      if (candidate.name === name) continue
      const score = Math.max(
        likeness(shared, words.length, candidate.words.length),
        sharedLetters(name, candidate.name, bestScore),
      )
      if (score > bestScore || (score === bestScore && best !== undefined && candidate.name < best)) {
        best = candidate.name
        bestScore = score
      }
    }
    return best
  }

  /** Those who share words, with how many: a letter that is off leaves the other words as they are, where there are any. */
  #sharing(words: readonly string[]): ReadonlyMap<Candidate, number> {
    const shared = new Map<Candidate, number>(words.length > 1 ? [] : this.#all.map((candidate) => [candidate, 0]))
    for (const word of words) {
      for (const candidate of this.#byWord.get(word) ?? []) shared.set(candidate, (shared.get(candidate) ?? 0) + 1)
    }
    return shared
  }
}

const wordsOf = (name: string): readonly string[] => [...new Set(name.split('_').slice(1))]

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
  const [one, other] = withoutCommonEnds(left, right)
  const distance = distanceUpTo(allowed, one, other)
  return distance > allowed ? 0 : 1 - distance / length
}

/** What two texts do not begin and end with alike. */
function withoutCommonEnds(left: string, right: string): readonly [string, string] {
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left.charCodeAt(start) === right.charCodeAt(start)) start++
  let end = 0
  while (end < shorter - start && left.charCodeAt(left.length - 1 - end) === right.charCodeAt(right.length - 1 - end))
    end++
  return [left.slice(start, left.length - end), right.slice(start, right.length - end)]
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
