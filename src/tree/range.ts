/** A range of git's revisions, as mails. git is only loaded where it is asked for. */

export interface Range {
  readonly base: string
  readonly tip: string
}

/** `v6.12..topic`; `undefined` for anything else. An end that is left out is HEAD. */
export function parseRange(word: string): Range | undefined {
  const match = /^([^.-][^\s]*?|)\.\.([^.-][^\s]*|)$/.exec(word)
  if (!match || word === '..') return undefined
  const [, base, tip] = match
  return {base: base || 'HEAD', tip: tip || 'HEAD'}
}

/** In git's own order, oldest first. Throws `InputError`. */
export async function mailsOfRange({base, tip}: Range, cwd: string): Promise<Uint8Array> {
  const {gitMails} = await import('./git.ts')
  return gitMails(`${base}..${tip}`, cwd)
}
