/** The name that was probably meant: the same words in another order, one word more or less, or a letter off. */

/**
 * The candidate nearest to `name`, or `undefined` where none is near. Words are what stands between underscores: two names
 * are near when they share most words, or differ by at most one letter in six.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const words = new Set(name.split('_'))
  let best: string | undefined
  let bestScore = 0.6
  for (const candidate of candidates) {
    if (candidate === name) continue
    const score = Math.max(sharedWords(words, candidate), sharedLetters(name, candidate))
    if (score > bestScore || (score === bestScore && best !== undefined && candidate < best)) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

/** 1 where both have the same words, whatever their order. */
function sharedWords(words: ReadonlySet<string>, candidate: string): number {
  const others = candidate.split('_')
  let shared = 0
  for (const word of others) if (words.has(word)) shared++
  return shared / Math.max(words.size, others.length)
}

/** 1 minus the edit distance by length; 0 as soon as the distance is more than one letter in six. */
function sharedLetters(left: string, right: string): number {
  const length = Math.max(left.length, right.length)
  const allowed = Math.ceil(length / 6)
  if (Math.abs(left.length - right.length) > allowed) return 0
  let previous = Array.from({length: right.length + 1}, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= right.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const distance = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution)
      current.push(distance)
      if (distance < least) least = distance
    }
    if (least > allowed) return 0
    previous = current
  }
  return 1 - (previous[right.length] ?? 0) / length
}
