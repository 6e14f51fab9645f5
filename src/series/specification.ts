/** `NAME[@VERSION]` or `FILE[@VERSION]`: what the command line calls a series. */

export interface SeriesSpecification {
  readonly kind: 'name' | 'file'
  readonly name: string
  /** Absent: the last one. */
  readonly version: string | undefined
}

const extensions = ['.json', '.js', '.mjs', '.cjs', '.ts', '.mts'] as const

/** A name has no slash and no such ending. An `@` in a directory's name is no version's. */
export function parseSpecification(text: string): SeriesSpecification {
  const at = text.lastIndexOf('@')
  const versioned = at > 0 && !text.slice(at).includes('/') && extensionOf(text.slice(at)) === undefined
  const name = versioned ? text.slice(0, at) : text
  const kind = name.includes('/') || extensionOf(name) !== undefined ? 'file' : 'name'
  return {kind, name, version: versioned ? text.slice(at + 1) : undefined}
}

export function extensionOf(file: string): (typeof extensions)[number] | undefined {
  return extensions.find((extension) => file.endsWith(extension))
}
