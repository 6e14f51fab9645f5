/** Where the section of a series stands in the text that is made of it. */

import type {Place} from '../../model/index.ts'
import type {Addition} from '../../uapi/index.ts'
import {exitProse} from './texts.ts'

/** The title of a section; an exit has none, and begins with its text. */
export function sectionPlace(addition: Addition, name: string): Place | undefined {
  const {own, implementation} = addition
  const [exit] = implementation.exits.named(name)
  if (exit) return exitProse(addition, exit)[0]?.place
  return (own.document.capabilities.named(name)[0] ?? own.document.ioctls.named(name)[0])?.place
}
