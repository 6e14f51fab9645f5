/** The real kernel trees that some tests need: `KERNEL_TREES`, directories separated by `:`. */

import {existsSync} from 'node:fs'
import {basename, join, resolve} from 'node:path'

export interface KernelTree {
  /** The directory's name, such as `linux-6.12`. */
  readonly name: string
  readonly directory: string
}

/** Empty where none are named, so that tests skip; in CI that is an error, and a directory without a tree always is. */
export function kernelTrees(): KernelTree[] {
  const directories = (process.env.KERNEL_TREES ?? '').split(':').filter((directory) => directory !== '')
  if (directories.length === 0 && process.env.CI) throw new Error('KERNEL_TREES names no tree, and CI must not skip')
  return directories.map((directory) => {
    const document = join(directory, 'Documentation/virt/kvm/api.rst')
    if (!existsSync(document)) throw new Error(`KERNEL_TREES: ${document} is not there`)
    return {name: basename(directory), directory: resolve(directory)}
  })
}
