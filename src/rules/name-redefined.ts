/** A name of a uapi header is defined once. */

import {defineRule} from './define-rule.ts'
import {exampleFiles} from './support/example.ts'

export const nameRedefined = defineRule({
  id: 'name-redefined',
  scope: 'tree',
  severity: 'error',
  summary: 'A name that a patch defines in a uapi header is one that the header does not define already.',
  why: 'The later definition wins, without an error where nobody compiles with warnings: what userspace was given the name for becomes something else.',
  source: 'C11, 6.10.3, paragraph 2; scripts/check-uapi.sh',
  messages: {
    again: (name) => `Unexpected second definition of \`${name}\`, expected a new name`,
  },
  check({headers}, report) {
    const said = new Set<string>()
    for (const {constants, capabilities, exitReasons, ioctls, structs} of headers.values()) {
      for (const index of [constants, capabilities, exitReasons, ioctls, structs]) {
        for (const name of index.names) {
          // An enumerator may have a macro of its name beside it, so that `#ifdef` sees it.
          const [first, ...others] = index.named(name).filter((one) => !('form' in one) || one.form === 'define')
          const last = others.at(-1)
          if (!first || !last || said.has(name)) continue
          said.add(name)
          const related = [{place: first.place, message: 'the first one'}]
          report('again', [name], {symbol: name, place: last.place, related})
        }
      }
    }
  },
  examples: [
    {
      name: 'a capability that there is',
      files: exampleFiles({document: '', header: '#define KVM_CAP_DO 1\n#define KVM_CAP_DO 2\n'}),
      expected: [
        'include/uapi/linux/kvm.h:2:9: error: Unexpected second definition of `KVM_CAP_DO`, expected a new name',
      ],
    },
    {
      name: 'one of two, whichever holds, and an enumerator that is a macro, too',
      files: exampleFiles({
        document: '',
        header:
          'enum kvm_x {\n\tKVM_X,\n#define KVM_X KVM_X\n};\n#ifdef __KVM_HAVE_DO\n#define KVM_CAP_DO 1\n#else\n#define KVM_CAP_DO 2\n#endif\n',
      }),
      expected: [],
    },
  ],
})
