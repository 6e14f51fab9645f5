/**
 * The C of a series: its header as one would write it, so that the reader of headers makes facts of it. What is still
 * open has no line.
 *
 *   #define KVM_EXIT_MEMORY_FAULT 38
 *   struct kvm_run {
 *   	union {
 *   		struct {
 *   			__u64 gpa;
 *   		} memory_fault;
 *   	};
 *   };
 */

import type {HeaderData, HostMemberData, NumberedData, StructData} from '../../model/index.ts'
import {memberLines} from './member-lines.ts'

/** `KVMIO`, of include/uapi/linux/kvm.h. */
const kvmio = 0xae

/** Exit reasons are known by standing in a line of them: the first of the real header's stands before a series' own. */
export const firstExitReason = 'KVM_EXIT_UNKNOWN'

export function headerText({structs, ioctls, capabilities, exitReasons, constants}: HeaderData): string {
  return [
    `#define KVMIO ${kvmio}`,
    `#define ${firstExitReason} 0`,
    ...[...exitReasons].sort(byNumber).flatMap(({name, number}) => defined(name, number)),
    ...capabilities.flatMap(({name, number}) => defined(name, number)),
    ...constants.map(({name, value}) => `#define ${name} (${value})`),
    ...structTexts(structs),
    ...ioctls.flatMap(({name, macro, number, argument}) =>
      number === 'open'
        ? []
        : defined(name, `${macro}(KVMIO, ${number}${argument === undefined ? '' : `, ${argument}`})`),
    ),
    '',
  ].join('\n')
}

function byNumber(one: NumberedData, other: NumberedData): number {
  return one.number === 'open' || other.number === 'open' ? 0 : one.number - other.number
}

function defined(name: string, value: number | string): readonly string[] {
  return value === 'open' ? [] : [`#define ${name} ${value}`]
}

/** Structs by name; those in the union of another struct stand together in it. */
export function structTexts(structs: readonly StructData[]): readonly string[] {
  const outer = new Map<string, string[]>()
  const texts: string[] = []
  for (const {name, members} of structs) {
    const [tag = name, member] = name.split('.')
    const body = (indentation: string) =>
      memberLines(members, indentation)
        .map((line) => `${line}\n`)
        .join('')
    if (member === undefined) texts.push(`struct ${tag} {\n${body('\t')}};`)
    else outer.set(tag, [...(outer.get(tag) ?? []), `\t\tstruct {\n${body('\t\t\t')}\t\t} ${member};`])
  }
  return [...texts, ...[...outer].map(([tag, bodies]) => `struct ${tag} {\n\tunion {\n${bodies.join('\n')}\n\t};\n};`)]
}

/** The members of the host's structs, each struct with what the series adds to it. */
export function hostText(members: readonly HostMemberData[]): string {
  const tags = [...new Set(members.map(({struct}) => struct))]
  const bodies = tags.map((tag) => {
    const own = members.filter(({struct}) => struct === tag)
    return `struct ${tag} {\n${own.map(({type, name}) => `\t${type} ${name};\n`).join('')}};\n`
  })
  return bodies.join('')
}
