/** `uapidoc explain`. */

import {describe, expect, test} from 'vitest'
import {explain} from '../../src/commands/explain.ts'
import {listedRules as rules} from '../../src/rules/index.ts'
import {worldWith} from './world.ts'

const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length))

describe.each(rules.map((rule) => ({rule, id: rule.id})))('$id', ({rule, id}) => {
  test('has a page with its reason, its messages and its examples', async () => {
    const {world, stdout} = worldWith()
    expect(await explain.run([id], world)).toBe(0)
    const flat = stdout().replaceAll(/\s+/g, ' ')
    for (const part of [id, rule.summary, rule.why, rule.source]) expect(flat).toContain(part.replaceAll(/\s+/g, ' '))
    for (const {name} of rule.examples) expect(flat).toContain(`Example: ${name}`)
    expect(stdout()).not.toMatch(/undefined|NaN|\[object/)
  })
})

test('without a rule, lists all of them within 80 columns', async () => {
  const {world, stdout} = worldWith()
  expect(await explain.run([], world)).toBe(0)
  expect(stdout().match(/^\S+/gm)).toEqual(rules.map(({id}) => id))
  expect(widest(stdout())).toBeLessThanOrEqual(80)
})

test('colours only where a terminal wants them', async () => {
  const shown = async (terminal: boolean, environment: Readonly<Record<string, string>>) => {
    const {world, stdout} = worldWith({terminal, environment})
    await explain.run([], world)
    return stdout().includes('\u001B[')
  }
  expect(await shown(true, {})).toBe(rules.length > 0)
  expect(await shown(true, {NO_COLOR: '1'})).toBe(false)
  expect(await shown(true, {TERM: 'dumb'})).toBe(false)
  expect(await shown(false, {})).toBe(false)
})

test('of a rule that is none, says which may have been meant', async () => {
  await expect(explain.run(['struct-field'], worldWith().world)).rejects.toThrow(
    'Unexpected rule `struct-field`, expected `struct-field-missing` or `struct-field-name` or `struct-field-order`',
  )
  await expect(explain.run(['xyzzy'], worldWith().world)).rejects.toThrow('one of those that `uapidoc explain` lists')
})
