/** Which section a place is in. */

import type {Place, Section} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'

/** The last section that begins at or before a place. */
export function sectionAt({document}: TreeInput, place: Place): Section | undefined {
  return document.sections.findLast((section) => section.place.offset <= place.offset)
}

/** The section itself or the nearest above it that has a number: what a reader calls the section. */
export function numberedSection(section: Section | undefined): Section | undefined {
  let at = section
  while (at && at.number === undefined) at = at.parent
  return at
}
