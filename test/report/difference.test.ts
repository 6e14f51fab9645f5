/** Two versions of a series as a person reads them. */

import {describe, expect, test} from 'vitest'
import {type Difference, differenceMarkdown, differenceText} from '../../src/report/index.ts'

const difference: Difference = {
  before: 'a@v1',
  after: 'a@v2',
  facts: [
    {subject: 'KVM_CAP_A', fact: 'section', before: '7.34', after: '7.35'},
    {
      subject: 'KVM_CAP_A',
      fact: 'returns',
      before: undefined,
      after: 'a|b and a long line of words that has to be broken',
    },
    {subject: 'kvm.\u001b[2Ja', fact: 'lock', before: 'a_name_that_is_longer_than_its_column', after: undefined},
  ],
  texts: [
    {
      subject: 'KVM_CAP_A',
      paragraphs: [
        [{kind: 'same', text: 'As ever.'}],
        [
          {kind: 'same', text: 'It is '},
          {kind: 'removed', text: 'not quite'},
          {kind: 'added', text: 'almost'},
          {kind: 'same', text: ' so.'},
        ],
        [{kind: 'added', text: '```\n<b>\n```'}],
      ],
    },
  ],
}

describe('text', () => {
  test('for a pipe', () => {
    expect(differenceText(difference, {color: false, width: 60})).toBe(`a@v1 and a@v2

what       before                   after
KVM_CAP_A
  section  7.34                     7.35
  returns  -                        a|b and a long line of
                                    words that has to be
                                    broken
kvm.\\x1b[2Ja
  lock     a_name_that_is_longer_t  -
           han_its_column

KVM_CAP_A

  (a paragraph as before)

  It is [-not quite-]{+almost+} so.

  {+\`\`\`
  <b>
  \`\`\`+}
`)
  })

  test('for a terminal, where colours are marks enough', () => {
    const text = differenceText(difference, {color: true, width: 60})
    expect(text).toContain('\n  It is \u001b[31mnot quite\u001b[0m\u001b[32malmost\u001b[0m so.\n')
    expect(text).not.toContain('[-')
    expect(text).not.toContain('\u001b[2J')
  })

  test('of a width that is none', () => {
    expect(differenceText(difference, {color: false, width: 1})).toContain('KVM_CAP_A')
  })

  test.each([
    [{facts: [], texts: []}, 'a@v1 and a@v2 say the same.\n'],
    [{texts: []}, '\n\nNo text differs.\n'],
    [{facts: []}, '\n\nNo fact differs.\n\nKVM_CAP_A\n'],
  ])('where there is little to say: %j', (part, expected) => {
    expect(differenceText({...difference, ...part}, {color: false, width: 60})).toContain(expected)
  })
})

test('markdown', async () => {
  expect(await differenceMarkdown(difference)).toBe(`## \`a@v1\` and \`a@v2\`

| what | \`a@v1\` | \`a@v2\` |
| --- | --- | --- |
| \`KVM_CAP_A\`: section | 7.34 | 7.35 |
| \`KVM_CAP_A\`: returns |  | a\\|b and a long line of words that has to be broken |
| \`kvm.\\x1b[2Ja\`: lock | a_name_that_is_longer_than_its_column |  |

### \`KVM_CAP_A\`

It is <del>not quite</del><ins>almost</ins> so.

<ins>\\\`\\\`\\\` \\<b> \\\`\\\`\\\`</ins>
`)
  expect(await differenceMarkdown({...difference, facts: [], texts: []})).toContain('They say the same.')
})
