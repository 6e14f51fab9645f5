/** A new interface has a user. */

import {type Line, type Mail, type Place, placeOf} from '../../model/index.ts'
import {kindOfFile, newIoctls, newMacros} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput, type SeriesInput} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const missingUserspaceUser = defineSeriesRule({
  id: 'missing-userspace-user',
  scope: 'series',
  severity: 'info',
  summary: 'Whoever posts a new interface shows what uses it.',
  why: 'An interface that no program has used is not known to be usable, and can never be changed afterwards.',
  source: 'Documentation/process/adding-syscalls.rst, "Testing"; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    user: () => 'Unexpected new interface without a word on who uses it, expected a selftest, or a link to the program',
  },
  check(series, report) {
    const {patches, cover} = series
    const added = patches.find((input) => addsInterface(input, patches))
    if (!added || patches.some(hasTest) || messagesOf(series).some((text) => user.test(text))) return
    const mail = cover ?? added.patch.mail
    report('user', [], {symbol: 'user', place: subjectPlace(mail)})
  },
  examples: [
    {
      name: 'a capability, and nobody who asks for it',
      files: {'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n'},
      expected: [
        '-:2:1: info: Unexpected new interface without a word on who uses it, expected a selftest, or a link to the program',
      ],
    },
    {
      name: 'with a selftest',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n',
        'tools/testing/selftests/kvm/bell.c': '+#include <linux/kvm.h>\n',
      },
      expected: [],
    },
  ],
})

const user =
  /\b(?:QEMU|kvmtool|crosvm|firecracker|cloud-hypervisor|VMM|self-?tests?|kvm-unit-tests?|libvirt|github\.com|gitlab\.com|git\.kernel\.org)\b/i

/** Something that a program has to call: a capability that only informs, and an exit, is none. */
function addsInterface(input: PatchInput, patches: readonly PatchInput[]): boolean {
  if (newIoctls(input).length > 0) return true
  const informs = patches
    .flatMap(newSections)
    .filter((section) => /informational/i.test(fieldOf(section, 'return')?.text ?? ''))
  const isCall = (name: string) =>
    name.startsWith(`${input.prefix}_CAP_`) && !informs.some((section) => section.names.includes(name))
  const described = newSections(input).filter((section) => fieldOf(section, 'type'))
  return newMacros(input).some(({name}) => isCall(name)) || described.some(({names}) => names.length > 0)
}

const hasTest = ({patch}: PatchInput): boolean =>
  patch.files.some(({after, before}) => kindOfFile(after ?? before ?? '') === 'test')

function messagesOf({patches, cover}: SeriesInput): readonly string[] {
  const messages = patches.map(({patch: {mail, message, subject}}) => [
    subject,
    ...mail.lines.slice(message.from, message.to),
  ])
  return [...(cover ? [[cover.header.subject, ...cover.lines]] : []), ...messages].map((lines) => lines.join('\n'))
}

export function subjectPlace({file, subjectLine, header}: Mail): Place {
  const line: Line = subjectLine
  return placeOf(file, {
    start: {line, column: 1, offset: 0},
    end: {line, column: 'Subject: '.length + header.subject.length + 1, offset: 0},
  })
}
