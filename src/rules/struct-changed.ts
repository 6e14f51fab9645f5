/** A struct that was released keeps its layout. */

import {kvmHeader} from '../uapi/index.ts'
import {defineReleasedRule} from './define-released-rule.ts'
import {namesText, onArchitectures} from './support/released/index.ts'

const struct = (members: string): string => `struct kvm_do {\n${members}};\n`

export const structChanged = defineReleasedRule({
  id: 'struct-changed',
  scope: 'patch',
  severity: 'error',
  summary: 'A struct that was released keeps its size, and its members their places and types.',
  why: 'A program that was compiled with the old struct goes on passing it. The kernel then reads one member for another, or more bytes than there are; and where the size is in the number of an ioctl, the program asks for an ioctl that is no more.',
  source:
    'Documentation/process/botching-up-ioctls.rst, "Basics"; Documentation/driver-api/ioctl.rst, "Command number definitions"; scripts/check-uapi.sh',
  messages: {
    offset: (member, is, was, where = '') =>
      `Unexpected offset ${is} of \`${member}\`${where}, expected ${was} as released`,
    type: (member, is, was, where = '') =>
      `Unexpected type \`${is}\` of \`${member}\`${where}, expected \`${was}\` as released`,
    nested: (member, is, was, where = '') =>
      `Unexpected size of \`${member}\`${where}, ${is}, expected ${was} as released`,
    removed: (member, _is, was, where = '') =>
      `Unexpected absence of \`${member}\`${where}, expected the \`${was}\` that was released`,
    renamed: (_member, is, was, where = '') => `Unexpected name \`${is}\`${where}, expected \`${was}\` as released`,
    padding: (member, is, was, where = '') =>
      `Unexpected ${is} bytes of \`${member}\`${where}, expected at most the ${was} that the union has`,
    size: (name, is, was, where = '') => `Unexpected size ${is} of \`${name}\`${where}, expected ${was} as released`,
    grown: (name, is, was, where = '') =>
      `Unexpected size ${is} of \`${name}\`${where}, expected ${was} as released, or does userspace say how large its own is?`,
    alignment: (name, is, was, where = '') =>
      `Unexpected alignment ${is} of \`${name}\`${where}, expected ${was} as released, or does no other struct have it as a member?`,
  },
  judge(change, report) {
    const {kind, symbol, before, after, also, reconciles} = change
    const names = [symbol, after?.text ?? '', before.text, onArchitectures(change)]
    const fix = reconciles && ({severity: 'warning', note: reconciled} as const)
    switch (kind) {
      case 'offset':
        return report('offset', names, fix || {note: also.length > 0 ? `${namesText(also)} moved as well.` : undefined})
      case 'member-size':
        return report(after?.text.endsWith('bytes') ? 'nested' : 'type', names)
      case 'member-type':
        return report('type', names)
      case 'member-sign':
        return report('type', names, {severity: 'warning', note: 'The size is the same; what a program reads is not.'})
      case 'member-removed':
        return report('removed', names)
      case 'member-renamed':
        return report('renamed', names, {severity: 'warning', note: 'Programs that use the name no longer compile.'})
      case 'over-padding':
        return report('padding', names, {note: 'What stands behind the union moves.'})
      case 'size':
        return report('size', names, fix || {note: numbersNote(also)})
      case 'grown':
        if (fix) return report('size', names, fix)
        return also.length > 0
          ? report('size', names, {note: numbersNote(also)})
          : report('grown', names, {severity: 'info'})
      case 'alignment':
        return report('alignment', names, {severity: 'info'})
    }
  },
  examples: [
    {
      name: 'a member between others',
      before: {[kvmHeader]: struct('\t__u32 flags;\n\t__u32 size;\n\t__u64 addr;\n')},
      files: {[kvmHeader]: struct('\t__u32 flags;\n\t__u32 kind;\n\t__u32 size;\n\t__u32 pad;\n\t__u64 addr;\n')},
      expected: [
        'include/uapi/linux/kvm.h:4:8: error: Unexpected offset 8 of `struct kvm_do.size`, expected 4 as released',
      ],
    },
    {
      name: 'a wider member, where padding was on some machines only',
      before: {[kvmHeader]: struct('\t__u32 flags;\n\t__u64 addr;\n')},
      files: {[kvmHeader]: struct('\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n')},
      expected: [
        'include/uapi/linux/kvm.h:4:8: warning: Unexpected offset 8 of `struct kvm_do.addr` on i386, expected 4 as released',
      ],
    },
    {
      name: 'a struct in the number of an ioctl that grows',
      before: {[kvmHeader]: `${struct('\t__u64 addr;\n')}#define KVM_DO _IOW(0xae, 0x01, struct kvm_do)\n`},
      files: {
        [kvmHeader]: `${struct('\t__u64 addr;\n\t__u64 len;\n')}#define KVM_DO _IOW(0xae, 0x01, struct kvm_do)\n`,
      },
      expected: ['include/uapi/linux/kvm.h:1:8: error: Unexpected size 16 of `struct kvm_do`, expected 8 as released'],
    },
    {
      name: 'a member of kvm_run that does not fit',
      before: {
        [kvmHeader]:
          'struct kvm_run {\n\t__u32 exit_reason;\n\tunion {\n\t\tchar padding[256];\n\t};\n\t__u64 kvm_valid_regs;\n};\n',
      },
      files: {
        [kvmHeader]:
          'struct kvm_run {\n\t__u32 exit_reason;\n\tunion {\n\t\tstruct {\n\t\t\t__u8 data[260];\n\t\t} blob;\n\t\tchar padding[256];\n\t};\n\t__u64 kvm_valid_regs;\n};\n',
      },
      expected: [
        'include/uapi/linux/kvm.h:6:5: error: Unexpected 260 bytes of `struct kvm_run.blob`, expected at most the 256 that the union has',
      ],
    },
    {
      name: 'spare room that gets a name, a union around a member, a flexible array in the new spelling',
      before: {[kvmHeader]: struct('\t__u32 flags;\n\t__u32 reserved;\n\t__u64 addr;\n\t__u64 data[0];\n')},
      files: {
        [kvmHeader]: struct(
          '\t__u32 flags;\n\t__u32 kind;\n\tunion {\n\t\t__u64 addr;\n\t\t__u64 gpa;\n\t};\n\t__u64 data[];\n',
        ),
      },
      expected: [],
    },
  ],
})

const reconciled =
  'A 64-bit kernel expected this layout all along; 32-bit programs and 32-bit kernels had the other one.'

/** Whoever asks with the old number is not understood any more. */
function numbersNote(ioctls: readonly string[]): string | undefined {
  if (ioctls.length === 0) return undefined
  return `The size is in the number of ${namesText(ioctls)}, which is another one now.`
}
