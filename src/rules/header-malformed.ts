/** The header is C that a compiler takes. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, literal} from './support/example.ts'

export const headerMalformed = defineRule({
  id: 'header-malformed',
  scope: 'tree',
  severity: 'error',
  summary: 'The header is C that a compiler takes.',
  why: 'What cannot be read is not compared: the rest of a check would be silent about it.',
  source: 'ISO C11, 6.7 and 6.10',
  messages: {
    unread: (problem) => `Unexpected C in the header: ${problem}, expected what a compiler takes`,
    recursive: (struct) => `Unexpected \`${struct}\`, which contains itself, expected a struct of finite size`,
  },
  check(input, report) {
    const seen = new Set<string>()
    const isNew = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined
    for (const header of input.headers.values()) {
      for (const {message, place} of header.problems) {
        if (isNew(`${place.file}:${place.offset}`)) report('unread', [message], {symbol: place.file, place})
      }
      for (const name of input.document.structs.names) {
        const layout = header.layoutOf(name)
        if (!layout || layout.ok || layout.error.kind !== 'recursive') continue
        const struct = header.structs.named(layout.error.name.replace(/^\w+ /, ''))[0]
        if (struct && isNew(struct.name)) {
          report('recursive', [`${struct.type.kind} ${struct.name}`], {
            symbol: `${struct.type.kind} ${struct.name}`,
            place: struct.place,
          })
        }
      }
    }
  },
  examples: [
    {
      name: 'a conditional without an end, and a struct without one',
      files: exampleFiles({
        document: literal('struct kvm_do {\n\t__u32 a;\n};'),
        header: 'struct kvm_do {\n\tstruct kvm_do a;\n};\n#ifdef KVM_DO\n#define KVM_DO_FLAG 1\n',
      }),
      expected: [
        'include/uapi/linux/kvm.h:4:1: error: Unexpected C in the header: a conditional that does not end where it began, expected what a compiler takes',
        'include/uapi/linux/kvm.h:1:8: error: Unexpected `struct kvm_do`, which contains itself, expected a struct of finite size',
      ],
    },
    {
      name: 'a pointer to itself, a conditional that ends',
      files: exampleFiles({
        document: literal('struct kvm_do {\n\t__u32 a;\n};'),
        header: 'struct kvm_do {\n\tstruct kvm_do *a;\n};\n#ifdef KVM_DO\n#define KVM_DO_FLAG 1\n#endif\n',
      }),
      expected: [],
    },
  ],
})
