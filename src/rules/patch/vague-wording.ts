/** A document for programs says when, not that it depends; and what has to be, not what should. */

import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'
import {addedMatches} from './support/documents.ts'

export const vagueWording = definePatchRule({
  id: 'vague-wording',
  scope: 'patch',
  severity: 'info',
  summary: 'The document says under which conditions, and what is required.',
  why: 'A program cannot test for "some cases", and its author takes "should" for advice.',
  source: 'RFC 2119, "SHOULD"; Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    must: (subject) => `Unexpected "should" of what the kernel may refuse (\`${subject}\`), expected "must"`,
    which: (words) => `Which ones, and how can userspace tell ("${words}")?`,
    required: (words) => `Is this required of userspace, and what happens where it does not ("${words}")?`,
  },
  check(input, report) {
    for (const {match, place} of addedMatches(input, zeroed)) {
      const [, subject = ''] = match
      report('must', [subject], {symbol: subject, place, severity: 'warning'})
    }
    ask('which', vague)
    ask('required', advice)

    /** The first is enough: what is asked of one is asked of all. */
    function ask(message: 'which' | 'required', pattern: RegExp): void {
      const [first] = matchesOf(input, pattern)
      if (first) report(message, [first.words], {symbol: first.words, place: first.place})
    }
  },
  examples: [
    {
      name: 'cases, and advice',
      files: {
        'Documentation/virt/kvm/api.rst': `+In some cases the bell does not ring. The reserved field should be zero.
+Userspace should stop the bell before it closes the file descriptor.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:1: info: Which ones, and how can userspace tell ("In some cases")?',
        'Documentation/virt/kvm/api.rst:1:43: warning: Unexpected "should" of what the kernel may refuse (`reserved`), expected "must"',
        'Documentation/virt/kvm/api.rst:2:1: info: Is this required of userspace, and what happens where it does not ("Userspace should stop")?',
      ],
    },
    {
      name: 'a condition, and a requirement',
      files: {
        'Documentation/virt/kvm/api.rst': `+The bell does not ring while the rope is torn. The reserved field must be zero.
+Userspace must stop the bell before it closes the file descriptor, and should expect an echo.
`,
      },
      expected: [],
    },
  ],
})

const zeroed =
  /\b(reserved|unused|pad(?:ding)?\w*|flags)\b[^.]{0,60}\bshould\s+(?:always\s+)?be\s+(?:set\s+to\s+|initiali[sz]ed\s+to\s+|all\s+)?(?:zero(?:e[sd])?|0s?|cleared)\b/gi

const vague =
  /\b(?:in|under|for)\s+(?:some|certain|various|specific)\s+(?:\w+\s+)?(?:cases?|situations?|circumstances|conditions?|scenarios?|platforms?|systems?|hardware|processors?|cpus?)\b|\b(?:may|might)\s+or\s+may\s+not\b|\bif\s+(?:appropriate|applicable|possible)\b|\bwhen(?:ever)?\s+(?:appropriate|applicable|possible)\b|\bmay\s+fail\s+for\s+(?:various|other|several)\b|(?<=[\w,]\s)etc\b/gi

const advice =
  /\b(?:user\s?-?space|the\s+(?:VMM|caller|application|user|program))\s+should\s+(?!be\s+able|expect)(?:\w+)/gi

function* matchesOf(input: PatchInput, pattern: RegExp) {
  for (const {match, place} of addedMatches(input, pattern)) yield {words: match[0].replace(/\s+/g, ' '), place}
}
