/** Names of targets as docutils compares them. */

/** docutils' `fully_normalize_name`: lower case, white space collapsed. */
export function normalizeName(name: string): string {
  return normalizeSpace(name).toLowerCase()
}

/** docutils' `whitespace_normalize_name`. */
export function normalizeSpace(name: string): string {
  return name.trim().replace(/\s+/g, ' ')
}

/** The explicit targets of a document. (docutils: `document.set_duplicate_name_id`.) */
export class Names {
  /** The address of a target, `null` where it has none or its name is spoilt by a duplicate. */
  readonly #targets = new Map<string, string | null>()
  readonly #substitutions = new Set<string>()

  /** Whether the name was there already; two targets with one address are none the worse for it. */
  isDuplicate(name: string, uri: string | undefined): boolean {
    const known = this.#targets.get(name)
    if (known === undefined) {
      this.#targets.set(name, uri ?? null)
      return false
    }
    if (uri !== undefined && known === uri) return false
    this.#targets.set(name, null)
    return true
  }

  isDuplicateSubstitution(name: string): boolean {
    const known = this.#substitutions.has(name)
    this.#substitutions.add(name)
    return known
  }
}
