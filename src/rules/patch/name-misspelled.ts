/** A name in the document is one that the series defines. */

import {type HunkMacro, newMacros} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {addedMatches, documentNames, newSections} from './support/documents.ts'

export const nameMisspelled = defineSeriesRule({
  id: 'name-misspelled',
  scope: 'series',
  severity: 'error',
  summary: 'The document names what the series defines as the series defines it.',
  why: 'A program that is written from the document does not compile.',
  source: 'Documentation/virt/kvm/api.rst: names of the headers',
  messages: {
    other: (name, defined) => `Unexpected \`${name}\`, expected \`${defined}\`, which the series defines`,
  },
  check({patches}, report) {
    const prefix = patches[0]?.prefix ?? ''
    const macros = patches.flatMap(newMacros)
    const defined = macros.filter(
      ({name, ioctl}) => ioctl !== undefined || name.startsWith(`${prefix}_CAP_`) || name.startsWith(`${prefix}_EXIT_`),
    )
    if (macros.length === 0) return
    const alike = new Map<string, HunkMacro[]>()
    for (const macro of defined) {
      const same = alike.get(familyOf(macro.name))
      if (same) same.push(macro)
      else alike.set(familyOf(macro.name), [macro])
    }
    // A name that a hunk shows, in code or a header, is one that there is.
    const shown = new Set(
      patches.flatMap(({view}) =>
        view.hunks
          .filter(({path}) => path.endsWith('.h') || path.endsWith('.c'))
          .flatMap(({text}) => text.match(words) ?? []),
      ),
    )
    for (const input of patches) {
      for (const {match, place} of addedMatches(input, new RegExp(`\\b${prefix}_[A-Z0-9_]{3,}\\b(?!\\*)`, 'g'), [
        'title',
        'field',
        'prose',
      ])) {
        const [name] = match
        const meant = shown.has(name)
          ? undefined
          : alike.get(familyOf(name))?.find((macro) => isMisspelling(name, macro.name))
        if (meant)
          report('other', [name, meant.name], {
            symbol: name,
            place,
            related: [{place: meant.place, message: 'the definition'}],
          })
      }
    }
    // A constant of the document that is one of the header's but for a word, where the document has not that one.
    const constants = macros.filter(
      ({name, ioctl, parameters}) =>
        !ioctl && !parameters && kindOf(name, prefix) === 'ioctl' && name.startsWith(`${prefix}_`),
    )
    const documented = documentNames(patches)
    const unnamed = new Map<string, HunkMacro[]>()
    for (const macro of constants.filter(({name}) => !documented.has(name))) {
      for (const key of [macro.name, ...wordLess(macro.name)]) unnamed.set(key, [...(unnamed.get(key) ?? []), macro])
    }
    for (const input of unnamed.size > 0 ? patches : []) {
      const said = new Set<string>()
      for (const {match, place} of addedMatches(input, new RegExp(`\\b${prefix}_[A-Z0-9_]{3,}\\b(?!\\*)`, 'g'), [
        'prose',
        'field',
        'code',
      ])) {
        const [name] = match
        if (shown.has(name) || said.has(name)) continue
        said.add(name)
        const meant = new Set([name, ...wordLess(name)].flatMap((key) => unnamed.get(key) ?? []))
        const [only] = [...meant].filter((macro) => isWordApart(name, macro.name))
        if (!only || meant.size > 1) continue
        report('other', [name, only.name], {
          symbol: name,
          place,
          severity: 'warning',
          related: [{place: only.place, message: 'the definition'}],
        })
      }
    }
    // A section under a name that no line defines, beside a definition that no section has: the one is the other's.
    const homeless = defined.filter(({name}) => !documented.has(name))
    for (const input of patches) {
      for (const {section, names} of newSections(input)) {
        const [name = ''] = names
        const meant = homeless.filter((macro) => kindOf(macro.name, prefix) === kindOf(name, prefix))
        const [only] = meant
        if (names.length !== 1 || !only || meant.length > 1 || shown.has(name)) continue
        if (!name.startsWith(`${prefix}_`) || isMisspelling(name, only.name)) continue
        report('other', [name, only.name], {
          symbol: name,
          place: section.place,
          related: [{place: only.place, message: 'the definition'}],
        })
      }
    }
  },
  examples: [
    {
      name: 'the name of an earlier version',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_CAP_CHURCH_BELL 2\n',
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_GONG
+----------------
+
+:Architectures: all
+
+There is a bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:1: error: Unexpected `KVM_CAP_GONG`, expected `KVM_CAP_CHURCH_BELL`, which the series defines',
      ],
    },
    {
      name: 'a word less',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_BELL_FLAG_LOUD (1 << 0)\n',
        'Documentation/virt/kvm/api.rst': '+KVM_BELL_LOUD makes it louder.\n',
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:1: warning: Unexpected `KVM_BELL_LOUD`, expected `KVM_BELL_FLAG_LOUD`, which the series defines',
      ],
    },
    {
      name: 'a letter less',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_CAP_DOORBELL 2\n',
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_DORBELL
+-------------------
+
+:Architectures: all
+
+There is a bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:5: error: Unexpected `KVM_CAP_DORBELL`, expected `KVM_CAP_DOORBELL`, which the series defines',
      ],
    },
    {
      name: 'a sister of another name',
      files: {
        'include/uapi/linux/kvm.h': ' #define KVM_CAP_DOORBELL 1\n+#define KVM_CAP_DOORBELL2 2\n',
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_DOORBELL2
+---------------------
+
+:Architectures: all
+
+More than KVM_CAP_DOORBELL has.
`,
      },
      expected: [],
    },
  ],
})

const words = /[A-Z][A-Z0-9_]{5,}/g

/** The name without one of its words: `KVM_BELL_LOUD` of `KVM_BELL_FLAG_LOUD`. */
function wordLess(name: string): readonly string[] {
  const words = name.split('_')
  return words.length < 4 ? [] : words.map((_, index) => words.filter((_word, at) => at !== index).join('_'))
}

const isWordApart = (name: string, other: string): boolean =>
  Math.abs(name.split('_').length - other.split('_').length) === 1

/** `CAP`, `EXIT`, or an ioctl. */
function kindOf(name: string, prefix: string): string {
  return new RegExp(`^${prefix}_(CAP|EXIT)_`).exec(name)?.[1] ?? 'ioctl'
}

/** Digits tell sisters apart, and the first letters are right. */
const familyOf = (name: string): string => `${name.slice(0, 9)} ${name.replaceAll(/\D/g, '')}`

/** The same words but for letters: one more, one less, one other or two swapped; of one family. */
function isMisspelling(name: string, other: string): boolean {
  if (name === other || Math.abs(name.length - other.length) > 1) return false
  let start = 0
  while (start < name.length && name[start] === other[start]) start++
  const [left, right] = [name.slice(start), other.slice(start)]
  const swapped = left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0]
  return (
    start > 8 && (swapped || left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1))
  )
}
