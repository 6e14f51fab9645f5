/** `_IOW`, `_IOR` or `_IOWR` of a new ioctl is the direction that the document says. */

import type {Direction} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {ioctlSection, version} from './support/addition-example.ts'
import {headerNames} from './support/headers.ts'

export const ioctlNumberDirection = defineRule({
  id: 'ioctl-number-direction',
  scope: 'addition',
  severity: 'warning',
  summary: '`_IOW`, `_IOR` or `_IOWR` of a new ioctl is the direction that the document says.',
  why: 'Tools such as strace and sanitizers take from the number which memory is read and which is written; once released, it stays.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions"',
  messages: {
    direction: (macro, ioctl, documented, expected) =>
      `Unexpected \`${macro}\` of \`${ioctl}\`, whose parameter is \`${documented}\` in the document, expected \`${expected}\``,
  },
  check({own}, report) {
    for (const {name, direction, place} of headerNames(own, 'ioctls')) {
      for (const {parameter} of own.document.ioctls.named(name)) {
        if (!direction || !parameter?.direction || direction === parameter.direction) continue
        report('direction', [macros[direction], name, parameter.direction, macros[parameter.direction]], {
          symbol: name,
          place,
          related: [{place: parameter.place, message: 'the parameter in the document'}],
        })
      }
    }
  },
  examples: [
    {
      name: 'an argument that is only read',
      version: version({
        sections: [ioctlSection({parameter: {type: 'u32', direction: 'in'}})],
        capabilities: [{name: 'KVM_CAP_DO', number: 1}],
        ioctls: [{name: 'KVM_DO', macro: '_IOWR', number: 1, argument: '__u32'}],
      }),
      expected: [
        'example@v1/kvm.h:4:9: warning: Unexpected `_IOWR` of `KVM_DO`, whose parameter is `in` in the document, expected `_IOW`',
      ],
    },
    {
      name: 'one that is read and written',
      version: version({
        sections: [ioctlSection({parameter: {type: 'u32', direction: 'in/out'}})],
        capabilities: [{name: 'KVM_CAP_DO', number: 1}],
        ioctls: [{name: 'KVM_DO', macro: '_IOWR', number: 1, argument: '__u32'}],
      }),
      expected: [],
    },
  ],
})

/** The names are from the side of userspace: `_IOW` writes to the kernel. */
const macros: Readonly<Record<Direction, string>> = {none: '_IO', in: '_IOW', out: '_IOR', 'in/out': '_IOWR'}
