/** How the exits are turned on and off. */

import type {Configuration} from '../configuration.ts'
import {anonymous, configuration, minor, missing, read, write} from './pages.ts'

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
