/** The kernel's own structs in a tree that has an addition have the members that the addition says. */

import type {HostMember} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {capabilitySection, version} from './support/addition-example.ts'
import {exampleFiles, section} from './support/example.ts'
import {appliedTree} from './support/presence.ts'
import {typeText} from './support/struct-comparisons.ts'

const file = 'include/linux/kvm_host.h'
const added = version({
  sections: [capabilitySection()],
  capabilities: [{name: 'KVM_CAP_DO', number: 1}],
  host: [{struct: 'kvm', name: 'does', type: 'bool', file, guard: 'CONFIG_KVM_DO', synchronisation: 'srcu'}],
})
const tree = (host: string) =>
  exampleFiles({
    document: section('7.1 KVM_CAP_DO', {Target: 'VM'}),
    header: '#define KVM_CAP_DO 1\n',
    others: {[file]: `struct kvm {\n${host}};\n`, 'virt/kvm/kvm_main.c': '#include <linux/kvm_host.h>\n'},
  })

export const additionHost = defineRule({
  id: 'addition-host',
  scope: 'addition',
  severity: 'error',
  summary: "The kernel's own structs in a tree that has a series have the members that the series says.",
  why: 'How the members are guarded and ordered was reviewed; another type or another lock was not.',
  source: 'Documentation/virt/kvm/locking.rst',
  messages: {
    absent: (member, struct) =>
      `Unexpected \`${member}\`, which \`struct ${struct}\` of the tree does not have, expected it there`,
    type: (type, member, expected) =>
      `Unexpected type \`${type}\` of \`${member}\`, expected \`${expected}\` as in the tree`,
    guard: (guard, member, expected) => `Unexpected ${guard} around \`${member}\`, expected ${expected} as in the tree`,
    lock: (lock, member) => `Unexpected lock \`${lock}\` of \`${member}\`, expected one that the tree has`,
  },
  check(addition, report) {
    const applied = appliedTree(addition)?.implementation?.hostMembers
    if (!applied) return
    for (const member of addition.implementation.hostMembers) {
      const {name, struct, place} = member
      const theirs = applied.named(name).filter((one) => one.struct === struct)
      const [other] = theirs
      const detail = {symbol: `struct ${struct}.${name}`, place}
      if (!other) {
        report('absent', [name, struct], {...detail, severity: 'warning'})
        continue
      }
      const found = {...detail, related: [{place: other.place, message: 'in the tree'}]}
      if (!theirs.some((one) => typeOf(one) === typeOf(member))) {
        report('type', [typeOf(member), name, typeOf(other)], found)
      }
      if (!theirs.some((one) => guardOf(one) === guardOf(member))) {
        report('guard', [guardOf(member), name, guardOf(other)], found)
      }
      const lock = member.lock?.split('->').at(-1)
      if (lock !== undefined && !applied.has(lock)) report('lock', [lock, name], found)
    }
  },
  examples: [
    {
      name: 'another type without the guard',
      version: added,
      tree: tree('\tatomic_t does;\n'),
      expected: [
        'example@v1/kvm_host.h:2:7: error: Unexpected type `bool` of `does`, expected `atomic_t` as in the tree',
        'example@v1/kvm_host.h:2:7: error: Unexpected `CONFIG_KVM_DO` around `does`, expected nothing as in the tree',
      ],
    },
    {
      name: 'the same',
      version: added,
      tree: tree('#ifdef CONFIG_KVM_DO\n\tbool does;\n#endif\n'),
      expected: [],
    },
  ],
})

const typeOf = ({field}: HostMember): string => typeText(field.type).replace('_Bool', 'bool')

/** `defined(CONFIG_X)` and `CONFIG_X` are one condition. */
function guardOf({guard}: HostMember): string {
  const condition = guard?.replaceAll(/\bdefined\s*\(?\s*(\w+)\s*\)?/g, '$1').trim()
  return condition === undefined || condition === '' ? 'nothing' : `\`${condition}\``
}
