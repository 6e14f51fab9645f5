/** A uapi header needs nothing but what userspace has. */

import {linePlace, newMacros} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const uapiMacro = definePatchRule({
  id: 'uapi-macro',
  scope: 'patch',
  severity: 'warning',
  summary: 'A uapi header uses no macro that only the kernel has.',
  why: 'A program that includes the header does not compile, or compiles another interface than the kernel serves.',
  source: 'include/uapi/linux/const.h; Documentation/kbuild/headers_install.rst',
  messages: {
    bit: (macro, name) =>
      `Unexpected \`${macro}\` in \`${name}\`, expected a shift or \`_BITUL\`: userspace has no \`${macro}\``,
    config: (name) =>
      `Unexpected \`${name}\` in a uapi header, expected the same for every configuration: userspace has none`,
    size: (name, type) =>
      `Unexpected \`sizeof\` in \`${name}\`, expected the type itself, \`${type}\`: the macro takes its size`,
  },
  check(input, report) {
    // Once a header is enough.
    const said = new Set<string>()
    for (const {name, place, body, ioctl} of newMacros(input)) {
      const macro = /(?<![\w_])(?:BIT(?:_ULL|_UL)?|GENMASK(?:_ULL)?)(?=\s*\()/.exec(body)?.[0]
      const key = `${input.view.locate(place).file} ${macro}`
      if (macro !== undefined && !said.has(key)) report('bit', [macro, name], {symbol: name, place})
      said.add(key)
      const type = /^sizeof\s*\(?\s*(.*?)\s*\)?$/.exec(ioctl?.argument ?? '')?.[1]
      if (type !== undefined) report('size', [name, type], {symbol: name, place})
    }
    for (const {view} of input.headers) {
      for (const [index, {kind, text}] of view.lines.entries()) {
        const name = kind === 'added' ? /^\s*#\s*(?:el)?if.*?\b(CONFIG_\w+)/.exec(text)?.[1] : undefined
        if (name !== undefined) report('config', [name], {symbol: name, place: linePlace(view, index)})
      }
    }
  },
  examples: [
    {
      name: 'what only the kernel has',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_BELL_LOUD BIT(0)
+#define KVM_BELL_LONG BIT(1)
+#ifdef CONFIG_BELL
+#define KVM_RING_BELL _IOW(KVMIO, 0xf0, sizeof(struct kvm_bell))
+#endif
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected `BIT` in `KVM_BELL_LOUD`, expected a shift or `_BITUL`: userspace has no `BIT`',
        'include/uapi/linux/kvm.h:3:1: warning: Unexpected `CONFIG_BELL` in a uapi header, expected the same for every configuration: userspace has none',
        'include/uapi/linux/kvm.h:4:9: warning: Unexpected `sizeof` in `KVM_RING_BELL`, expected the type itself, `struct kvm_bell`: the macro takes its size',
      ],
    },
    {
      name: 'what userspace has',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_BELL_LOUD (1 << 0)
+#define KVM_BELL_LONG _BITULL(1)
+#define KVM_CAP_CONFIG_BELL 3
+#define KVM_RING_BELL _IOW(KVMIO, 0xf0, struct kvm_bell)
`,
      },
      expected: [],
    },
  ],
})
