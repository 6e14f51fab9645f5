/** What a uapi header defines, every program that includes it has. */

import type {Place} from '../../model/index.ts'
import {newMacros, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const uapiName = definePatchRule({
  id: 'uapi-name',
  scope: 'patch',
  severity: 'warning',
  summary:
    "A name in a uapi header begins with the interface's prefix, and none of them changes its value with the next flag.",
  why: 'Headers share one name space with each program. A name for "all flags" means less in an old program than in the kernel that it runs on, and a program that is compiled anew passes flags that it does not know.',
  source: 'Documentation/process/adding-syscalls.rst, "Designing the API"; scripts/headers_install.sh',
  messages: {
    prefix: (name, prefix) => `Unexpected name \`${name}\` in a uapi header, expected it to begin with \`${prefix}\``,
    all: (name) =>
      `Unexpected \`${name}\` in a uapi header, expected it in the kernel alone: its value changes with the next flag`,
  },
  check(input, report) {
    const own = new RegExp(`^_*${input.prefix}`, 'i')
    // An architecture's header also has names of its registers.
    const isShared = ({file}: Place): boolean => file.startsWith(`include/uapi/linux/${input.prefix.toLowerCase()}`)
    for (const {name, place, body, parameters} of newMacros(input)) {
      if (parameters || body === '' || !/\/kvm\w*\.h@@/.test(place.file)) continue
      const detail = {symbol: name, place}
      if (isShared(place) && !own.test(name)) report('prefix', [name, `${input.prefix}_`], detail)
      if (own.test(name) && everyFlag.test(name) && body.includes('|')) report('all', [name], detail)
    }
    for (const {tag, name, place, outermost} of newStructs(input)) {
      if (outermost && tag !== undefined && isShared(place) && !own.test(tag))
        report('prefix', [name, `${input.prefix.toLowerCase()}_`], {symbol: name, place})
    }
  },
  examples: [
    {
      name: "names that are anybody's, and one for all flags",
      files: {
        'include/uapi/linux/kvm.h': `+#define BELL_TONES 16
+#define KVM_BELL_LOUD 1
+#define KVM_BELL_LONG 2
+#define KVM_BELL_VALID_FLAGS (KVM_BELL_LOUD | KVM_BELL_LONG)
+struct bell_tone {
+	__u64 tone;
+};
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected name `BELL_TONES` in a uapi header, expected it to begin with `KVM_`',
        'include/uapi/linux/kvm.h:4:9: warning: Unexpected `KVM_BELL_VALID_FLAGS` in a uapi header, expected it in the kernel alone: its value changes with the next flag',
        'include/uapi/linux/kvm.h:5:8: warning: Unexpected name `struct bell_tone` in a uapi header, expected it to begin with `kvm_`',
      ],
    },
    {
      name: "the interface's own names, and the mask of one register",
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_BELL_TONES 16
+#define __KVM_HAVE_BELL
+#define KVM_BELL_TONE_MASK 0xffff
+struct kvm_bell_tone {
+	__u64 tone;
+};
`,
      },
      expected: [],
    },
  ],
})

/** `KVM_BELL_VALID_FLAGS`, `KVM_BELL_ALL`. */
const everyFlag = /_(?:VALID|ALL)(?:_[A-Z]+)?$/
