/** The configurations that claims are explored in, each by what it is about. */

import type {Access, Configuration, Disturbance, PageKind} from './configuration.ts'

/** How large the configuration is that has everything. */
export interface Bound {
  readonly vcpus: number
  readonly pages: number
  /** Of each vCPU. */
  readonly accesses: number
}

export const defaultBound: Bound = {vcpus: 2, pages: 2, accesses: 2}

/** What a state has room for. */
export const largestBound: Bound = {vcpus: 4, pages: 4, accesses: 7}

const anonymous: PageKind = {vma: 'read-write', initially: 'present', slot: 'read-write'}
const missing: PageKind = {vma: 'read-write', userfaultfd: 'missing', initially: 'absent', slot: 'read-write'}
const minor: PageKind = {vma: 'read-write', userfaultfd: 'minor', initially: 'absent', slot: 'read-write'}

const plain: Omit<Configuration, 'name' | 'pages' | 'streams'> = {
  userspace: 'any',
  disturbances: [],
  togglers: 0,
  once: false,
  toggle: 'own',
  enabled: true,
  supported: true,
  spurious: false,
  errors: false,
  memory: false,
}

type Parts = Partial<Configuration> & Pick<Configuration, 'name' | 'pages' | 'streams'>

const configuration = (parts: Parts): Configuration => ({...plain, ...parts})

const read = (page: number, more: Partial<Access> = {}): Access => ({kind: 'read', page, ...more})
const write = (page: number, more: Partial<Access> = {}): Access => ({kind: 'write', page, ...more})
const instruction = (page: number, more: Partial<Access> = {}): Access => ({kind: 'fetch', page, ...more})

/**
 * Every action there is: a page that is missing, one that is in the page cache alone, and one that is swapped out, poisoned,
 * made private and loses its memslot; a thread that turns the exits on and off, in all ways that are right or wrong.
 */
export function everything({vcpus, pages: count, accesses}: Bound): Configuration {
  const last = count - 1
  const pages = [missing, minor, anonymous, anonymous].slice(0, last).concat(anonymous)
  const all = pages.map((_, page) => page)
  const own = pages.flatMap(({userfaultfd}, page) => (userfaultfd === undefined ? [page] : []))
  const registered = pages.flatMap(({userfaultfd}, page) => (userfaultfd === undefined ? [] : [page]))
  const ring: readonly Access[] = [
    read(0),
    write(Math.max(0, last - 1), last > 0 ? {straddles: true} : {}),
    instruction(last, {private: true}),
    read(last, {emulated: true}),
    write(0),
    read(Math.min(1, last)),
    instruction(0),
  ]
  const stream = ring.slice(0, accesses)
  return configuration({
    name: `everything, ${vcpus} vCPUs, ${count} pages, ${accesses} accesses each`,
    pages,
    streams: Array.from({length: vcpus}, () => stream),
    enabled: false,
    togglers: 1,
    spurious: true,
    errors: true,
    disturbances: [
      {name: 'UFFDIO_COPY', pages: registered.slice(0, 1)},
      {name: 'UFFDIO_CONTINUE', pages: registered.slice(1)},
      {name: 'UFFDIO_WAKE', pages: registered},
      {name: 'MADV_POPULATE_READ', pages: own},
      {name: 'MADV_POPULATE_WRITE', pages: all},
      {name: 'MADV_DONTNEED', pages: all},
      {name: 'swap-out', pages: own},
      {name: 'poison', pages: own},
      {name: 'KVM_SET_MEMORY_ATTRIBUTES', pages: [last]},
      {name: 'KVM_SET_USER_MEMORY_REGION', pages: [last]},
      {name: 'signal', pages: []},
    ],
  })
}

/** Accesses whose first byte is in the first or in the second page of a mapping, small or huge; lookups are sure. */
export const addresses: Configuration = configuration({
  name: 'addresses: straddling accesses and a huge page',
  pages: [{...missing, huge: 'first'}, {...missing, huge: 'second'}, missing, {...anonymous, initially: 'absent'}],
  streams: [
    [read(1), write(2, {straddles: true}), read(0, {straddles: true})],
    [write(1, {straddles: true}), instruction(3), write(0)],
  ],
  disturbances: [
    {name: 'UFFDIO_COPY', pages: [0, 2]},
    {name: 'MADV_POPULATE_WRITE', pages: [3]},
    {name: 'MADV_DONTNEED', pages: [0, 2]},
  ],
})

/** Every way in which an access and the attributes of its memory go together, on memory that is there and that is not. */
export const attributes: Configuration = configuration({
  name: 'attributes: private and shared memory',
  pages: [missing, {...anonymous, private: true}, {...anonymous, initially: 'swapped'}],
  streams: [
    [read(0), read(1), write(2, {private: true})],
    [write(1, {private: true}), read(2), write(0, {private: true})],
  ],
  spurious: true,
  disturbances: [
    {name: 'UFFDIO_COPY', pages: [0]},
    {name: 'MADV_POPULATE_WRITE', pages: [2]},
    {name: 'KVM_SET_MEMORY_ATTRIBUTES', pages: [0, 1, 2]},
  ],
})

/** Mappings for which no page fault can do anything; each is a configuration, since one access ends the stream. */
export const hopeless = (name: string, parts: Partial<Configuration>): readonly Configuration[] =>
  [
    {what: 'no VMA', page: {...anonymous, vma: 'none', initially: 'absent'}, access: read(0)},
    {what: 'a VMA that is read-only', page: {...anonymous, vma: 'read-only'}, access: write(0)},
    {what: 'a poisoned page', page: {...anonymous, initially: 'poisoned'}, access: read(0)},
  ].map(({what, page, access}) =>
    configuration({name: `${name}: ${what}`, pages: [page as PageKind], streams: [[access]], ...parts}),
  )

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

/** Two threads call once each, at the same time. */
export const contest: Configuration = configuration({
  name: 'two calls at the same time',
  pages: [missing, {...anonymous, initially: 'swapped'}],
  streams: [[read(0), write(1)], [write(0)]],
  togglers: 2,
  once: true,
  enabled: false,
  disturbances: [
    {name: 'UFFDIO_COPY', pages: [0]},
    {name: 'MADV_DONTNEED', pages: [0]},
    {name: 'swap-out', pages: [1]},
  ],
})

/** Two threads turn it on and off all the time, while userspace does what it should. */
export const toggling: Configuration = configuration({
  name: 'turned on and off by two threads',
  pages: [missing, {...anonymous, initially: 'swapped'}],
  streams: [[read(0)], [write(1)]],
  togglers: 2,
  userspace: 'advised',
  spurious: true,
  enabled: false,
  disturbances: [
    {name: 'serve', pages: [0]},
    {name: 'MADV_DONTNEED', pages: [0]},
  ],
})

/** KVM_ENABLE_CAP itself, where the series has an ioctl of its own, too. */
export const enabling: Configuration = configuration({
  name: 'KVM_ENABLE_CAP',
  pages: [missing],
  streams: [[read(0)], [write(0)]],
  togglers: 1,
  toggle: 'enable-cap',
  enabled: false,
  errors: true,
  disturbances: [{name: 'UFFDIO_COPY', pages: [0]}],
})

/** The same by whatever the series has for it. */
export const switching: Configuration = {...enabling, name: 'turned on and off', toggle: 'own'}

/** A kernel that does not know the capability. */
export const unsupported: Configuration = configuration({
  name: 'a kernel without the capability',
  pages: [missing],
  streams: [[read(0)]],
  togglers: 1,
  enabled: false,
  supported: false,
  errors: true,
  disturbances: [{name: 'UFFDIO_COPY', pages: [0]}],
})

/** A new VM, in which nobody has turned anything on. */
export const fresh: Configuration = configuration({
  name: 'a new VM',
  pages: [missing, minor, {...anonymous, initially: 'swapped'}],
  streams: [
    [read(0), write(1), write(2)],
    [write(0), read(1), read(2)],
  ],
  enabled: false,
  spurious: true,
  disturbances: [
    {name: 'UFFDIO_COPY', pages: [0]},
    {name: 'UFFDIO_CONTINUE', pages: [1]},
    {name: 'MADV_DONTNEED', pages: [0, 1]},
  ],
})

/** Guest memory without a memslot, and one that the guest may only read: KVM leaves both to userspace. */
export const memslots: Configuration = configuration({
  name: 'a hole and a memslot that is read-only',
  pages: [
    {...anonymous, slot: 'hole'},
    {...anonymous, slot: 'read-only'},
    {...anonymous, vma: 'none', initially: 'absent'},
  ],
  streams: [[read(0), write(1), read(1)], [instruction(0), read(2)], [read(2)]],
})

/** Memory that KVM accesses by itself, and the guest, too. */
export const emulation: Configuration = configuration({
  name: 'accesses of the guest and of KVM itself',
  pages: [missing, {...anonymous, vma: 'none', initially: 'absent'}],
  streams: [
    [read(0, {emulated: true}), read(0), read(1, {emulated: true})],
    [write(0, {emulated: true}), write(0)],
  ],
  disturbances: [
    {name: 'UFFDIO_COPY', pages: [0]},
    {name: 'MADV_DONTNEED', pages: [0]},
    {name: 'signal', pages: []},
  ],
})

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
