/** What the tree says of a line is not said of the hunks, too. */

import {expect, test} from 'vitest'
import {isSaidOnce, sameOfTrees} from '../../src/commands/said-once.ts'
import {placeOf} from '../../src/model/index.ts'
import {type PatchFinding, rules} from '../../src/rules/index.ts'

test('its rules are rules', () => {
  const ids = new Set(rules.map(({id}) => id))
  const named = Object.entries(sameOfTrees).flatMap(([rule, others]) => [rule, ...others])
  expect(named.filter((id) => !ids.has(id))).toEqual([])
})

function found(rule: string, symbol: string, line: number): PatchFinding {
  const at = {line, column: 1, offset: 0}
  const place = placeOf('api.rst', {start: at, end: at})
  const finding = {rule, severity: 'warning', message: 'Unexpected', symbol, place, related: []}
  return {finding, input: {}} as unknown as PatchFinding
}

test.each([
  {said: 'the same rule of the same symbol', rule: 'struct-field-name', symbol: 'struct a.b', line: 9, kept: false},
  {said: 'a rule that says the same of the line', rule: 'rst-markup', symbol: 'title', line: 4, kept: false},
  {said: 'the same rule of another line', rule: 'rst-markup', symbol: 'title', line: 5, kept: true},
  {said: 'another rule of the line', rule: 'vmm-named', symbol: 'QEMU', line: 4, kept: true},
])('$said', ({rule, symbol, line, kept}) => {
  const ofTree = [found('struct-field-name', 'struct a.b', 3), found('markup', 'api.rst', 4)]
  expect(isSaidOnce(ofTree)(found(rule, symbol, line))).toBe(kept)
})
