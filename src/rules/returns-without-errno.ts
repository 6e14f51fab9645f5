/** A failure that the document ties to a condition is named by its errno. */

import {defineRule} from './define-rule.ts'
import {ioctlSection, version} from './support/addition-example.ts'
import {firstMatch, isInside} from './support/texts.ts'

const capabilities = [{name: 'KVM_CAP_DO', number: 1}] as const
const ioctls = [{name: 'KVM_DO', macro: '_IO', number: 1}] as const

export const returnsWithoutErrno = defineRule({
  id: 'returns-without-errno',
  scope: 'addition',
  severity: 'warning',
  summary: 'A failure that the document ties to a condition is named by its errno.',
  why: 'ioctl(2) returns -1 for every failure; which one it was is in `errno`, and a `return -1` in the kernel makes it `EPERM`.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    condition: (value, subject) =>
      `Unexpected \`${value}\` for a stated condition in what \`${subject}\` returns, expected the errno that tells it`,
  },
  check({own: {document}}, report) {
    for (const {section, fields} of document.fieldLists) {
      const nouns = [...document.ioctls, ...document.capabilities]
      const subject = nouns.find((noun) => noun.section === section)?.name
      for (const field of fields.filter(({key}) => key === 'return')) {
        if (subject === undefined || /\bE[A-Z]{2,}[A-Z0-9]*\b/.test(field.text)) continue
        const text = document.texts.filter((one) => isInside(one.place, field.place))
        const found = firstMatch(text, tied)
        if (!found) continue
        report('condition', [found.match[1] ?? '', subject], {symbol: subject, place: found.place})
      }
    }
  },
  examples: [
    {
      name: 'a condition without an errno',
      version: version({
        sections: [ioctlSection({returns: '0 on success, -1 if there is nothing to do'})],
        capabilities,
        ioctls,
      }),
      expected: [
        'example@v1/api.rst:11:25: warning: Unexpected `-1` for a stated condition in what `KVM_DO` returns, expected the errno that tells it',
      ],
    },
    {
      name: 'what every ioctl does, and a condition with its errno',
      version: version({
        sections: [
          ioctlSection({returns: '0 on success, -1 on error'}),
          ioctlSection({
            name: 'KVM_UNDO',
            number: {chapter: 4, number: 2},
            returns: '0 on success, -ENOENT if there is nothing to do',
          }),
        ],
        capabilities,
        ioctls: [...ioctls, {name: 'KVM_UNDO', macro: '_IO', number: 2}],
      }),
      expected: [],
    },
  ],
})

/** `-1 if KVM_CAP_DO is absent`; "on error" and "on failure" are no conditions. */
const tied = /(-1|< ?0|a negative (?:value|number))\s+(?:if|when|unless|where|because|in case)\b/
