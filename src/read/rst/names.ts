/** Names of targets as docutils compares them. */

/** docutils' `fully_normalize_name`: lower case, white space collapsed. */
export function normalizeName(name: string): string {
  return normalizeSpace(name).toLowerCase()
}

/** docutils' `whitespace_normalize_name`. */
export function normalizeSpace(name: string): string {
  return name.trim().replace(/\s+/g, ' ')
}
