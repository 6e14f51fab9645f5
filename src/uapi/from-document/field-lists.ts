/** Field lists as facts, and lines that were meant to be fields. */

import {type DocumentField, type FieldList, placeBetween} from '../../model/index.ts'
import {fieldKey} from './fields.ts'
import type {PlaceAt, Run} from './run.ts'
import type {Passage} from './walk.ts'

/** `:Type: vm ioctl` and its neighbours; continuation lines belong to the field that they continue. */
export function fieldListsOf({fieldLists, section, source}: Passage, placeAt: PlaceAt): FieldList[] {
  if (section === undefined) return []
  return fieldLists.flatMap(({children}) => {
    const fields = children.map(
      ({children: [name, body], position}): DocumentField => ({
        name: name.value,
        key: fieldKey(name.value),
        text: fold(source.slice(body.position.start.offset, body.position.end.offset)),
        place: placeAt(position.start.offset, position.end.offset),
        section,
      }),
    )
    return splitAtRepeated(fields).map((part) => ({
      section,
      place: placeBetween(part[0].place, part.at(-1)?.place ?? part[0].place),
      fields: part,
    }))
  })
}

/** Blank lines do not end a field list: where a name comes again, the same ioctl is described for another descriptor. */
function splitAtRepeated(fields: readonly DocumentField[]): [DocumentField, ...DocumentField[]][] {
  const parts: [DocumentField, ...DocumentField[]][] = []
  for (const field of fields) {
    const part = parts.at(-1)
    if (part && !part.some(({key}) => key === field.key)) part.push(field)
    else parts.push([field])
  }
  return parts
}

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()

const fieldNames = 'Capability|Architectures?|Type|Parameters?|Returns?|Target'

/**
 * ```text
 * > Architectures: x86 SEV enabled        ``KVM_PMU_EVENT_FLAG_MASKED_EVENTS``
 *   ^^^^^^^^^^^^^^no colon before it      :Capability: KVM_CAP_PMU_EVENT_MASKED_EVENTS
 *                                        ^^^^^^^^^^^^in a paragraph
 * ```
 */
const malformedPattern = new RegExp(`^(?::(${fieldNames}):?|(${fieldNames}):)[ \\t]+(\\S.*)$`, 'gm')

export function malformedFieldsOf(run: Run, placeAt: PlaceAt): DocumentField[] {
  if (run.context !== 'prose' || run.field !== undefined || run.section === undefined) return []
  return Array.from(run.text.matchAll(malformedPattern), (match) => {
    const name = match[1] ?? match[2] ?? ''
    const start = run.offset + match.index
    return {
      name,
      key: fieldKey(name),
      text: fold(match[3] ?? ''),
      place: placeAt(start, start + match[0].length),
      section: run.section,
    }
  })
}
