/** Reads what clang prints of records' layouts. */

/** Records that clang itself brings along. */
const builtIn = /^struct (?:__NSConstantString_tag|__va_list(?:_tag)?)$/

const heading = '*** Dumping AST Record Layout\n'

/**
 * Layouts by keyword and tag, or by the typedef of what has no tag: a line a member, with its offset in bytes, the bits of a
 * bit-field, its depth and its name; then size and alignment. Records without a tag inside of another are in that one's.
 *
 * ```text
 *            0 | struct kvm_irq_level
 *            0 |   union kvm_irq_level::(anonymous at …/kvm.h:68:2)
 *            0 |     __u32 irq
 *       4:0-2  |   unsigned int x
 *              | [sizeof=8, align=4]
 * ```
 */
export function readDump(dump: string): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  for (const block of dump.split(heading).slice(1)) {
    const lines = block.split('\n')
    const name = nameIn(lines)
    if (!name.includes('(')) records.set(name, withoutWrappers(lines.slice(1).flatMap(memberLine)).join('\n'))
  }
  return records
}

/** Which records a dump names: those with a tag, and where the keywords of the others stand. */
export function readRecordNames(dump: string): {
  readonly tagged: readonly string[]
  readonly places: readonly string[]
} {
  const tagged: string[] = []
  const places: string[] = []
  for (const block of dump.split(heading).slice(1)) {
    const name = nameIn(block.split('\n'))
    const place = / at (.*)\)$/.exec(name)?.[1]
    if (place !== undefined) places.push(place)
    else if (!builtIn.test(name)) tagged.push(name)
  }
  return {tagged, places}
}

function nameIn([first = '']: readonly string[]): string {
  return first.slice(first.indexOf('| ') + 2)
}

function memberLine(line: string): string[] {
  const extent = /\[sizeof=(\d+), align=(\d+)\]/.exec(line)
  if (extent) return [`size ${extent[1]}, alignment ${extent[2]}`]
  const member = /^\s*([\d:-]+) \|( +)(.*)$/.exec(line)
  if (!member) return []
  const [, offset, indentation = '', text = ''] = member
  // A member without a name has a blank behind its type.
  const name = text.endsWith(' ') ? '' : text.slice(text.lastIndexOf(' ') + 1)
  return [`${offset} ${' '.repeat(indentation.length)}${name}`.trimEnd()]
}

/**
 * `__DECLARE_FLEX_ARRAY` is for us the array that it declares, for a compiler a struct around it, which has an empty struct in
 * it so that it is allowed. Both are the same bytes.
 */
function withoutWrappers(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => {
    const wrapped = (at: number): boolean => / __empty_\w+$/.test(lines[at] ?? '')
    if (wrapped(index + 1) || wrapped(index)) return []
    return wrapped(index - 1) ? [line.replace('  ', '')] : [line]
  })
}
