/** What the members of a struct hold is said where the struct is shown. */

import {membersWithin, newStructs} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'
import {isPadding} from '../support/compare-struct.ts'
import {addedBlocks, type ShownStruct, shownStructs} from './support/documents.ts'
import {selectorOf} from './values-undocumented.ts'

export const memberUndocumented = definePatchRule({
  id: 'member-undocumented',
  scope: 'patch',
  severity: 'warning',
  summary: 'Of every member of a struct, the document says what it holds.',
  why: 'A name that only its author can read leaves every program to find out by trying.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3; Documentation/process/adding-syscalls.rst',
  messages: {
    silent: (members, struct) =>
      `Unexpected \`${members}\` of \`${struct}\` without a word on what it holds, expected a sentence or a comment`,
  },
  check(input, report) {
    const patches = input.series.patches
    const known = patches.flatMap(({headers}) => headers.flatMap(({structs}) => structs.map(({tag}) => tag)))
    const added = new Set(patches.flatMap(newStructs).map(({tag}) => tag))
    for (const struct of shownStructs(input)) {
      // Its members were there before the document showed it.
      if (known.includes(struct.name) && !added.has(struct.name)) continue
      const words = wordsAround(struct, input)
      if (words === undefined || isElsewhere.test(words)) continue
      const named = membersWithin(struct.type).filter(({field}) => field.name !== undefined)
      const isSaid = ({comment, name = ''}: (typeof named)[number]['field']) =>
        comment !== undefined || isSpokenOf(name, words)
      const silent = named.filter(({field}) => {
        const {name = '', type} = field
        const isOuter = (type.kind === 'struct' || type.kind === 'union') && type.fields !== undefined
        return (
          !isOuter &&
          !isPadding(name) &&
          selectorOf(name) === undefined &&
          input.view.isAdded(field.place) &&
          !isSaid(field)
        )
      })
      const [first, ...others] = silent.map(({field, path}) => ({name: path.join('.'), place: field.place}))
      if (!first) continue
      // Of many, one comment: those of a CPU's state are registers, or nobody has written anything yet.
      const isMany = others.length >= many
      const note = `Nor of ${others.map(({name}) => `\`${name}\``).join(', ')}.`
      for (const {name, place} of isMany ? [first] : [first, ...others]) {
        report('silent', [name, struct.name], {symbol: `${struct.name}.${name}`, place, ...(isMany && {note})})
      }
    }
  },
  examples: [
    {
      name: 'one of three that nothing is said of',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 tone;
+	__u32 policy;
+	__u64 flags;
+  };
+
+The bell has a \`\`tone\`\`, a number of the scale; \`\`flags\`\` is zero.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:8: warning: Unexpected `policy` of `kvm_bell` without a word on what it holds, expected a sentence or a comment',
      ],
    },
    {
      name: 'four of which nothing is said, and one that is padding',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell_regs {
+	__u64 brim;
+	__u64 waist;
+	__u64 crown;
+	__u64 clapper;
+	__u64 padding;
+  };
+
+Gets what the bell is at.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:8: warning: Unexpected `brim` of `kvm_bell_regs` without a word on what it holds, expected a sentence or a comment',
      ],
    },
    {
      name: 'a sentence, a comment',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 tone;
+	__u32 policy;  /* who may ring it */
+  };
+
+The bell has a tone, a number of the scale.
`,
      },
      expected: [],
    },
  ],
})

/** Other members, beside the first. */
const many = 3

/** The section sends its reader to another document, or to the ioctl that it extends. */
const isElsewhere =
  /\bspecifications?\b|\b(?:extension|extends|similar|identical|equivalent|analogous)\b|\bsame (?:as|meaning|layout|format)\b|\b(?:described|defined|documented) in\b/i

/** The words of the section around the struct; `undefined` where none of it is prose. */
function wordsAround({place, section}: ShownStruct, input: PatchInput): string | undefined {
  const own = input.documents.find(({uapi}) => uapi.texts.some((block) => block.place.file === place.file))
  const blocks = own?.uapi.texts.filter((block) => block.context !== 'code' && block.section === section) ?? []
  const added = addedBlocks(input, ['prose', 'field'])
  if (!blocks.some((block) => added.includes(block))) return undefined
  return blocks.map(({text}) => text).join('\n')
}

/** By its name, or by the words that the name is made of: `nr_pages`, "the number of pages". */
function isSpokenOf(name: string, words: string): boolean {
  const parts = name.split('_').filter((part) => part.length > 2)
  const has = (part: string) => new RegExp(`(?<![A-Za-z0-9])${part}`, 'i').test(words)
  return has(name) || (parts.length > 0 && parts.some((part) => has(part.replace(/s$/, ''))))
}
