/**
 * What b4 knows of a series that it asks to check: the file that `B4_TRACKING_FILE` names (b4 0.15, "Environment variables").
 * Its format may change between releases, so what is not as expected is left out.
 */

import {readFileSync} from 'node:fs'
import * as v from 'valibot'
import type {LinkOf} from '../report/index.ts'

const tracking = v.object({
  series: v.optional(v.object({link: v.optional(v.string())})),
  patches: v.optional(
    v.array(
      v.object({
        link: v.optional(v.string()),
        'header-info': v.optional(v.object({msgid: v.optional(v.string())})),
      }),
    ),
  ),
})

/** The page of the archive for a mail, or for its series; none where the file cannot be read. */
export function trackedLinks(file: string): LinkOf {
  const {success, output} = v.safeParse(tracking, contentOf(file))
  if (!success) return () => undefined
  const {series, patches = []} = output
  const links = new Map(patches.map((patch) => [patch['header-info']?.msgid, patch.link]))
  return ({header: {messageId}}) =>
    [messageId === undefined ? undefined : links.get(messageId), series?.link].find((link) => link && isWebPage(link))
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** b4 opens it in a browser, and it came with the series. */
const isWebPage = (link: string): boolean => /^https?:\/\/[!-~]+$/.test(link)
