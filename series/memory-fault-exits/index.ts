/** Exits to userspace for guest memory that the host has not mapped yet: post-copy without waiting in the kernel. */

import type {Series} from 'uapidoc/series'
import {reply} from './reply.ts'
import {revised} from './revised.ts'
import {v1} from './v1.ts'

export default {
  name: 'memory-fault-exits',
  subject: 'Let userspace map missing guest memory by itself',
  author: {name: 'Anish Moorthy', email: 'amoorthy@google.com'},
  date: '2023-02-15T01:16:06+00:00',
  summary: `During post-copy migration, vCPUs touch memory that has not arrived yet. Each of them waits inside the kernel until
a thread that reads the userfaultfd has brought the page, and all wait in one queue: more vCPUs make it slower, not
faster. Return to userspace instead, in the thread of the vCPU that needs the page.

UFFD_FEATURE_SIGBUS is no way around it: where KVM itself reads or writes guest memory, to emulate an instruction for
instance, it would fail rather than wait.
`,
  versions: [v1, reply, revised],
} satisfies Series
