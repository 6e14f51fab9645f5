/** One vCPU, for what is told as a story. */

import {anonymous, configuration, minor, missing, read, write} from './pages.ts'

/** One vCPU, for what is told as a story. */
export const stories = {
  missing: configuration({
    name: 'a page that is missing',
    pages: [missing],
    streams: [[read(0)]],
    userspace: 'advised',
  }),
  swapped: configuration({
    name: 'a page that is swapped out',
    pages: [{...missing, initially: 'swapped'}],
    streams: [[write(0)]],
    userspace: 'advised',
  }),
  straddling: configuration({
    name: 'two pages that are missing',
    pages: [missing, minor],
    streams: [[write(0, {straddles: true})]],
    userspace: 'advised',
  }),
  private: configuration({
    name: 'memory that is shared',
    pages: [anonymous],
    streams: [[read(0, {private: true})]],
    userspace: 'advised',
  }),
  unmapped: configuration({
    name: 'no mapping',
    pages: [{...anonymous, vma: 'none', initially: 'absent'}],
    streams: [[read(0)]],
    userspace: 'populate',
  }),
  disabled: configuration({
    name: 'a page that is missing, in a new VM',
    pages: [missing],
    streams: [[read(0)]],
    enabled: false,
    userspace: 'advised',
    disturbances: [{name: 'serve', pages: [0]}],
  }),
} as const
