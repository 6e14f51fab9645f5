/** Functions and macros of the kernel outside of KVM that copy from or to userspace, or of which it is known what they return. */

import type {ScannedFile} from '../../read/c/index.ts'
import {nothing, unknown, type Value} from './value.ts'

/** A function that copies: which of its arguments is the user's pointer, which the kernel's object, which the size. */
export interface Copier {
  readonly direction: 'in' | 'out'
  readonly user: number
  /** Absent where the object is what it returns. */
  readonly object?: number
  readonly size?: number
  /** What it may return; see `returns`. */
  readonly returns: string
}

/** include/linux/uaccess.h, include/linux/string.h */
export const copiers: ReadonlyMap<string, Copier> = new Map<string, Copier>([
  ['copy_from_user', {direction: 'in', user: 1, object: 0, size: 2, returns: '0 +'}],
  ['__copy_from_user', {direction: 'in', user: 1, object: 0, size: 2, returns: '0 +'}],
  ['copy_struct_from_user', {direction: 'in', user: 2, object: 0, returns: '0 E2BIG EFAULT'}],
  ['strncpy_from_user', {direction: 'in', user: 1, object: 0, returns: '0 + EFAULT'}],
  ['get_user', {direction: 'in', user: 1, object: 0, returns: '0 EFAULT'}],
  ['__get_user', {direction: 'in', user: 1, object: 0, returns: '0 EFAULT'}],
  ['memdup_user', {direction: 'in', user: 0, size: 1, returns: '+ EFAULT ENOMEM'}],
  ['vmemdup_user', {direction: 'in', user: 0, size: 1, returns: '+ EFAULT ENOMEM'}],
  ['memdup_array_user', {direction: 'in', user: 0, returns: '+ EFAULT ENOMEM EOVERFLOW'}],
  ['vmemdup_array_user', {direction: 'in', user: 0, returns: '+ EFAULT ENOMEM EOVERFLOW'}],
  ['strndup_user', {direction: 'in', user: 0, returns: '+ EFAULT ENOMEM EINVAL'}],
  ['copy_to_user', {direction: 'out', user: 0, object: 1, size: 2, returns: '0 +'}],
  ['__copy_to_user', {direction: 'out', user: 0, object: 1, size: 2, returns: '0 +'}],
  ['put_user', {direction: 'out', user: 1, object: 0, returns: '0 EFAULT'}],
  ['__put_user', {direction: 'out', user: 1, object: 0, returns: '0 EFAULT'}],
  ['clear_user', {direction: 'out', user: 0, returns: '0 +'}],
])

/** What others return: `0`, `+` (anything that is no error), names of errnos, `*` (the value of the first argument). */
const returns: Readonly<Record<string, string>> = {
  mutex_lock_killable: '0 EINTR',
  mutex_lock_interruptible: '0 EINTR',
  down_read_killable: '0 EINTR',
  down_write_killable: '0 EINTR',
  mmap_read_lock_killable: '0 EINTR',
  mmap_write_lock_killable: '0 EINTR',
  mutex_trylock: '0 +',
  srcu_read_lock: '0 +',
  kmalloc: '0 +',
  kzalloc: '0 +',
  kcalloc: '0 +',
  kmalloc_array: '0 +',
  kvmalloc: '0 +',
  kvzalloc: '0 +',
  kvcalloc: '0 +',
  kvmalloc_array: '0 +',
  vmalloc: '0 +',
  vzalloc: '0 +',
  vcalloc: '0 +',
  kmem_cache_alloc: '0 +',
  kmem_cache_zalloc: '0 +',
  alloc_page: '0 +',
  __get_free_page: '0 +',
  get_zeroed_page: '0 +',
  kmemdup: '0 +',
  capable: '0 +',
  access_ok: '0 +',
  test_bit: '0 +',
  test_and_set_bit: '0 +',
  atomic_read: '0 +',
  fdget: '+',
  ARRAY_SIZE: '+',
  array_index_nospec: '0 +',
  get_order: '0 +',
  fls: '0 +',
  likely: '*',
  unlikely: '*',
  READ_ONCE: '*',
  compat_ptr: '*',
  u64_to_user_ptr: '*',
  untagged_addr: '*',
  array_size: '+',
  struct_size: '+',
  flex_array_size: '+',
  IS_ERR: '0 +',
  IS_ERR_OR_NULL: '0 +',
  WARN_ON: '0 +',
  WARN_ON_ONCE: '0 +',
  WARN: '0 +',
  WARN_ONCE: '0 +',
  KVM_BUG_ON: '0 +',
}

/** Macros that are their first argument, tested or not. */
export function standsForArgument(name: string): boolean {
  return returns[name] === '*'
}

/** Where in the code it was called: errors get that place. */
interface CallSite {
  readonly file: ScannedFile
  readonly start: number
  readonly end: number
}

/** What a call returns; `undefined`: nothing is known of the function. */
export function externalValue(name: string, first: Value | undefined, site: CallSite): Value | undefined {
  const text = copiers.get(name)?.returns ?? (Object.hasOwn(returns, name) ? returns[name] : undefined)
  if (text === undefined) return undefined
  if (text === '*') return first ?? unknown
  const {zero, other, errnos} = parse(text)
  return {...nothing, zero, other, errnos: errnos.map((errno) => ({name: errno, ...site}))}
}

interface Returns {
  readonly zero: boolean
  readonly other: boolean
  readonly errnos: readonly string[]
}

const parsed = new Map<string, Returns>()

function parse(text: string): Returns {
  let known = parsed.get(text)
  if (known === undefined) {
    const words = text.split(' ')
    known = {
      zero: words.includes('0'),
      other: words.includes('+'),
      errnos: words.filter((word) => word.startsWith('E')),
    }
    parsed.set(text, known)
  }
  return known
}
