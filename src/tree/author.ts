/** Who is writing, as git knows it. */

export interface Author {
  readonly name: string
  readonly email: string
  /** Seconds since 1970, and how far that person's clock is ahead: `+0200`. */
  readonly date: {readonly seconds: number; readonly zone: string}
}

/** `cwd` is where to look for a repository's own configuration. Throws `InputError` where git knows nobody. */
export async function authorIn(cwd: string): Promise<Author> {
  const {gitAuthor} = await import('./git.ts')
  return gitAuthor(cwd)
}
