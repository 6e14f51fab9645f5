/** What faults are about: addresses, attributes, mappings, memslots, and accesses of KVM itself. */

import type {Configuration, PageKind} from '../configuration.ts'
import {anonymous, configuration, instruction, missing, read, write} from './pages.ts'

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
