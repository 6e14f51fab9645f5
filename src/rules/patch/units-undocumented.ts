/** A size is of something, and a time has a unit. */

import type {DocumentText, Field} from '../../model/index.ts'
import {elementOf, membersWithin} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'
import {addedBlocks, fieldOf, newSections, type ShownStruct, sentencesOf, shownStructs} from './support/documents.ts'

export const unitsUndocumented = definePatchRule({
  id: 'units-undocumented',
  scope: 'patch',
  severity: 'warning',
  summary: 'A size, a length and a time have their unit in the document.',
  why: 'Bytes, pages, elements, nanoseconds and ticks all fit into an integer; a program that guesses wrong passes every test but the one that matters.',
  source:
    'Documentation/process/botching-up-ioctls.rst, "Time, Waiting and Missing it"; review of KVM_STATS_GET_DATA, 2021',
  messages: {
    size: (member) =>
      `Unexpected \`${member}\` without a unit, expected what it counts (bytes, pages, elements) and how it is aligned`,
    time: (member) => `Unexpected \`${member}\` without a unit, expected the one that it counts in`,
  },
  check(input, report) {
    for (const section of newSections(input)) {
      const parameter = fieldOf(section, 'parameter')
      const text = section.blocks.map((block) => block.text).join('\n')
      for (const match of parameter?.text.matchAll(argument) ?? []) {
        const [, name = '', word = ''] = match
        const kind = /^(?:size|length)$/i.test(word) ? 'size' : 'time'
        if (!parameter || !input.view.isAdded(parameter.place) || (kind === 'size' ? sizes : times).test(text)) continue
        report(kind, [name], {symbol: `${section.names[0] ?? ''} ${name}`, place: parameter.place})
      }
    }
    for (const struct of shownStructs(input)) {
      for (const {field, path} of membersWithin(struct.type)) {
        const quantity = quantityOf(field)
        if (!quantity || !input.view.isAdded(field.place)) continue
        const said = sentencesAbout(field.name ?? '', struct, input)
        if (quantity.unit.test(`${commentsOf(field, input)} ${said.map(({text}) => text).join(' ')}`)) continue
        const spoken = said.find(({asMember}) => asMember)
        const place = spoken?.block.placeAt(spoken.from, spoken.from + (field.name?.length ?? 0)) ?? field.place
        report(quantity.kind, [path.join('.')], {
          symbol: `${struct.name}.${path.join('.')}`,
          place,
          related: [{place: field.place}],
        })
      }
    }
  },
  examples: [
    {
      name: 'a size of something',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 size;
+	__u32 timeout;
+  };
+
+The size field must contain the size of the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:8: warning: Unexpected `timeout` without a unit, expected the one that it counts in',
        'Documentation/virt/kvm/api.rst:8:5: warning: Unexpected `size` without a unit, expected what it counts (bytes, pages, elements) and how it is aligned',
      ],
    },
    {
      name: 'with units, in a sentence and in a comment',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 size;
+	__u32 timeout; /* in ns */
+  };
+
+The size field must contain the size of the bell in bytes.
`,
      },
      expected: [],
    },
  ],
})

/** `args[0] is the timeout`. */
const argument = /\b(args?\s*\[\d\])[^;,.]{0,40}?\b(size|length|timeout|interval|period|delay|duration|latency)\b/gi

interface Quantity {
  readonly kind: 'size' | 'time'
  /** How a unit of it looks in a text. */
  readonly unit: RegExp
}

const sizes =
  /\b(?:bytes?|[KMGT]i?B|pages?|bits?|entries|elements?|words?|number of|count of|multiple of|aligned|alignment|sizeof|granul\w+|page-sized|PAGE_SIZE)\b/i
const times = /\b(?:[num]s|nsecs?|usecs?|msecs?|\w*seconds?|ticks?|cycles?|jiffies|[kMG]?Hz)\b/i

function quantityOf({name, type}: Field): Quantity | undefined {
  if (name === undefined || elementOf(type).kind !== 'integer' || type.kind !== 'integer') return undefined
  if (/(?:^|_)(?:size|len|length)$/.test(name)) return {kind: 'size', unit: sizes}
  if (/(?:^|_)(?:timeout|time|duration|period|latency|interval)$/.test(name)) return {kind: 'time', unit: times}
  return undefined
}

interface Spoken {
  readonly block: DocumentText
  readonly text: string
  /** Of the name, in the block. */
  readonly from: number
  /** The name is quoted or called a field: it is not just the word. */
  readonly asMember: boolean
}

/** Sentences with the name, of the section that shows the struct. */
function sentencesAbout(name: string, struct: ShownStruct, input: PatchInput): readonly Spoken[] {
  const word = new RegExp(`(?<![\\w.])${name}(?!\\w)`)
  const member = new RegExp(`[\`'"]${name}[\`'"]|(?<![\\w.])${name} (?:field|member)`)
  const beside = addedBlocks(input, ['prose', 'field']).filter(
    ({section, placeAt}) =>
      placeAt(0, 0).file === struct.place.file && (struct.section === undefined || section === struct.section),
  )
  return beside.flatMap((block) =>
    sentencesOf(block.text)
      .filter(({text}) => word.test(text))
      .map(({text, from}) => ({block, text, from: from + text.search(word), asMember: member.test(text)})),
  )
}

/** In the document, and in the header, where the patch has it. */
function commentsOf({name, comment = ''}: Field, input: PatchInput): string {
  const members = input.headers.flatMap(({members}) => members).filter(({field}) => field.name === name)
  return [comment, ...members.map(({field}) => field.comment ?? '')].join(' ')
}
