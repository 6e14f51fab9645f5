/** What of a reply is its writer's own, and asks for something. */

import {expect, test} from 'vitest'
import {remarksIn} from '../../../src/read/mail/index.ts'

const cases = [
  {name: 'a question', said: 'Which errno?', text: 'Which errno?'},
  {name: 'a greeting and a name', said: 'Which errno?\n\nThanks,\n\n\tJane', text: 'Which errno?'},
  {name: 'initials', said: 'Which errno?\n\nJD', text: 'Which errno?'},
  {name: 'dashes and a name', said: 'Which errno?\n\n-- JD', text: 'Which errno?'},
  {name: 'a list behind it', said: `Which errno?\n${'_'.repeat(47)}\nbells list`, text: 'Which errno?'},
  {
    name: 'who is quoted next',
    said: 'Which errno?\n\nOn Mon, 1 Jan 2024, A\n<a@example.org> wrote:',
    text: 'Which errno?',
  },
  {name: 'a mark of what is left out', said: '[...]\n\nWhich errno?', text: 'Which errno?'},
  {name: 'short words that ask', said: 'Why, Jane?', text: 'Why, Jane?'},
  {name: 'a name alone', said: 'Jane', text: undefined},
  {name: 'a tag', said: 'Reviewed-by: Jane Doe <j@example.org>', text: undefined},
  {name: 'that it is good', said: 'Other than the nits above, this looks pretty good.', text: undefined},
  {name: 'that it is good, but', said: 'This looks good, but which errno?', text: 'This looks good, but which errno?'},
] as const

test.each(cases)('$name', ({said, text}) => {
  const remarks = remarksIn(['> +:Returns: 0', '', ...said.split('\n'), '', '> +next'], 'Jane Doe')
  expect(remarks.map((remark) => remark.text)).toEqual(text === undefined ? [] : [text])
})
