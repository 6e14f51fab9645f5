/** Lines of running text are no longer than those around them. */

import {definePatchRule} from '../define-patch-rule.ts'
import {addedBlocks, isForUserspace} from './support/documents.ts'

export const proseLineLength = definePatchRule({
  id: 'prose-line-length',
  scope: 'patch',
  severity: 'info',
  summary: 'A line of running text in a document has at most 80 columns.',
  why: 'A document is read as text as often as it is as a page, and quoted in mails; checkpatch.pl measures code alone.',
  source: 'Documentation/doc-guide/sphinx.rst; Documentation/process/coding-style.rst, section 2',
  messages: {
    long: (columns) => `Unexpected line of ${columns} columns, expected at most 80 in running text`,
  },
  check(input, report) {
    for (const {text, place: block, placeAt} of addedBlocks(input, ['prose'])) {
      if (!isForUserspace(block)) continue
      let start = 0
      for (const line of text.split('\n')) {
        const place = placeAt(start, start + line.length)
        start += line.length + 1
        const columns = place.column - 1 + line.length
        // What has no blank cannot be broken; what has columns is a table.
        const isBreakable = !/\S{40,}|\S {2,}\S.* {2,}\S|\t|https?:/.test(line)
        if (columns <= tolerated || !isBreakable || !input.view.isAdded(place)) continue
        report('long', [String(columns)], {symbol: line.trim().slice(0, 20), place})
        break
      }
    }
  },
  examples: [
    {
      name: 'a sentence in one line',
      files: {
        'Documentation/virt/kvm/api.rst': `+The bell rings whenever the guest pulls the rope, unless userspace has asked for it not to ring.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:1: info: Unexpected line of 96 columns, expected at most 80 in running text',
      ],
    },
    {
      name: 'the same in two lines, and an address',
      files: {
        'Documentation/virt/kvm/api.rst': `+The bell rings whenever the guest pulls the rope, unless userspace has asked
+for it not to ring, see https://example.org/a/very/long/address/of/a/page/about/bells.
`,
      },
      expected: [],
    },
  ],
})

/** A word that would not fit, as in lines that were merged. */
const tolerated = 84
