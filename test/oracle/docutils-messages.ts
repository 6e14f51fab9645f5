/** What docutils has to say of texts, without line numbers, so that two versions of one can be compared. */

import {spawnSync} from 'node:child_process'

/** Messages in order, a list for each text. */
export function docutilsMessages(texts: readonly string[]): readonly (readonly string[])[] {
  const {status, stdout, stderr} = spawnSync('/usr/bin/python3', [`${import.meta.dirname}/docutils_messages.py`], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(stderr)
  const read: readonly {readonly messages: readonly string[]}[] = JSON.parse(stdout)
  return read.map(({messages}) => messages.map((message) => message.replace(/\d+/, 'N')))
}
