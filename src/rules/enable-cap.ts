/** `KVM_ENABLE_CAP` of a new capability does something, and looks at all that it is given. */

import {defineRule} from './define-rule.ts'
import {capabilitySection, exitBehaviour, exitSection, version} from './support/addition-example.ts'

const parts = {
  sections: [capabilitySection(), exitSection('KVM did, with KVM_CAP_DO. :member[flags] is 0.\n')],
  capabilities: [{name: 'KVM_CAP_DO', number: 1}],
  exitReasons: [{name: 'KVM_EXIT_DO', number: 1}],
  structs: [{name: 'kvm_run.did', members: [{name: 'flags', type: '__u64'}]}],
} as const

export const enableCap = defineRule({
  id: 'enable-cap',
  scope: 'addition',
  severity: 'warning',
  summary: '`KVM_ENABLE_CAP` of a new capability does something, and refuses arguments that it does not know.',
  why: 'A case that only succeeds tells userspace that something is on now; an argument that is ignored today can have no meaning tomorrow.',
  source: 'Documentation/virt/kvm/api.rst, section 4.37, and Documentation/process/botching-up-ioctls.rst, "Basics"',
  messages: {
    nothing: (capability) =>
      `Unexpected \`KVM_ENABLE_CAP\` of \`${capability}\` that succeeds and changes nothing, expected an effect or \`-EINVAL\``,
    ignored: (argument, capability) =>
      `Unexpected \`${argument}\` of \`KVM_ENABLE_CAP\` that \`${capability}\` ignores, expected \`-EINVAL\` for values that it does not know`,
  },
  check({implementation: {enabled}}, report) {
    for (const {name, place, effect, ignored} of enabled) {
      if (effect === 'nothing') report('nothing', [name], {symbol: name, place})
      for (const argument of ignored) report('ignored', [argument, name], {symbol: name, place})
    }
  },
  examples: [
    {
      name: 'a case that only succeeds',
      version: version({...parts, behaviour: exitBehaviour({enableCap: {effect: 'nothing'}})}),
      expected: [
        'example@v1/kvm.h:4:9: warning: Unexpected `KVM_ENABLE_CAP` of `KVM_CAP_DO` that succeeds and changes nothing, expected an effect or `-EINVAL`',
      ],
    },
    {
      name: 'flags that are ignored',
      version: version({
        ...parts,
        behaviour: exitBehaviour({
          enableCap: {effect: 'toggle', on: 1, off: 0, otherArguments: 'EINVAL', flags: 'ignored'},
        }),
      }),
      expected: [
        'example@v1/kvm.h:4:9: warning: Unexpected `flags` of `KVM_ENABLE_CAP` that `KVM_CAP_DO` ignores, expected `-EINVAL` for values that it does not know',
      ],
    },
    {
      name: 'one that cannot be enabled',
      version: version({...parts, behaviour: exitBehaviour({enableCap: {effect: 'refused', errno: 'EINVAL'}})}),
      expected: [],
    },
  ],
})
