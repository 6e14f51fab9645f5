/** The skeleton of an exit: its number, who exits with it, and the member of `struct kvm_run` that stands below its name. */

import type {ProducedExitReason} from '../../model/index.ts'
import {commentOf, type Declaration} from '../../read/c/index.ts'
import type {TreeInput} from '../../uapi/index.ts'
import {startOfLine} from '../c/chunk.ts'
import {anonymousUnionsOf, type CText, declarationsOf} from '../series/c-text.ts'
import {exitComment} from '../series/prose.ts'
import {at, definedIn, type ExitIdentity, gap, onArchitectures, type Skeleton, type SkeletonSource} from './skeleton.ts'

/** `undefined` where no header defines it. */
export function exitSkeleton(
  name: string,
  {input, textOf, header}: SkeletonSource,
): Skeleton<ExitIdentity> | undefined {
  const defined = definedIn(input, name, ({exitReasons}) => exitReasons)
  if (!defined) return undefined
  const producers = input.implementation?.exitReasons.named(name) ?? []
  const where = onArchitectures(
    input,
    producers.flatMap(({architectures}) => architectures),
  )
  const text = textOf(header)
  const {own, before} = text ? membersOf(text, name) : {own: [], before: []}
  const member = own[0] && nameOf(own[0])
  const questions =
    member === undefined
      ? 'why, and what userspace does before it calls it again.'
      : `why, what \`kvm_run.${member}\` says, and what userspace does before it calls it again.`
  return {
    section: {kind: 'exit', name, ...(member === undefined ? {} : {member})},
    values: {
      struct: [exitComment(name), ...(text ? own.flatMap((declaration) => linesOf(text, declaration)) : [])].join('\n'),
      description: `\`KVM_RUN\` returns with ${name} (${defined.number})${where === '' ? '' : ` ${where}`}. ${gap(questions)}`,
    },
    neighbours: before,
    remarks: [
      `\`${name}\` is ${defined.number} (${at(defined.place)})`,
      ...(member === undefined ? [`\`${name}\` has no member of its own in \`struct kvm_run\``] : []),
      ...[...placesByArchitectures(producers, input)].map(
        ([on, [first = '', ...others]]) =>
          `\`${name}\` is set ${on} (${first}${others.length === 0 ? '' : ` and in ${others.length} other places`})`,
      ),
    ],
  }
}

function placesByArchitectures(
  producers: readonly ProducedExitReason[],
  input: TreeInput,
): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>()
  for (const {architectures, place} of producers) {
    const on = onArchitectures(input, architectures)
    places.set(on, [...(places.get(on) ?? []), at(place)])
  }
  return places
}

interface Members {
  /** Those whose comment names the exit: an overlay of the first may follow it. */
  readonly own: readonly Declaration[]
  /** The names of those before, the nearest first. */
  readonly before: readonly string[]
}

function membersOf(text: CText, exit: string): Members {
  const run = text.struct('kvm_run')
  const all = (run ? anonymousUnionsOf(run) : []).flatMap(declarationsOf)
  const names = new RegExp(`\\b${exit}\\b`)
  const first = all.findIndex((member) => names.test(commentOf(text.tree.tokens, member) ?? ''))
  if (first < 0) return {own: [], before: []}
  const others = all.slice(first).findIndex((member) => !names.test(commentOf(text.tree.tokens, member) ?? ''))
  return {
    own: all.slice(first, others < 0 ? undefined : first + others),
    before: all
      .slice(0, first)
      .toReversed()
      .flatMap((member) => nameOf(member) ?? []),
  }
}

const nameOf = ({declarators}: Declaration): string | undefined => declarators[0]?.name?.text

/** As it stands in the header, as if it began in the first column. */
function linesOf({text}: CText, {start, end}: Declaration): readonly string[] {
  const indentation = text.slice(startOfLine(text, start), start)
  return text
    .slice(start, end)
    .split('\n')
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line))
}
