/** A capability is enabled on the file descriptor that its section says. */

import type {Descriptor, DocumentedCapability} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, section} from './support/example.ts'
import {fieldPlace} from './support/fields.ts'

const enableDo = `static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm, struct kvm_enable_cap *request)
{
	switch (request->cap) {
	case KVM_CAP_DO:
		return 0;
	default:
		return -EINVAL;
	}
}

`

export const capabilityTarget = defineRule({
  id: 'capability-target',
  scope: 'tree',
  severity: 'error',
  summary: 'A capability is enabled on the file descriptor that its section says.',
  why: '`KVM_ENABLE_CAP` on another descriptor fails with `EINVAL`, and the program takes the feature for absent.',
  source: 'Documentation/virt/kvm/api.rst, chapters 6 and 7',
  messages: {
    stated: (capability, documented, enabled) =>
      `Unexpected \`${documented}\` as what \`${capability}\` is enabled on, expected \`${enabled}\`, where the implementation takes it`,
    chapter: (capability, documented, enabled) =>
      `Unexpected \`${capability}\` among capabilities of a ${documented}, expected \`:Target: ${enabled}\`, where the implementation takes it`,
  },
  check(input, report) {
    for (const capability of input.document.capabilities) {
      const {name, target} = capability
      const answered = input.implementation?.capabilities.named(name) ?? []
      const enabling = answered.filter(({operation}) => operation === 'enable')
      const enabled = new Set(enabling.flatMap((answer) => answer.target ?? []))
      const said = target ?? chapterTarget(capability)
      if (enabled.size === 0 || !said || said.every((descriptor) => enabled.has(descriptor))) continue
      report(target ? 'stated' : 'chapter', [name, said.join(', '), [...enabled].join(', ')], {
        symbol: name,
        place: target ? targetPlace(capability) : capability.place,
        related: enabling.map(({place}) => ({place})),
        ...(!target && {severity: 'warning'}),
      })
    }

    function targetPlace(capability: DocumentedCapability) {
      const place = fieldPlace(input, capability, 'target')
      return place === capability.place ? fieldPlace(input, capability, 'type') : place
    }
  },
  examples: [
    {
      name: 'the other descriptor',
      files: exampleFiles({
        document: section('7.1 KVM_CAP_DO', {Architectures: 'x86', Target: 'vcpu'}),
        header: '#define KVM_CAP_DO 1\n',
        others: implementation({functions: enableDo}),
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: error: Unexpected `vcpu` as what `KVM_CAP_DO` is enabled on, expected `vm`, where the implementation takes it',
      ],
    },
    {
      name: 'a chapter about the other descriptor',
      files: exampleFiles({
        document: `6. What is enabled on vCPUs\n===========================\n\n${section('6.1 KVM_CAP_DO', {Architectures: 'x86'})}`,
        header: '#define KVM_CAP_DO 1\n',
        others: implementation({functions: enableDo}),
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:4:5: warning: Unexpected `KVM_CAP_DO` among capabilities of a vcpu, expected `:Target: vm`, where the implementation takes it',
      ],
    },
    {
      name: 'a field that outweighs the chapter',
      files: exampleFiles({
        document: `6. What is enabled on vCPUs\n===========================\n\n${section('6.1 KVM_CAP_DO', {Architectures: 'x86', Target: 'VM'})}`,
        header: '#define KVM_CAP_DO 1\n',
        others: implementation({functions: enableDo}),
      }),
      expected: [],
    },
  ],
})

/** "Capabilities that can be enabled on VMs", the title around a section that says nothing itself. */
function chapterTarget({section: {parent}}: DocumentedCapability): readonly Descriptor[] | undefined {
  const word = /\benabled on (vcpu|vm)s?\b/i.exec(parent?.title ?? '')?.[1]
  return word === undefined ? undefined : [word.toLowerCase() === 'vm' ? 'vm' : 'vcpu']
}
