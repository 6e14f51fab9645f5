/** `review --thread`: what reviewers said of earlier versions, held against this one. */

import type {Ledger, Mail} from '../model/index.ts'
import {followComments, readComments, readPatch} from '../uapi/index.ts'

/** `thread` holds replies, and the versions that they answer; those may also be among `mails` themselves. */
export function ledgerOf(mails: readonly Mail[], thread: readonly Mail[]): Ledger {
  const patches = mails.map(readPatch).filter(({files}) => files.length > 0)
  const latest = Math.max(1, ...patches.map(({tag}) => tag.version))
  const earlier = thread.map(readPatch).filter(({files}) => files.length > 0)
  const comments = readComments([...thread, ...mails], [...earlier, ...patches])
  return followComments(
    comments.filter(({version}) => version <= latest),
    patches,
  )
}
