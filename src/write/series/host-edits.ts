/**
 * The members that a version of a series keeps in the kernel's own structs, as a skeleton: declared, guarded, and with a
 * comment that says how accesses are ordered. What they are for is code that nobody can generate.
 */

import {
  type Field,
  type HostMemberData,
  InputError,
  type SeriesVersion,
  type Synchronisation,
} from '../../model/index.ts'
import type {Declaration} from '../../read/c/index.ts'
import {chunkOf, endOfLine} from '../c/chunk.ts'
import {sameDeclaration, sameSpecifier} from '../c/same-type.ts'
import type {TextEdit} from '../text-edit.ts'
import {commentTexts} from './c-lines.ts'
import {type CText, declarationsOf, declares, fieldsOfText} from './c-text.ts'

export interface HostEditing {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>
  /** Files that the tree has not: it holds documents and headers of userspace alone. */
  readonly absent: readonly string[]
}

/** Throws `InputError` where a file has no such struct. */
export function hostEdits({host}: SeriesVersion, textOf: (file: string) => CText | undefined): HostEditing {
  const edits = new Map<string, readonly TextEdit[]>()
  const absent = new Set<string>()
  for (const file of new Set(host.map((member) => member.file))) {
    const text = textOf(file)
    if (!text) {
      absent.add(file)
      continue
    }
    const members = host.filter((member) => member.file === file)
    const made = [...new Set(members.map(({struct}) => struct))].flatMap((struct) =>
      structEdits(
        text,
        struct,
        members.filter((member) => member.struct === struct),
      ),
    )
    if (made.length > 0) edits.set(file, made)
  }
  return {edits, absent: [...absent]}
}

/** A member goes behind the one that it names, which may be new as well; else behind the last one. */
function structEdits(text: CText, struct: string, members: readonly HostMemberData[]): readonly TextEdit[] {
  const specifier = text.struct(struct)
  const declarations = specifier ? declarationsOf(specifier) : []
  if (!specifier || declarations.length === 0) {
    throw new InputError(`${text.file}: Unexpected lack of \`struct ${struct}\`, expected it with its members`)
  }
  const missing = members.filter((member) => {
    const standing = declarations.find((declaration) => declares(declaration, member.name))
    if (standing) refuseOtherType(text, standing, member)
    return !standing
  })
  const anchors = new Map<string | undefined, number>()
  return missing.map((member) => {
    const named = declarations.find((declaration) => member.after !== undefined && declares(declaration, member.after))
    const anchor = named ?? declarations.at(-1)
    const known = anchors.get(member.after)
    const at = known ?? (anchor ? endOfLine(text.text, chunkOf(text.tree.tokens, anchor).end) : specifier.end)
    // What follows this one stands in the same place: edits of one place keep their order.
    anchors.set(member.name, at)
    return {
      start: at,
      end: at,
      text: memberLines(member)
        .map((line) => `\n${line}`)
        .join(''),
    }
  })
}

/** Whoever uses the member that stands there counts on its type. */
function refuseOtherType(
  {file, text, tree}: CText,
  {start, end}: Declaration,
  {struct, name, type}: HostMemberData,
): void {
  const named = (members: string): Field | undefined => fieldsOfText(members).find((field) => field.name === name)
  const [theirs, ours] = [named(text.slice(start, end)), named(`${type} ${name};`)]
  if (theirs && ours && sameDeclaration(theirs.type, ours.type) && sameSpecifier(theirs.type, ours.type)) return
  throw new InputError(
    `${file}:${tree.source.line(start)}: Unexpected \`${struct}.${name}\` of another type than \`${type}\`, expected --rename ${struct}.${name}=NEW`,
  )
}

function memberLines(member: HostMemberData): readonly string[] {
  const {name, type, guard} = member
  const blank = type.endsWith('*') ? '' : ' '
  const comment = commentOf(member)
  const lines = [...(comment === '' ? [] : commentTexts(comment, '\t')), `\t${type}${blank}${name};`]
  if (guard === undefined) return lines
  return [/^\w+$/.test(guard) ? `#ifdef ${guard}` : `#if ${guard}`, ...lines, '#endif']
}

const underLock =
  'Read and written under a lock, which orders accesses: a vCPU that has loaded it goes on with what it loaded.'

const orderings: Readonly<Record<Synchronisation, string | undefined>> = {
  none: undefined,
  rwlock: underLock,
  mutex: underLock,
  spinlock: underLock,
  rwsem: underLock,
  seqcount: 'Read again where a writer was at it: a vCPU that has loaded it goes on with what it loaded.',
  atomic: 'Read and written atomically: a vCPU that has loaded it goes on with what it loaded.',
  rcu: 'Read inside of rcu_read_lock(), which is left before anybody sleeps: a vCPU goes on with what it loaded.',
  srcu: 'Read by vCPUs inside of kvm->srcu; whoever writes it calls synchronize_srcu(&kvm->srcu), so that none of them goes on with the old value.',
}

/** The series' own words, where it has some, say how accesses are ordered. */
function commentOf({comment, lock, synchronisation = 'none'}: HostMemberData): string {
  const ordering = comment ?? orderings[synchronisation]
  const sentences = [ordering, lock === undefined ? undefined : `Protected by ${lock}.`]
  return sentences.filter((sentence) => sentence !== undefined).join(' ')
}
