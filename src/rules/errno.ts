/** An error that the document promises, of an ioctl or of enabling a capability, is one that the handler returns. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, section} from './support/example.ts'
import {generalErrnos, handlersOf, isWidespread} from './support/handlers.ts'

const noMemory = `		r = -ENOMEM;
		if (!file->private_data)
			break;
		r = 0;
`

const enableDo = `static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm, struct kvm_enable_cap *request)
{
	switch (request->cap) {
	case KVM_CAP_DO:
		if (request->args[0])
			return -EINVAL;
		return kvm->busy ? -EBUSY : 0;
	default:
		return -EINVAL;
	}
}

`

export const errno = defineRule({
  id: 'errno',
  scope: 'tree',
  severity: 'error',
  summary: 'An error that the document promises is one that the handler returns.',
  why: 'A program that waits for the documented error never sees it, and takes the real one for something else.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    never: (name, ioctl, returned) =>
      `Unexpected \`${name}\` from \`${ioctl}\`, expected one of ${returned}, which its handler returns`,
    none: (name, ioctl) =>
      `Unexpected \`${name}\` from \`${ioctl}\`, expected no error but those of any ioctl: its handler returns no other`,
  },
  check(input, report) {
    const seen = new Set<number>()
    for (const documented of [...input.document.ioctls, ...input.document.capabilities]) {
      const promised = documented.errnos.filter(({name, place}) => !generalErrnos.has(name) && !seen.has(place.offset))
      if (promised.length === 0) continue
      const served = handlersOf(input, documented)
      if (served.length === 0 || isWidespread(served) || !served.every(({errnosComplete}) => errnosComplete)) continue
      const returned = new Map(served.flatMap(({errnos}) => errnos.map((item) => [item.name, item.place] as const)))
      for (const {name, place} of promised) {
        if (returned.has(name)) continue
        seen.add(place.offset)
        const own = [...returned.keys()].filter((known) => !generalErrnos.has(known)).map((known) => `\`${known}\``)
        report(own.length > 0 ? 'never' : 'none', [name, documented.name, own.join(', ')], {
          symbol: documented.name,
          place,
          related: [...returned.values()].slice(0, 3).map((where) => ({place: where})),
        })
      }
    }
  },
  examples: [
    {
      name: 'an error that the handler never returns',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {
          Architectures: 'x86',
          Type: 'vm ioctl',
          Returns: '0 on success, -EBUSY if there is no memory',
        }),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n',
        others: implementation({vm: {KVM_DO: noMemory}}),
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:26: error: Unexpected `EBUSY` from `KVM_DO`, expected one of `ENOMEM`, which its handler returns',
      ],
    },
    {
      name: 'the one it returns, and one that any copy returns',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {
          Architectures: 'x86',
          Type: 'vm ioctl',
          Returns: '0 on success, -ENOMEM if there is no memory, -EFAULT if the argument cannot be read',
        }),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n',
        others: implementation({vm: {KVM_DO: noMemory}}),
      }),
      expected: [],
    },
    {
      name: 'a capability that is enabled without the one and with the other',
      files: exampleFiles({
        document: section('8.1 KVM_CAP_DO', {
          Architectures: 'x86',
          Type: 'vm',
          Returns: '0 on success, -EBUSY once a vCPU runs, -E2BIG if args[0] is too large',
        }),
        header: '#define KVM_CAP_DO 1\n',
        others: implementation({functions: enableDo}),
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:51: error: Unexpected `E2BIG` from `KVM_CAP_DO`, expected one of `EINVAL`, `EBUSY`, which its handler returns',
      ],
    },
  ],
})
