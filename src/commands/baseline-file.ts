/** `--baseline FILE`: reading it, saying what is gone, writing it anew. */

import {existsSync, readFileSync} from 'node:fs'
import {
  type BaselineEntry,
  formatBaseline,
  type IdentifiedFinding,
  parseBaseline,
  ratchet,
  updateBaseline,
} from '../findings/index.ts'
import {InputError} from '../model/index.ts'
import {writeFileAtomically} from '../tree/index.ts'
import {say, type World} from './command.ts'

export interface BaselineFile {
  readonly file: string
  readonly update: boolean
}

type Judged = (entry: BaselineEntry) => boolean

/** Lists what is found now, and says how many there were before. */
export function rewriteBaseline(
  findings: readonly IdentifiedFinding[],
  file: string,
  judged: Judged,
  world: Pick<World, 'stderr'>,
): void {
  const before = existsSync(file) ? read(file) : []
  const after = updateBaseline(findings, before, judged)
  writeFileAtomically(file, formatBaseline(after))
  say(world, `${file}: ${before.length} known findings before, ${after.length} now`)
}

/** The findings that are not in the baseline, and whether entries of it are to be taken off. */
export function applyBaseline(
  findings: readonly IdentifiedFinding[],
  file: string,
  judged: Judged,
  world: Pick<World, 'stderr'>,
): {readonly findings: readonly IdentifiedFinding[]; readonly stale: boolean} {
  const ratcheted = ratchet(findings, read(file), judged)
  for (const {rule, symbol, fingerprint} of ratcheted.gone) {
    say(world, `${file}: \`${rule}\` on \`${symbol}\` is gone, take ${fingerprint} off (--update-baseline)`)
  }
  return {findings: ratcheted.findings, stale: ratcheted.gone.length > 0}
}

function read(file: string): readonly BaselineEntry[] {
  if (!existsSync(file))
    throw new InputError(`${file}: Unexpected lack of a baseline, expected --update-baseline to begin one`)
  return parseBaseline(readFileSync(file, 'utf8'), file)
}
