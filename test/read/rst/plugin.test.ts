/** The unified plugins of `uapidoc/rst`, and the example of docs/rst.md. */

import {readFileSync} from 'node:fs'
import {unified} from 'unified'
import {VFile} from 'vfile'
import {describe, expect, it} from 'vitest'
import rstParse, {type Root, replaceSource, rstStringify} from '../../../src/rst.ts'

describe('rstParse and rstStringify', () => {
  it('read and write', async () => {
    const text = 'Title\n=====\n\n- *item*\n'
    const file = await unified().use(rstParse).use(rstStringify).process(text)
    expect(String(file)).toBe(text)
    expect(file.messages).toEqual([])
  })

  it('let a plugin in between edit', async () => {
    const shout = () => (tree: Root) => {
      const [paragraph] = tree.children
      if (paragraph) replaceSource(paragraph, 'LOUD')
    }
    const file = await unified().use(rstParse).use(shout).use(rstStringify).process('quiet\n')
    expect(String(file)).toBe('LOUD\n')
  })

  it('say what is malformed, and where', () => {
    const file = new VFile({path: 'a.rst', value: 'A *b\n\n- c\nd\n\n====\ne\n'})
    unified().use(rstParse).parse(file)
    expect(file.messages.map((message) => [String(message), message.source, message.fatal])).toEqual([
      ['a.rst:1:3-1:4: Inline emphasis start-string without end-string.', 'uapidoc:rst', false],
      ['a.rst:4:1-4:2: Bullet list ends without a blank line; unexpected unindent.', 'uapidoc:rst', false],
      ['a.rst:6:1-7:2: Incomplete section title.', 'uapidoc:rst', true],
    ])
  })
})

describe('docs/rst.md', () => {
  it('lists every type of node', () => {
    const folder = new URL('../../../src/read/rst/', import.meta.url)
    const types = ['types.ts', 'types-directive.ts', 'types-inline.ts'].map((file) =>
      readFileSync(new URL(file, folder), 'utf8'),
    )
    const page = readFileSync(new URL('../../../docs/rst.md', import.meta.url), 'utf8')
    const named = [...types.join('').matchAll(/NodeOf<([^>]*)>/g)].flatMap(([, names = '']) =>
      [...names.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
    )
    expect(named.length).toBeGreaterThan(60)
    expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})
