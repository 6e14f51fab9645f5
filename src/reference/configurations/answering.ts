/** How userspace answers, and what comes of it. */

import type {Configuration, Disturbance, PageKind} from '../configuration.ts'
import {anonymous, configuration, instruction, minor, missing, read, write} from './pages.ts'

/** Mappings that a page fault can do something for, absent, swapped out or shared until written to. */
const hopefulPages: readonly PageKind[] = [
  missing,
  minor,
  {...anonymous, initially: 'swapped'},
  {...anonymous, initially: 'read-only'},
]

/** A page that one may only read and that is not there yet. */
const readable: PageKind = {...anonymous, vma: 'read-only', initially: 'absent'}

const hopefulStreams = [
  [read(0), write(1), write(2)],
  [write(0), write(3), read(1)],
]

const losses: readonly Disturbance[] = [
  {name: 'MADV_DONTNEED', pages: [0, 1]},
  {name: 'swap-out', pages: [2]},
]

/** Userspace answers by one policy; pages are taken away and lookups fail by chance. */
export const answering = (
  name: string,
  userspace: Configuration['userspace'],
  parts: Partial<Configuration> = {},
): readonly Configuration[] => [
  configuration({
    name: `${name}: pages that can be had`,
    pages: hopefulPages,
    streams: hopefulStreams,
    userspace,
    spurious: true,
    disturbances: [...losses, {name: 'serve', pages: [0, 1]}],
    ...parts,
  }),
  configuration({
    name: `${name}: a mapping that is read-only`,
    pages: [readable, missing],
    streams: [[read(0), read(1)], [instruction(0)]],
    userspace,
    spurious: true,
    disturbances: [
      {name: 'MADV_DONTNEED', pages: [0]},
      {name: 'serve', pages: [1]},
    ],
    ...parts,
  }),
]

/** The same without anything that takes pages away, or lookups that fail by chance. */
export const undisturbed: Configuration = configuration({
  name: 'answered: nothing is taken away',
  pages: [missing, minor, {...anonymous, initially: 'swapped'}],
  streams: [
    [read(0), write(1), write(2)],
    [write(0), read(1, {straddles: true}), read(0)],
  ],
  userspace: 'advised',
})

/** Userspace that always does the same, where that is wrong. */
export const stuck = {
  nothing: configuration({name: 'ignored', pages: [missing], streams: [[read(0)], [write(0)]], userspace: 'nothing'}),
  copy: configuration({
    name: 'copied again',
    pages: [{...missing, initially: 'swapped'}],
    streams: [[read(0)]],
    userspace: 'copy',
  }),
  populate: configuration({
    name: 'populated, and nobody reads the userfaultfd',
    pages: [missing],
    streams: [[read(0)]],
    userspace: 'populate',
  }),
} as const

/** Two vCPUs want one page, and both copy it. */
export const race: Configuration = configuration({
  name: 'two vCPUs want one page',
  pages: [missing],
  streams: [
    [read(0), write(0)],
    [write(0), read(0)],
  ],
  userspace: 'copy',
})

/** What the guest sees and leaves: by one userspace and by the other. Which vCPU comes first shows. */
export const outcomes = {
  populating: configuration({
    name: 'always populated, with its memory',
    pages: [missing, minor, {...anonymous, initially: 'absent'}],
    streams: [
      [read(0), write(1), read(2)],
      [write(0), read(1), write(2)],
    ],
    userspace: 'populate',
    spurious: true,
    memory: true,
    disturbances: [{name: 'serve', pages: [0, 1]}],
  }),
  disabled: configuration({
    name: 'disabled, with its memory',
    pages: [missing, minor, {...anonymous, initially: 'absent'}],
    streams: [
      [read(0), write(1), read(2)],
      [write(0), read(1), write(2)],
    ],
    userspace: 'nothing',
    enabled: false,
    spurious: true,
    memory: true,
    disturbances: [{name: 'serve', pages: [0, 1]}],
  }),
} as const

/** Pages that come and go, and that nobody writes to. */
export const swapping: Configuration = configuration({
  name: 'pages that are swapped out again and again',
  pages: [
    {...missing, initially: 'swapped'},
    {...anonymous, initially: 'swapped'},
  ],
  streams: [
    [read(0), read(1)],
    [read(1), read(0)],
  ],
  userspace: 'advised',
  spurious: true,
  memory: true,
  disturbances: [{name: 'swap-out', pages: [0, 1]}],
})
