/** Nothing is written outside of the tree, whatever options and symbolic links say. */

import {realpathSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import {InputError} from '../model/index.ts'

/** The file's path; `option` is what would write it. Throws `InputError` where it is outside. */
export function fileInside(directory: string, file: string, option: string): string {
  const path = join(directory, file)
  const inside = relative(realpathSync(directory), realpathSync(path))
  if (inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new InputError(`${file}: Unexpected file outside of the tree, expected one inside for ${option}`)
  }
  return path
}
