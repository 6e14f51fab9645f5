/** `:Type:` names the file descriptors that the ioctl is served on. */

import type {Descriptor, ServedIoctl} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {does, exampleFiles, implementation, section} from './support/example.ts'
import {fieldPlace} from './support/fields.ts'

export const ioctlDescriptor = defineRule({
  id: 'ioctl-descriptor',
  scope: 'tree',
  severity: 'error',
  summary: '`:Type:` names the file descriptors that the ioctl is served on.',
  why: 'On another descriptor the ioctl fails with `ENOTTY`, and the program takes the feature for absent.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    wrong: (ioctl, documented, served) =>
      `Unexpected \`${documented} ioctl\` for \`${ioctl}\`, expected \`${served} ioctl\`, where it is served`,
    lacking: (ioctl, served) =>
      `Unexpected \`:Type:\` of \`${ioctl}\` without \`${served} ioctl\`, expected every descriptor that serves it`,
  },
  check(input, report) {
    for (const name of input.document.ioctls.names) {
      const documented = input.document.ioctls.named(name)
      const served = input.implementation?.ioctls.named(name) ?? []
      const first = documented.find(({descriptors}) => descriptors)
      if (!first || served.length === 0) continue
      const said = new Set(documented.flatMap(({descriptors}) => descriptors ?? []))
      const serving = new Set(served.map(({descriptors: [descriptor]}) => descriptor))
      const related = [...serving].map((descriptor) => placeOn(served, descriptor))
      const detail = {symbol: name, place: fieldPlace(input, first, 'type'), related}
      const wrong = [...said].filter((descriptor) => !serving.has(descriptor))
      const lacking = [...serving].filter((descriptor) => !said.has(descriptor))
      if (wrong.length > 0) report('wrong', [name, wrong.join(', '), [...serving].join(', ')], detail)
      else if (lacking.length > 0) report('lacking', [name, lacking.join(', ')], {...detail, severity: 'warning'})
    }
  },
  examples: [
    {
      name: 'a vm ioctl',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86', Type: 'vcpu ioctl'}),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n',
        others: implementation({vm: {KVM_DO: does}}),
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: error: Unexpected `vcpu ioctl` for `KVM_DO`, expected `vm ioctl`, where it is served',
      ],
    },
    {
      name: 'in short',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86', Type: 'vm'}),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n',
        others: implementation({vm: {KVM_DO: does}}),
      }),
      expected: [],
    },
  ],
})

function placeOn(served: readonly ServedIoctl[], descriptor: Descriptor) {
  const handler = served.find(({descriptors: [on]}) => on === descriptor) as ServedIoctl
  return {place: handler.place, message: `the ${descriptor} ioctl`}
}
