/** Field lists as facts, and lines that were meant to be fields. */

import {type DocumentField, type FieldList, placeBetween} from '../../model/index.ts'
import {fieldKey} from './fields.ts'
import type {PlaceAt} from './run.ts'
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
 * Without the first colon it may be a sentence: only where the section has no such field was it meant as one.
 */
const malformedPattern = new RegExp(`^(?::(${fieldNames}):?|(${fieldNames}):)[ \\t]+(\\S.*)$`, 'gm')

export function malformedFieldsOf({runs, fieldLists, section}: Passage, placeAt: PlaceAt): DocumentField[] {
  if (section === undefined) return []
  const present = new Set(
    fieldLists.flatMap(({children}) => children.map(({children: [name]}) => fieldKey(name.value))),
  )
  return runs
    .filter(({context, field}) => context === 'prose' && field === undefined)
    .flatMap(({text, offset}) =>
      Array.from(text.matchAll(malformedPattern)).flatMap((match): DocumentField[] => {
        const name = match[1] ?? match[2] ?? ''
        const key = fieldKey(name)
        if (match[1] === undefined && present.has(key)) return []
        const start = offset + match.index
        return [{name, key, text: fold(match[3] ?? ''), place: placeAt(start, start + match[0].length), section}]
      }),
    )
}
