/** Any Markdown becomes reStructuredText that is read as the tree it was made of, without a message. */

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {fromMdast} from '../../../src/write/index.ts'
import {anyMarkdown} from './arbitrary-mdast.ts'
import {brokenWritingLaws} from './laws.ts'

const numRuns = Number(process.env.RUNS ?? 300)

describe('any Markdown', () => {
  it('keeps the laws of the writer', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.constantFrom(80, 40), (markdown, width) => {
        expect(brokenWritingLaws(fromMdast(markdown), {width})).toEqual([])
      }),
      {numRuns},
    )
  })
})
