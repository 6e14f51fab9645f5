/** A section stands in the chapter that is about its kind. */

import {casesIn, newIoctls, piecesOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {fieldOf, type NewSection, newSections} from './support/documents.ts'

export const sectionChapter = defineSeriesRule({
  id: 'section-chapter',
  scope: 'series',
  severity: 'warning',
  summary: 'Ioctls are in chapter 4; capabilities that are enabled on a vCPU in 6, on a VM in 7, all others in 8.',
  why: 'The chapter says how a capability is used: who reads chapter 8 does not enable it, and who enables it looks in 6 and 7.',
  source: 'Documentation/virt/kvm/api.rst, introductions of chapters 4, 6, 7 and 8',
  messages: {
    other: (title, chapter, expected, why) =>
      `Unexpected section on \`${title}\` in chapter ${chapter}, expected it in ${expected}: ${why}`,
  },
  check({patches}, report) {
    const ioctls = new Set(patches.flatMap(newIoctls).map(({name}) => name))
    const enabled = patches.flatMap((input) =>
      [...piecesOf(input)].flatMap((code) => {
        const [, kind] = /(vcpu|vm)\w*_enable_cap/.exec(code.piece.functionName ?? '') ?? []
        if (kind === undefined) return []
        const labels = casesIn(input, code).flatMap((body) => body.labels)
        return labels.filter(({added}) => added).map(({name, place}) => ({name, kind, place}))
      }),
    )
    for (const input of patches) {
      for (const section of newSections(input)) {
        const [name] = section.names
        const [, chapter = ''] = /^([4678])\.\d/.exec(section.section.title) ?? []
        if (name === undefined || chapter === '') continue
        if (!/\/api\.(?:rst|txt)$/.test(section.hunk.view.path)) continue
        const isCapability = name.startsWith(`${input.prefix}_CAP_`)
        const own = enabled.filter((one) => one.name === name)
        const target = fieldOf(section, 'target')?.text ?? fieldOf(section, 'type')?.text ?? ''
        const detail = {symbol: name, place: section.section.place, related: own.map(({place}) => ({place}))}
        const say = (expected: string, why: string) => report('other', [name, chapter, expected, why], detail)
        if (chapter === '4' && isCapability) say('6, 7 or 8', 'it is a capability')
        else if (chapter !== '4' && !isCapability && ioctls.has(name)) say('4', 'it is an ioctl')
        else if (chapter === '8' && own.length > 0)
          say(own[0]?.kind === 'vm' ? '7' : '6', 'it is enabled by KVM_ENABLE_CAP')
        else if (chapter === '8' && isEnabled(section)) say('6 or 7', 'it is enabled by KVM_ENABLE_CAP')
        else if (chapter === '6' && isOnly(own, 'vm')) say('7', 'it is enabled on a VM')
        else if (chapter === '7' && isOnly(own, 'vcpu')) say('6', 'it is enabled on a vCPU')
        else if (own.length === 0 && chapter === '6' && /^vms?\b/i.test(target)) say('7', 'it is enabled on a VM')
        else if (own.length === 0 && chapter === '7' && /^vcpus?\b(?!.*\bvm)/i.test(target))
          say('6', 'it is enabled on a vCPU')
      }
    }
  },
  examples: [
    {
      name: 'a capability among ioctls, and one that is enabled among those that are not',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_CAP_ROPE
+------------------
+
+:Architectures: x86
+
+There is a rope.
+
+8.41 KVM_CAP_BELL
+-----------------
+
+:Architectures: x86
+
+There is a bell.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = kvm_hang_bell(kvm);
+		break;
 	default:
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:1: warning: Unexpected section on `KVM_CAP_ROPE` in chapter 4, expected it in 6, 7 or 8: it is a capability',
        'Documentation/virt/kvm/api.rst:8:1: warning: Unexpected section on `KVM_CAP_BELL` in chapter 8, expected it in 7: it is enabled by KVM_ENABLE_CAP',
      ],
    },
    {
      name: 'each in its place',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.41 KVM_CAP_BELL
+-----------------
+
+:Architectures: x86
+:Target: VM
+
+There is a bell.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = kvm_hang_bell(kvm);
+		break;
 	default:
`,
      },
      expected: [],
    },
  ],
})

/** By its own words. */
function isEnabled(section: NewSection): boolean {
  if (/\bargs?\s*\[/.test(fieldOf(section, 'parameter')?.text ?? '')) return true
  const text = section.blocks.map((block) => block.text).join(' ')
  return /\b(?:must|has to|can|needs to) be enabled\b[^.]*\bKVM_ENABLE_CAP\b/.test(text)
}

const isOnly = (enabled: readonly {readonly kind: string}[], kind: string): boolean =>
  enabled.length > 0 && enabled.every((one) => one.kind === kind)
