/**
 * One C program: the layout and the numbers are assertions of the compiler; what the ioctls of a VM return is a TAP test on
 * /dev/kvm (https://testanything.org). It depends on nothing but the C library and the kernel's headers.
 */

import type {ConstantData, MemberData, SeriesVersion, StructData} from '../../model/index.ts'
import {memberDataAt, memberNames} from '../../uapi/index.ts'
import {cString} from './c-string.ts'

/** A call on a file descriptor of a VM, and what has to come of it. */
export interface VmCheck {
  /** Of one word: an answer is known by it. */
  readonly id: string
  /** One line. */
  readonly says: string
  readonly call: VmCall
  readonly value: number
  /** `EINVAL`; absent where nothing fails. */
  readonly errno?: string
}

export type VmCall =
  | {readonly name: 'KVM_CHECK_EXTENSION'}
  | {readonly name: 'KVM_ENABLE_CAP'; readonly flags: number; readonly args: readonly number[]}
  /** The series' own; its argument is a flag, or an address that cannot be read. */
  | {readonly name: 'ioctl'; readonly ioctl: string; readonly argument: boolean | 'bad address'}

export interface CTestInput {
  /** `memory-fault-exits@revised`. */
  readonly name: string
  readonly version: SeriesVersion
  /** What the series or the tree gives: macro to number. */
  readonly numbers: ReadonlyMap<string, number>
  /** Offsets and sizes of each struct, by the macro of the machine that has them: `__x86_64__`. */
  readonly layouts: ReadonlyMap<string, readonly LayoutAssertion[]>
  readonly checks: readonly VmCheck[]
}

export interface LayoutAssertion {
  /** `sizeof(struct kvm_pre_fault_memory)`. */
  readonly expression: string
  readonly value: number
}

/** The macro that leaves the headers' struct and numbers alone, for a machine whose headers are older than the series. */
export const ownDefinitions = 'UAPIDOC_OWN_DEFINITIONS'

export function cTest({name, version, numbers, layouts, checks}: CTestInput): string {
  const capability = version.header.capabilities[0]?.name ?? ''
  const needed = [...numbers.keys()]
  return `// SPDX-License-Identifier: GPL-2.0
/* ${name}: layout, numbers and ioctls. Written by uapidoc. */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The headers of a tree have annotations that installed ones do not. */
#define __user
#include <linux/kvm.h>

#ifdef ${ownDefinitions}
${needed.map((macro) => `#ifndef ${macro}\n#define ${macro} ${numbers.get(macro)}\n#endif`).join('\n')}
${version.header.ioctls.map(ioctlDefinition(numbers)).join('')}#else
${assertions(version, numbers, layouts).join('\n')}
#endif

struct call {
\tconst char *id, *says;
\tint kind;
\tstruct kvm_enable_cap cap;
\tunsigned long request;
\tint argument;
\tint value, error;
};

enum { CHECK_EXTENSION, ENABLE_CAP, OWN_IOCTL };

static const struct call calls[] = {
${checks.map((check) => `\t{${callText(check, capability)}},\n`).join('')}\t{.id = NULL},
};

static const int count = sizeof(calls) / sizeof(calls[0]) - 1;

static int make(int vm, const struct call *call)
{
\tstruct kvm_enable_cap cap = call->cap;
\tbool state = call->argument == 1;

\terrno = 0;
\tswitch (call->kind) {
\tcase CHECK_EXTENSION:
\t\treturn ioctl(vm, KVM_CHECK_EXTENSION, ${capability});
\tcase ENABLE_CAP:
\t\treturn ioctl(vm, KVM_ENABLE_CAP, &cap);
\tdefault:
\t\treturn ioctl(vm, call->request, call->argument < 0 ? (void *)1 : (void *)&state);
\t}
}

static int skip_all(const char *reason)
{
\tprintf("1..0 # SKIP %s\\n", reason);
\treturn 0;
}

int main(void)
{
\tchar reason[160];
\tint kvm, vm, failures = 0;

\tsetvbuf(stdout, NULL, _IOLBF, 0);
\tprintf("TAP version 13\\n");
\tkvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
\tif (kvm < 0) {
\t\tsnprintf(reason, sizeof(reason), "/dev/kvm: %s", strerror(errno));
\t\treturn skip_all(reason);
\t}
\tvm = ioctl(kvm, KVM_CREATE_VM, 0);
\tif (vm < 0) {
\t\tsnprintf(reason, sizeof(reason), "KVM_CREATE_VM: %s", strerror(errno));
\t\treturn skip_all(reason);
\t}
\tif (ioctl(vm, KVM_CHECK_EXTENSION, ${capability}) <= 0)
\t\treturn skip_all("this kernel does not have ${capability}");
\tprintf("1..%d\\n", count);
\tfor (int i = 0; i < count; i++) {
\t\tconst struct call *call = &calls[i];
\t\tint value = make(vm, call);
\t\tint error = value < 0 ? errno : 0;
\t\tbool good = value == call->value && error == call->error;

\t\tprintf("# answer %s %d %d\\n", call->id, value, error);
\t\tprintf("%s %d - %s\\n", good ? "ok" : "not ok", i + 1, call->says);
\t\tif (good)
\t\t\tcontinue;
\t\tfailures++;
\t\tprintf("# got %d (%s), expected %d (%s)\\n", value, strerror(error), call->value,
\t\t       strerror(call->error));
\t}
\tclose(vm);
\tclose(kvm);
\treturn failures != 0;
}
`
}

/** Only where the kernel's headers have none. */
const ioctlDefinition =
  (numbers: ReadonlyMap<string, number>) =>
  ({name, macro, argument}: SeriesVersion['header']['ioctls'][number]): string =>
    `#undef ${name}\n#define ${name} ${macro}(KVMIO, ${numbers.get(name) ?? 0}${argument === undefined ? '' : `, ${argument}`})\n`

function assertions(
  {header}: SeriesVersion,
  numbers: ReadonlyMap<string, number>,
  layouts: CTestInput['layouts'],
): readonly string[] {
  const ioctls = new Set(header.ioctls.map(({name}) => name))
  const plain = [...numbers].filter(([name]) => !ioctls.has(name))
  return [
    ...[...layouts].flatMap(([macro, own]) => [
      `#ifdef ${macro}`,
      ...own.map(({expression, value}) => assertion(expression, String(value))),
      '#endif',
    ]),
    ...plain.map(([name, number]) => assertion(name, String(number))),
    ...header.ioctls.flatMap(({name}) =>
      numbers.has(name) ? [assertion(`_IOC_NR(${name})`, String(numbers.get(name)))] : [],
    ),
    ...header.constants.map(constantAssertion),
  ]
}

const constantAssertion = ({name, value}: ConstantData): string => assertion(name, `(${value})`)

function assertion(expression: string, value: string): string {
  return `_Static_assert(${expression} == ${value}, ${cString(`${expression} is ${value}`)});`
}

function callText({id, says, call, value, errno}: VmCheck, capability: string): string {
  const answer = `.value = ${value}, .error = ${errno ?? '0'}`
  const front = `.id = ${cString(id)}, .says = ${cString(says)}`
  switch (call.name) {
    case 'KVM_CHECK_EXTENSION':
      return `${front}, .kind = CHECK_EXTENSION, ${answer}`
    case 'KVM_ENABLE_CAP': {
      const cap = `.cap = {.cap = ${capability}, .flags = ${call.flags}, .args = {${call.args.join(', ')}}}`
      return `${front}, .kind = ENABLE_CAP, ${cap}, ${answer}`
    }
    case 'ioctl': {
      const argument = call.argument === 'bad address' ? -1 : Number(call.argument)
      return `${front}, .kind = OWN_IOCTL, .request = ${call.ioctl}, .argument = ${argument}, ${answer}`
    }
  }
}

/** How C asks for the layout of a struct of a series: `kvm_run.memory_fault` has no tag of its own. */
export function layoutExpressions({name, members}: StructData): {
  readonly size: string
  /** From the struct's own beginning, by member. */
  readonly offsets: ReadonlyMap<string, string>
} {
  const [tag = name, outer] = name.split('.')
  const at = (path: string) => `offsetof(struct ${tag}, ${path})`
  const names = memberNames(members).filter((one) => !isBitField(memberDataAt(members, one)))
  if (outer === undefined) {
    return {size: `sizeof(struct ${tag})`, offsets: new Map(names.map((one) => [one, at(one)]))}
  }
  return {
    size: `sizeof(((struct ${tag} *)0)->${outer})`,
    offsets: new Map(names.map((one) => [one, `${at(`${outer}.${one}`)} - ${at(outer)}`])),
  }
}

/** C has no offset of one (C11, 7.19). */
function isBitField(member: MemberData | undefined): boolean {
  return member !== undefined && 'bits' in member
}
