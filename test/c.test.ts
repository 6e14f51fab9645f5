/** `uapidoc/c`: from the text of a header to the layout of its struct. */

import {expect, test} from 'vitest'
import {type AbiName, abiNamed, compositeOf, definitions, layoutOf, parseC, resolveNothing} from '../src/c.ts'

test('the members of a struct, and where they lie', () => {
  const header = parseC('struct lamp { __u8 colour; __u64 since; };\n', 'lamp.h')
  expect(header.unread).toEqual([])
  const [found] = definitions(header.items)
  if (found?.kind !== 'composite') throw new Error(`${found?.kind}`)
  const type = compositeOf(found.specifier, header)
  expect(type).toMatchObject({kind: 'struct', name: 'lamp', fields: [{name: 'colour'}, {name: 'since'}]})
  const sizeOn = (name: AbiName) => {
    const result = layoutOf(type, abiNamed(name), resolveNothing)
    return result.ok ? result.layout.size : undefined
  }
  expect([sizeOn('x86-64'), sizeOn('i386')]).toEqual([16, 12])
})
