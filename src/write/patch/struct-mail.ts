/** What the mail about one section's structs says: its subject, and what disagreed, with both places. */

import type {Finding, Place, Section} from '../../model/index.ts'

export interface ChangedStruct {
  /** `struct kvm_cpuid2`. */
  readonly name: string
  readonly findings: readonly Finding[]
}

export interface StructMail {
  readonly subject: string
  readonly body: string
}

/** `prefix`: what the interface's names begin with, `KVM`. */
export function structMail(
  prefix: string,
  section: Section | undefined,
  structs: readonly ChangedStruct[],
): StructMail {
  const names = [...new Set(structs.map(({name}) => name))]
  const where = section?.number === undefined ? '' : ` of section ${section.number}`
  const what = names.length > 2 ? `${names.length} structs${where}` : names.join(' and ')
  const intro = names.length > 2 ? `These structs${where}` : `${names.join(' and ')}${where}`
  const paragraphs = [
    wrap(`${intro} and the header disagree:`, ''),
    structs
      .flatMap(({findings}) => findings)
      .map(findingItem)
      .join('\n'),
    wrap('Rewrite what disagrees out of the header, which is what userspace compiles against.', ''),
  ]
  return {subject: `Documentation: ${prefix}: Make ${what} match the header`, body: `${paragraphs.join('\n\n')}\n`}
}

/** A list item, so that no line of it begins as a diff does, which would end the message (git-mailinfo(1)). */
function findingItem({message, place, related}: Finding): string {
  const other = related[0]
  return wrap(`- ${at(place)}: ${message}${other ? ` (${at(other.place)})` : ''}`, '  ')
}

const at = ({file, line}: Place): string => `${file}:${line}`

/** Lines of a commit message have at most 72 columns; a longer word has a line of its own. */
function wrap(text: string, indentation: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > 72) {
      lines.push(line)
      line = `${indentation}${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
