/** An ioctl with a struct in and out and a table of errnos: nothing here is made for memory fault exits alone. */

import type {Series} from 'uapidoc/series'
import {merged} from './merged.ts'

export default {
  name: 'pre-fault-memory',
  subject: 'Populate guest memory ahead of the guest',
  author: {name: 'Isaku Yamahata', email: 'isaku.yamahata@intel.com'},
  date: '2024-04-10T15:07:28-07:00',
  summary: `The first access of a guest to each of its pages is a fault. Let userspace map memory in advance, with an ioctl of a vCPU
that does what those faults would do.
`,
  versions: [merged],
} satisfies Series
