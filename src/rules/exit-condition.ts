/** An exit that has to be asked for is described with what asks for it. */

import {defineRule} from './define-rule.ts'
import {exitBehaviour, exitVersion} from './support/addition-example.ts'
import {exitProse, isInside} from './support/texts.ts'

export const exitCondition = defineRule({
  id: 'exit-condition',
  scope: 'addition',
  severity: 'warning',
  summary: 'An exit that has to be asked for is described with what asks for it.',
  why: 'Who reads the exit wants to know whether it can come at all, and what to enable to get it.',
  source: 'Documentation/virt/kvm/review-checklist.rst, items 3 and 5',
  messages: {
    unnamed: (exit) =>
      `Unexpected \`${exit}\` without what turns it on, expected the capability or ioctl by which userspace asks for it`,
  },
  check(addition, report) {
    const {own, implementation} = addition
    for (const exit of implementation.exits.all.filter(({condition}) => condition === 'while-enabled')) {
      const texts = exitProse(addition, exit)
      const names = own.document.mentions.filter(({place}) => texts.some((text) => isInside(place, text.place)))
      if (texts.length === 0 || names.some(({name}) => isSwitch(name))) continue
      report('unnamed', [exit.name], {symbol: exit.name, place: texts[0]?.place ?? exit.place})
    }

    function isSwitch(name: string): boolean {
      return name.startsWith(`${own.prefix}_CAP_`) || own.document.ioctls.has(name)
    }
  },
  examples: [
    {
      name: 'an exit out of the blue',
      version: exitVersion('The exit KVM_EXIT_DO says that KVM did. :member[flags] is 0.\n', {
        behaviour: exitBehaviour(),
      }),
      expected: [
        'example@v1/api.rst:17:1: warning: Unexpected `KVM_EXIT_DO` without what turns it on, expected the capability or ioctl by which userspace asks for it',
      ],
    },
    {
      name: 'with its capability',
      version: exitVersion('The exit KVM_EXIT_DO comes while KVM_CAP_DO is enabled. :member[flags] is 0.\n', {
        behaviour: exitBehaviour(),
      }),
      expected: [],
    },
  ],
})
