/** A flag or a value that userspace passes or meets is in the document beside its siblings. */

import {type HunkMacro, newMacros} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput} from '../define-patch-rule.ts'
import {documentNames} from './support/documents.ts'

export const constantUndocumented = defineSeriesRule({
  id: 'constant-undocumented',
  scope: 'series',
  severity: 'warning',
  summary: 'A new flag or value is in the document, too.',
  why: 'A list that lacks one looks whole: nobody passes a flag that they have not read of, or knows a value that comes back.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    sibling: (name, sibling) =>
      `Unexpected \`${name}\` without a word in the document, which has \`${sibling}\`, expected what it means`,
    absent: (name) => `Unexpected \`${name}\` without a word in the document, expected what it means`,
  },
  check({patches, complete}, report) {
    const macros = patches.flatMap((input) => newMacros(input).map((macro) => ({input, macro})))
    const candidates = macros.filter(({macro, input}) => isValue(macro, input))
    if (candidates.length === 0) return
    const documented = documentNames(patches)
    const wildcards = patches.flatMap(({documents}) => documents.flatMap(({view}) => view.text.match(wildcard) ?? []))
    const isNamed = (name: string) => documented.has(name) || wildcards.some((start) => name.startsWith(start))
    const siblings = new Map<string, string[]>()
    for (const {headers} of patches) {
      for (const {name} of headers.flatMap((header) => [...header.macros, ...header.enumerators])) {
        if (isNamed(name)) siblings.set(familyOf(name), [...(siblings.get(familyOf(name)) ?? []), name])
      }
    }
    const asked = new Set<string>()
    for (const {macro} of candidates) {
      if (isNamed(macro.name)) continue
      const family = familyOf(macro.name)
      const detail = {symbol: macro.name, place: macro.place}
      const [sibling] = family.split('_').length < 3 ? [] : (siblings.get(family) ?? [])
      if (sibling !== undefined) report('sibling', [macro.name, sibling], detail)
      // A part of a series may have its document elsewhere; and once a family is enough.
      else if (complete && patches.every(({documents}) => documents.length === 0) && !asked.has(family)) {
        asked.add(family)
        report('absent', [macro.name], detail)
      }
    }
  },
  examples: [
    {
      name: 'the second of two flags',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_BELL_FLAG_LOUD	(1 << 0)
+#define KVM_BELL_FLAG_LONG	(1 << 1)
`,
        'Documentation/virt/kvm/api.rst': `+The flag KVM_BELL_FLAG_LOUD rings it louder.
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:2:9: warning: Unexpected `KVM_BELL_FLAG_LONG` without a word in the document, which has `KVM_BELL_FLAG_LOUD`, expected what it means',
      ],
    },
    {
      name: 'a flag for an ioctl that there is, and no document',
      files: {'include/uapi/linux/kvm.h': '+#define KVM_BELL_FLAG_LONG	(1UL << 1)\n'},
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected `KVM_BELL_FLAG_LONG` without a word in the document, expected what it means',
      ],
    },
    {
      name: 'both flags, a mask of them, and a name that stands for several',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_BELL_FLAG_LOUD	(1 << 0)
+#define KVM_BELL_FLAG_LONG	(1 << 1)
+#define KVM_BELL_VALID_FLAGS	(KVM_BELL_FLAG_LOUD | KVM_BELL_FLAG_LONG)
+#define KVM_REG_BELL_TONE	0x10
`,
        'Documentation/virt/kvm/api.rst': `+The flag KVM_BELL_FLAG_LOUD rings it louder, KVM_BELL_FLAG_LONG longer.
+Registers are KVM_REG_BELL_*.
`,
      },
      expected: [],
    },
  ],
})

/** A number or a bit; what is composed of other names, or bounds them, says nothing new. */
function isValue({name, body, ioctl, parameters, value}: HunkMacro, {prefix}: PatchInput): boolean {
  if (ioctl || parameters || !name.startsWith(`${prefix}_`)) return false
  if (new RegExp(`^${prefix}_(?:CAP_|EXIT_(?![A-Z0-9]+_FLAG)|REG_|.*_REG_)`).test(name)) return false
  if (/(?:_MASK|_SHIFT|_MAX|_NR|_COUNT|_SIZE|_LAST|_VALID_\w+|_ALL|_PAD|_NONE|_RESERVED)$/.test(name)) return false
  return (
    value !== undefined || /^(?:\(?\s*(?:\d+|0x[\da-f]+|1U?L{0,2} *<< *\d+)U?L{0,2}\s*\)?|_?BIT\w*\(.*\))$/i.test(body)
  )
}

/** All but the last word. */
const familyOf = (name: string): string => name.split('_').slice(0, -1).join('_')

/** `KVM_REG_PPC_*`, `KVM_X_{A,B}`, `KVM_X_xxx`: up to what varies. */
const wildcard = /\b[A-Z][A-Z0-9]*_[A-Z0-9_]*(?=\*|\{|xxx|<)/g
