/** A commit message names what the patch has. */

import {type Line, type Mail, type Patch, type Place, placeOf} from '../../model/index.ts'
import {newMacros} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'

export const messageNames = definePatchRule({
  id: 'message-names',
  scope: 'patch',
  severity: 'warning',
  summary: 'What the commit message says that the patch adds is in the patch, under that name.',
  why: 'Names change from version to version, and the message is what git log finds: who looks for the name in the code finds nothing.',
  source: 'Documentation/process/submitting-patches.rst, "Describe your changes"',
  messages: {
    absent: (name) =>
      `Unexpected \`${name}\` in the commit message, which no line of the patch has, expected its name in the patch`,
  },
  check(input, report) {
    const text = textOf(input)
    if (text === '') return
    const isThere = (name: string) => text.toLowerCase().includes(stemOf(name))
    const said = new Set<string>()
    const say = (name: string, line: MessageLine, from: number) => {
      if (said.has(name)) return
      said.add(name)
      report('absent', [name], {symbol: name, place: line.place(from, name.length)})
    }
    const lines = messageLines(input.patch)
    for (const [index, line] of lines.entries()) {
      // A sentence may go on behind the end of a line.
      const before = index > 1 ? `${lines[index - 1]?.text ?? ''} ` : ''
      for (const match of `${before}${line.text}`.matchAll(added)) {
        const [whole, name = ''] = match
        const from = match.index + whole.length - name.length - before.length
        if (from >= 0 && !isThere(name)) say(name, line, from)
      }
    }
    // Where the new names are not in the message, a name of their kind that is in it was theirs once.
    const message = lines.map((line) => line.text).join('\n')
    for (const kind of ['CAP', 'EXIT']) {
      const start = `${input.prefix}_${kind}_`
      const own = newMacros(input).filter(({name}) => name.startsWith(start))
      if (own.length === 0 || own.some(({name}) => message.includes(name))) continue
      for (const line of lines) {
        for (const {0: name, index} of line.text.matchAll(new RegExp(`\\b${start}[A-Z0-9_]{3,}\\b(?!\\*)`, 'g'))) {
          if (!isThere(name)) say(name, line, index)
        }
      }
    }
  },
  examples: [
    {
      name: 'the name of an earlier version',
      files: {'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n'},
      message: 'Guests have no bell. Introduce a new capability KVM_CAP_GONG for it.',
      expected: [
        '-:5:49: warning: Unexpected `KVM_CAP_GONG` in the commit message, which no line of the patch has, expected its name in the patch',
      ],
    },
    {
      name: 'the name that the patch has, and one that there is already',
      files: {'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n'},
      message: 'Guests have no bell. Introduce a new capability KVM_CAP_BELL for it, like KVM_CAP_ROPE.',
      expected: [],
    },
  ],
})

const added =
  /\b(?:introduc(?:e|es|ing)|add(?:s|ing)?|creat(?:e|es|ing)|implement(?:s|ing)?|defin(?:e|es|ing)|provid(?:e|es|ing)|document(?:s|ing)?)(?:\s+(?:a|an|the|this|another|new|one))?(?:\s+(?:new|VM|vm|vcpu|vCPU|per-VM|per-vCPU|KVM|x86|arm64|s390|system|scoped|ioctl|capability|cap|exit|reason|flag|helper|function|userspace|field|member|struct|uapi|uAPI|UAPI|API|device|attribute|ioctls))*(?:[\s,:(]+)["'`]?(KVM_[A-Z0-9_]{4,}(?!\*)|[a-z]\w*_\w+\(\))/g

/** `KVM_CAP_X`: what code that serves it is called after, too. */
function stemOf(name: string): string {
  return name
    .replace(/\(\)$/, '')
    .toLowerCase()
    .replace(/^kvm_(?:cap_|exit_)?/, '')
}

/** Paths, headings of hunks and lines of all that the patch touches. */
function textOf({patch}: PatchInput): string {
  return patch.files
    .flatMap(({before, after, hunks}) => [
      before,
      after,
      ...hunks.flatMap(({heading, lines}) => [heading, ...lines.map((line) => line.text)]),
    ])
    .join('\n')
}

interface MessageLine {
  readonly text: string
  readonly place: (from: number, length: number) => Place
}

/** The subject, and the lines that are the author's own words: no quotation, no tag. */
function messageLines({mail, message, subject}: Patch): readonly MessageLine[] {
  const lines = mail.lines.slice(message.from, message.to).map((text, index) => ({
    text: /^\s*(?:>|[A-Z][\w-]+-by:|Fixes:|Link:)/.test(text) ? '' : text,
    place: (from: number, length: number) => placeIn(mail, mail.lineOf(message.from + index), from, length),
  }))
  return [{text: subject, place: (from, length) => placeIn(mail, mail.subjectLine, from, length)}, ...lines]
}

function placeIn({file}: Mail, line: Line, from: number, length: number): Place {
  return placeOf(file, {
    start: {line, column: from + 1, offset: from},
    end: {line, column: from + length + 1, offset: from + length},
  })
}
