/** A section is for the architectures whose code the series has. */

import {type Architecture, architectures} from '../../model/index.ts'
import {parseArchitectures} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const architecturesUntouched = defineSeriesRule({
  id: 'architectures-untouched',
  scope: 'series',
  severity: 'warning',
  summary: 'A new section names the architectures that the series changes.',
  why: 'A program for an architecture that is named and has no code finds an ioctl that always fails.',
  source: 'Documentation/virt/kvm/api.rst, section 4: `:Architectures:`',
  messages: {
    untouched: (text, names) =>
      `Unexpected \`${text}\`, expected no ${names}: the series has code for other architectures alone`,
  },
  check({patches, complete}, report) {
    if (!complete) return
    const paths = patches.flatMap(({patch}) => patch.files.map(({after, before}) => after ?? before ?? ''))
    // Generic code serves every architecture.
    if (paths.some((path) => path.startsWith('virt/kvm/'))) return
    const touched = new Set(paths.flatMap((path) => /^arch\/(\w+)\/kvm\//.exec(path)?.[1] ?? []))
    if (touched.size === 0) return
    for (const section of patches.flatMap(newSections)) {
      const field = fieldOf(section, 'architecture')
      const named = field && !/^\s*(?:all|none)\b/i.test(field.text) ? parseArchitectures(field.text) : undefined
      const untouched = (named ?? []).filter((name: Architecture) => architectures.includes(name) && !touched.has(name))
      if (!field || untouched.length === 0) continue
      report('untouched', [field.text, untouched.join(', ')], {symbol: section.section.title, place: field.place})
    }
  },
  examples: [
    {
      name: 'an architecture without code',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Architectures: x86, arm64
+
+Rings the bell.
+
`,
        'arch/x86/kvm/x86.c': `@@ long kvm_arch_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL:
+		r = kvm_ring_bell(kvm);
+		break;
 	default:
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `x86, arm64`, expected no arm64: the series has code for other architectures alone',
      ],
    },
    {
      name: 'generic code',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Architectures: x86, arm64
+
+Rings the bell.
+
`,
        'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL:
+		r = kvm_ring_bell(kvm);
+		break;
 	default:
`,
      },
      expected: [],
    },
  ],
})
