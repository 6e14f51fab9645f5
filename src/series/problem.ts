/** What is wrong with data of a series, and where. */

export interface SeriesProblem {
  /** Keys and indices, joined by dots: `versions.0.header.ioctls.0.number`. */
  readonly path: string
  /** "Unexpected X, expected Y". */
  readonly message: string
}

export function problem(path: string, message: string): SeriesProblem {
  return {path, message}
}

/** A problem for each item whose name an earlier one has; `nameOf` gives nothing for items that need none. */
export function repeated<Item>(
  items: readonly Item[],
  path: string,
  nameOf: (item: Item) => string | undefined,
): readonly SeriesProblem[] {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const name = nameOf(item)
    if (name === undefined) return []
    const first = !seen.has(name)
    seen.add(name)
    return first ? [] : [problem(`${path}.${index}`, `Unexpected second \`${name}\`, expected each once`)]
  })
}

export function oneOf(names: readonly string[]): string {
  return names.length === 0 ? 'none, since there is none' : `one of ${names.map((name) => `\`${name}\``).join(', ')}`
}
