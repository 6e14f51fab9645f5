/** The name that somebody probably meant. */

/** The one of `names` with the least edits from `word`, where that is at most a third of its letters. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  return nearestNames(word, names)[0]
}

/** Nearest first; names that share the beginning count as near. */
export function nearestNames(word: string, names: readonly string[]): readonly string[] {
  const wanted = word.slice(0, 100)
  return names
    .map((name) => ({name, distance: name.startsWith(wanted) ? 0 : editDistance(wanted, name)}))
    .filter(({name, distance}) => distance <= Math.max(1, name.length / 3))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .map(({name}) => name)
}

/** Levenshtein's distance: insertions, deletions and substitutions. */
function editDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
