/** A fault that a guest takes is not called an error. */

import {defineRule} from './define-rule.ts'
import {exitVersion} from './support/addition-example.ts'
import {exitProse, firstMatch} from './support/texts.ts'

const fault = (prose: string) =>
  exitVersion(prose, {
    sections: [{kind: 'exit', name: 'KVM_EXIT_DO_FAULT', member: 'did', prose}],
    exitReasons: [{name: 'KVM_EXIT_DO_FAULT', number: 1}],
  })

export const faultCalledError = defineRule({
  id: 'fault-called-error',
  scope: 'addition',
  severity: 'warning',
  summary: 'A fault that a guest takes is not called an error.',
  why: 'Nothing has gone wrong: a page is not there yet, and userspace is to bring it. Who reads of an error ends the guest.',
  source: 'https://lore.kernel.org/kvm/87mt5fz5g6.wl-maz@kernel.org',
  messages: {
    error: (exit) => `Unexpected "error" for what \`${exit}\` reports, expected "fault"`,
  },
  check(addition, report) {
    for (const exit of addition.own.headers.values().next().value?.exitReasons ?? []) {
      if (!/_FAULT(?:_|$)/.test(exit.name)) continue
      const found = firstMatch(exitProse(addition, exit), calledError)
      if (found) report('error', [exit.name], {symbol: exit.name, place: found.place})
    }
  },
  examples: [
    {
      name: 'a memory error',
      version: fault('KVM_EXIT_DO_FAULT says that the vCPU met a memory error. :member[flags] is 0.\n'),
      expected: [
        'example@v1/api.rst:17:44: warning: Unexpected "error" for what `KVM_EXIT_DO_FAULT` reports, expected "fault"',
      ],
    },
    {
      name: 'a fault, and an error of KVM_RUN',
      version: fault(
        'KVM_EXIT_DO_FAULT says that the vCPU took a page fault; KVM_RUN returns -1 on error. :member[flags] is 0.\n',
      ),
      expected: [],
    },
  ],
})

/** A thing that one meets, not the way in which a call fails. */
const calledError = /\b(?:(?:memory|page|access|translation) errors?|(?:an?|the|this) error)\b(?! codes?\b)/
