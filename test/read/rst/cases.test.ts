/** Text → tree, one small document a construct. */

import {describe, expect, it} from 'vitest'
import {messagesOf, parseRst} from '../../../src/read/rst/index.ts'
import {cases} from './cases/index.ts'
import {brokenLaws} from './laws.ts'
import {outline} from './outline.ts'

for (const [group, list] of Object.entries(cases)) {
  describe(group, () => {
    it.each(list)('$name', ({rst, tree, messages = []}) => {
      const text = rst.join('\n')
      const root = parseRst(text)
      expect(outline(root.children)).toEqual(tree)
      const said = messagesOf(root).map(({line, severity, message}) => `${line}: ${severity}: ${message}`)
      expect(said).toEqual(messages)
      expect(brokenLaws(text)).toEqual([])
    })
  })
}
