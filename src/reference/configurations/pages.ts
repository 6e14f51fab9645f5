/** What configurations are put together from. */

import type {Access, Configuration, PageKind} from '../configuration.ts'

export const anonymous: PageKind = {vma: 'read-write', initially: 'present', slot: 'read-write'}

export const missing: PageKind = {vma: 'read-write', userfaultfd: 'missing', initially: 'absent', slot: 'read-write'}

export const minor: PageKind = {vma: 'read-write', userfaultfd: 'minor', initially: 'absent', slot: 'read-write'}

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

export const configuration = (parts: Parts): Configuration => ({...plain, ...parts})

export const read = (page: number, more: Partial<Access> = {}): Access => ({kind: 'read', page, ...more})

export const write = (page: number, more: Partial<Access> = {}): Access => ({kind: 'write', page, ...more})

export const instruction = (page: number, more: Partial<Access> = {}): Access => ({kind: 'fetch', page, ...more})
