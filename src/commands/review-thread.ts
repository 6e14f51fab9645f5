/** `review --thread`: what reviewers said of earlier versions, held against this one. */

import type {Ledger, Mail} from '../model/index.ts'
import {followComments, readComments, readPatch} from '../uapi/index.ts'

/** `thread` holds replies, and the versions that they answer; those may also be among `mails` themselves. */
export function ledgerOf(mails: readonly Mail[], thread: readonly Mail[]): Ledger {
  const posted = mails.filter(isPosted).map(readPatch)
  const patches = posted.filter(({files}) => files.length > 0)
  // A cover letter has no files and says the version all the same.
  const latest = Math.max(1, ...posted.map(({tag}) => tag.version))
  const earlier = thread
    .filter(isPosted)
    .map(readPatch)
    .filter(({files}) => files.length > 0)
  const comments = readComments([...thread, ...mails], [...earlier, ...patches])
  const known = comments.filter(({version}) => version <= latest)
  return {version: latest, comments: followComments(known, patches)}
}

/** Replies hold diffs too: what their writers would rather have. */
const isPosted = ({header}: Mail): boolean => !/^re:/i.test(header.subject)
