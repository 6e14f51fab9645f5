/** The document says which errors there are, and of each condition which it gives. */

import type {FieldList} from '../../model/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const returnsWithoutErrno = definePatchRule({
  id: 'returns-without-errno',
  scope: 'patch',
  severity: 'warning',
  summary: 'A failure that the document ties to a condition is named by its errno.',
  why: 'A program has to tell a kernel that cannot from an argument that is wrong, and a thing to be retried from one that is not.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"; review of KVM_STATS_GET_INFO, 2021',
  messages: {
    condition: (value, condition) => `Unexpected \`${value}\` ${condition}, expected the errno that says so`,
    nothing: (ioctl, text) =>
      `Unexpected \`:Returns: ${text}\` of \`${ioctl}\`, expected what ioctl(2) returns where it succeeds and where it fails`,
    sign: (errno, other) => `Unexpected \`${errno}\` beside \`${other}\`, expected both with a sign or both without`,
    which: (ioctl, text) => `Which errors does \`${ioctl}\` return, and when ("${text}")?`,
  },
  check(input, report) {
    for (const {uapi} of input.documents) {
      for (const list of uapi.fieldLists) {
        const returned = returnsOf(list)
        if (!returned || !input.view.isAdded(returned.place)) continue
        const match = conditional.exec(returned.text)
        if (!match) continue
        const [, value = '', condition = ''] = match
        const symbol = /\b[A-Z]\w*_\w+/.exec(list.section.title)?.[0] ?? list.section.title
        report('condition', [value, condition.trim()], {symbol, place: returned.place})
      }
    }
    for (const section of newSections(input)) {
      const returned = fieldOf(section, 'return')
      const [name] = section.names
      if (returned && name !== undefined) {
        const detail = {symbol: name, place: returned.place}
        if (/^(?:none|nothing|void|n\/a|-)\.?$/i.test(returned.text.trim()))
          report('nothing', [name, returned.text], detail)
        const [signed, plain] = [/-E[A-Z]{3,}\b/, /(?<![-\w])E[A-Z]{3,}\b/].map((form) => form.exec(returned.text)?.[0])
        if (signed !== undefined && plain !== undefined) report('sign', [plain, signed], detail)
      }
      if (!returned || name === undefined || !unnamed.test(returned.text)) continue
      if (section.blocks.some(({text}) => /(?<!\w)-?E[A-Z]{3,}\b(?!_)/.test(text))) continue
      report('which', [name, returned.text], {symbol: name, place: returned.place, severity: 'info'})
    }
  },
  examples: [
    {
      name: 'a document that ties -1 to a condition',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_SET_BELL
+----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, or -1 if there is no bell.
+
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: warning: Unexpected `-1` if there is no bell, expected the errno that says so',
      ],
    },
    {
      name: 'a negative number on error',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, < 0 on error
+
+Rings the bell.
+
+4.2 KVM_STOP_BELL
+-----------------
+
+:Type: vm ioctl
+:Returns: 0 on success
+
+Stops the bell.
+
+4.3 KVM_HANG_BELL
+-----------------
+
+:Type: vm ioctl
+:Returns: none
+
+4.4 KVM_PULL_ROPE
+-----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, EINVAL where it is torn, -ENOENT where there is none
+
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: info: Which errors does `KVM_RING_BELL` return, and when ("0 on success, < 0 on error")?',
        'Documentation/virt/kvm/api.rst:13:1: info: Which errors does `KVM_STOP_BELL` return, and when ("0 on success")?',
        'Documentation/virt/kvm/api.rst:21:1: warning: Unexpected `:Returns: none` of `KVM_HANG_BELL`, expected what ioctl(2) returns where it succeeds and where it fails',
        'Documentation/virt/kvm/api.rst:27:1: warning: Unexpected `EINVAL` beside `-ENOENT`, expected both with a sign or both without',
      ],
    },
    {
      name: 'a negative number on error, and a table of errors; what libc gives',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, < 0 on error
+
+It fails with EBUSY while the bell rings.
+
+4.2 KVM_GET_BELL
+----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, -1 on error
+
`,
      },
      expected: [],
    },
  ],
})

/** `-1 if …`, `< 0 when …`: a condition that is more than that something failed. */
const conditional = /(?<![\w(])(-1|<\s*0)\s+((?:if|when|where|in case|unless)\b(?![^.;,]*-?E[A-Z]{2,})[^.;,(]*)/

/** A failure without a name, or a success and nothing else; `-1` is what libc gives. */
const unnamed =
  /<\s*0|\bnegative\b|\berror (?:code|number|value)\b|^(?:0|zero) (?:on|in case of|if|upon) success\w*(?: completion)?[\s,.;]*$/i

function returnsOf({fields}: FieldList) {
  return fields.find(({key}) => key === 'return')
}
