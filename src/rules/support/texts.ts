/** The text for userspace that an addition brings. */

import type {DocumentText, Occurrence} from '../../model/index.ts'
import type {Addition} from '../../uapi/index.ts'

/** What is said, fields included, and not headings or code. */
export function proseOf({own}: Addition): readonly DocumentText[] {
  return own.document.texts.filter(({context}) => context === 'prose' || context === 'field')
}

/** What is said of an exit: chapter 5 shows them one behind the other, each below a comment with its name. */
export function exitProse(addition: Addition, {name}: Occurrence): readonly DocumentText[] {
  const {mentions} = addition.own.document
  const heads = mentions.filter(({context, name: other}) => context === 'comment' && other.startsWith('KVM_EXIT_'))
  const at = heads.findIndex((mention) => mention.name === name)
  const [head, next] = [heads[at], heads[at + 1]]
  if (!head) return []
  return proseOf(addition).filter(({section, placeAt}) => {
    const {offset} = placeAt(0, 0)
    return section === head.section && offset > head.place.offset && (!next || offset < next.place.offset)
  })
}
