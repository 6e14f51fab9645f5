/** Where KVM_RUN fails on guest memory, what it failed on: the interface that was merged for Linux 6.8. */

import type {Series} from 'uapidoc/series'
import {merged} from './merged.ts'

export default {
  name: 'memory-fault-info',
  subject: 'Report guest memory faults to userspace',
  author: {name: 'Chao Peng', email: 'chao.p.peng@linux.intel.com'},
  date: '2023-10-27T11:21:51-07:00',
  summary: `KVM_RUN fails with EFAULT for a fault on guest memory that it cannot resolve, and says nothing more. Give userspace the
address, so that it can resolve the fault, or at least tell what went wrong.
`,
  versions: [merged],
} satisfies Series
