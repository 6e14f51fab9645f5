/** Where a field of a documented ioctl or capability stands. */

import type {DocumentField, Occurrence, Place} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'

/** The first field of a section with a key such as `architecture`. */
export function fieldOf(input: TreeInput, {section}: Occurrence, key: string): DocumentField | undefined {
  if (section === undefined) return undefined
  return input.document.fieldLists
    .filter((list) => list.section === section)
    .flatMap(({fields}) => fields)
    .find((field) => field.key === key)
}

/** The place of the field, else of the name in the title. */
export function fieldPlace(input: TreeInput, occurrence: Occurrence, key: string): Place {
  return fieldOf(input, occurrence, key)?.place ?? occurrence.place
}
