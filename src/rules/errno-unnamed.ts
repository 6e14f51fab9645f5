/** An errno that a handler comes to return is one that its section names. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, section} from './support/example.ts'
import {generalErrnos, handlersOf} from './support/handlers.ts'

const busy = `		r = -EBUSY;
		if (!file->private_data)
			break;
		r = 0;
`

const files = (returns: string) =>
  exampleFiles({
    document: section('4.1 KVM_DO', {Architectures: 'x86', Type: 'vm ioctl', Returns: returns}),
    header: '#define KVM_DO _IO(0xAE, 0x01)\n',
    others: implementation({vm: {KVM_DO: busy}}),
  })

export const errnoUnnamed = defineRule({
  id: 'errno-unnamed',
  scope: 'tree',
  severity: 'warning',
  summary: 'An errno that a patch makes a handler return is one that its section names, where it names any.',
  why: 'Userspace decides by errno whether to go on: an error that it was not told of is taken for a bug, or for another one.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    unnamed: (name, of) => `Unexpected \`${name}\` from \`${of}\`, expected its section to say when it is returned`,
  },
  check(input, report) {
    for (const documented of [...input.document.ioctls, ...input.document.capabilities]) {
      const {name: of, errnos: named, section} = documented
      const [last] = named.slice(-1)
      // A section that names errors names them all; what it says elsewhere is said, too.
      if (!last) continue
      const said = new Set(named.map(({name}) => name))
      const text = input.document.texts
        .filter((block) => block.section === section)
        .map((block) => block.text)
        .join('\n')
      for (const {errnos, errnosComplete} of handlersOf(input, documented)) {
        // What another function may replace on its way is not known to arrive.
        if (!errnosComplete) continue
        for (const {name, place} of errnos) {
          if (said.has(name) || common.has(name) || new RegExp(`\\b${name}\\b`).test(text)) continue
          said.add(name)
          report('unnamed', [name, of], {symbol: of, place: last.place, related: [{place}]})
        }
      }
    }
  },
  examples: [
    {
      name: 'another error than the one that is named',
      files: files('0 on success, -EPERM if it may not'),
      expected: [
        'Documentation/virt/kvm/api.rst:6:26: warning: Unexpected `EBUSY` from `KVM_DO`, expected its section to say when it is returned',
      ],
    },
    {
      name: 'the one that is named, and a section that names none',
      files: files('0 on success, -EBUSY if another does'),
      expected: [],
    },
  ],
})

/** Of any ioctl: also what an allocation fails with. */
const common = new Set([...generalErrnos, 'ENOMEM'])
