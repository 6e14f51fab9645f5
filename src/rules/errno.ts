/** An error that the document promises is one that the handler returns. */

import type {DocumentedIoctl, ServedIoctl} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'

export const errno = defineRule({
  id: 'errno',
  scope: 'tree',
  severity: 'error',
  summary: 'An error that the document promises is one that the handler returns.',
  why: 'A program that waits for the documented error never sees it, and takes the real one for something else.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    never: (name, ioctl, returned) =>
      `Unexpected \`${name}\` from \`${ioctl}\`, expected one of ${returned}, which its handler returns`,
  },
  check(input, report) {
    const seen = new Set<number>()
    for (const documented of input.document.ioctls) {
      const served = handlersOf(input, documented)
      if (served.length === 0 || !served.every(({errnosComplete}) => errnosComplete)) continue
      const returned = new Map(served.flatMap(({errnos}) => errnos.map((item) => [item.name, item.place] as const)))
      for (const {name, place} of documented.errnos) {
        if (returned.has(name) || general.has(name) || seen.has(place.offset)) continue
        seen.add(place.offset)
        report('never', [name, documented.name, [...returned.keys()].map((known) => `\`${known}\``).join(', ')], {
          symbol: documented.name,
          place,
          related: [...returned.values()].slice(0, 3).map((where) => ({place: where})),
        })
      }
    }
  },
  examples: [],
})

/** Returned before a handler is reached, or by any copy from and to userspace. */
const general = new Set(['EBADF', 'ENOTTY', 'EFAULT', 'EINTR'])

function handlersOf({implementation}: TreeInput, {name, architectures}: DocumentedIoctl): readonly ServedIoctl[] {
  const served = implementation?.ioctls.named(name) ?? []
  return served.filter(
    (item) =>
      architectures === undefined || item.architectures.some((architecture) => architectures.includes(architecture)),
  )
}
