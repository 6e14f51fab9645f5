/** What is still to be written is not in a document or a header that programs are written from. */

import {type Place, placeOf} from '../../model/index.ts'
import {kindOfFile, type PatchFacts} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const placeholderLeft = definePatchRule({
  id: 'placeholder-left',
  scope: 'patch',
  severity: 'warning',
  summary: 'Documents and uapi headers have no notes of what is still to be written.',
  why: 'What is posted is what is merged: a note to oneself stays for years, and a number that is none is what others copy.',
  source: 'Documentation/process/submitting-patches.rst, "Style-check your changes"; Documentation/virt/kvm/api.rst',
  messages: {
    note: (word) => `Unexpected \`${word}\`, expected what it stands for, or no such line`,
    number: (number) => `Unexpected section number \`${number}\`, expected a number`,
    later: (words) => `Unexpected "${words}", expected what this version of the kernel does`,
    stale: (path) => `Unexpected \`${path}\`, expected the path that the file has now, below Documentation/virt/kvm`,
  },
  check(input, report) {
    for (const {path, text, place} of addedLines(input)) {
      const note = notes.exec(text)
      if (note) report('note', [note[0]], {symbol: note[0], place: place(note.index, note[0].length)})
      if (kindOfFile(path) !== 'document') continue
      const later =
        /\b(?:(?:will|shall|to) be|going to be)\s+(?:added|supported|implemented|extended|documented)\b(?!\s+(?:by|to|into|with)\b)|\bnot\s+(?:yet\s+)?(?:implemented|supported|documented)\s+yet\b|\bnot\s+yet\s+(?:implemented|supported|documented)\b/i.exec(
          text,
        )
      if (later) report('later', [later[0]], {symbol: later[0], place: place(later.index, later[0].length)})
      const number = /(?<=^|\b[Ss]ection )\d+\.(?:[xX]+|[nN]+|\?+)(?=\.?(?:\s|$)|\.?$)/.exec(text)
      if (number) report('number', [number[0]], {symbol: number[0], place: place(number.index, number[0].length)})
      const stale = path.endsWith('.txt')
        ? undefined
        : /\bDocumentation\/virtual\/\S*\w|\bvirt\/kvm\/\S+\.txt\b/.exec(text)
      if (stale) report('stale', [stale[0]], {symbol: stale[0], place: place(stale.index, stale[0].length)})
    }
  },
  examples: [
    {
      name: 'a note, and a number to come',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.xx KVM_RING_BELL
+------------------
+
+Rings the bell. TODO: say how long.
+Gongs will be added.
+See Documentation/virtual/kvm/bell.txt.
`,
        'include/uapi/linux/kvm.h': '+	__u32 tone;	/* XXX: or a frequency? */\n',
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:1: warning: Unexpected section number `4.xx`, expected a number',
        'Documentation/virt/kvm/api.rst:4:17: warning: Unexpected `TODO`, expected what it stands for, or no such line',
        'Documentation/virt/kvm/api.rst:5:7: warning: Unexpected "will be added", expected what this version of the kernel does',
        'Documentation/virt/kvm/api.rst:6:5: warning: Unexpected `Documentation/virtual/kvm/bell.txt`, expected the path that the file has now, below Documentation/virt/kvm',
        'include/uapi/linux/kvm.h:1:17: warning: Unexpected `XXX`, expected what it stands for, or no such line',
      ],
    },
    {
      name: 'letters that stand for digits, and a path that there is',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_RING_BELL
+-------------------
+
+Registers have ids 0x60300000000xxxxx; KVM_REG_XXX stands for all of them.
+See Documentation/virt/kvm/bell.rst.
`,
      },
      expected: [],
    },
  ],
})

const notes = /\b(?:TODO|FIXME|XXX|TBD|TBC)\b(?![_A-Z0-9]|\w)|\?\?\?/

interface AddedLine {
  readonly path: string
  readonly text: string
  readonly place: (from: number, length: number) => Place
}

/** Of documents and uapi headers. */
function* addedLines({view}: PatchFacts): Generator<AddedLine> {
  for (const {path, name, lines} of view.hunks) {
    const isHeader = kindOfFile(path) === 'header' && /\/kvm\w*\.h$/.test(path)
    if (kindOfFile(path) !== 'document' && !isHeader) continue
    let offset = 0
    for (const [index, {kind, text}] of lines.entries()) {
      const start = offset
      const line = index + 1
      offset += text.length + 1
      if (kind !== 'added') continue
      yield {
        path,
        text,
        place: (from, length) =>
          placeOf(name, {
            start: {line, column: from + 1, offset: start + from},
            end: {line, column: from + length + 1, offset: start + from + length},
          }),
      }
    }
  }
}
