/** `uapidoc explain`: why a rule asks for what it asks. */

import {InputError} from '../model/index.ts'
import {ruleList, ruleText} from '../report/index.ts'
import {listedRules as rules} from '../rules/index.ts'
import {appearanceOf, type Command} from './command.ts'
import {nearestNames} from './nearest.ts'
import {parseWords} from './words.ts'

const help = `\
usage: uapidoc explain [RULE]

The page of a rule: what it asks for and why, where that comes from, what it
says, and examples. Without RULE, all rules, one a line.

examples:
  uapidoc explain
  uapidoc explain struct-field-name
`

export const explain: Command = {
  help,
  async run(words, world) {
    const [id, unexpected] = parseWords('explain', words, {}).positionals
    if (unexpected !== undefined) throw new InputError(`Unexpected word \`${unexpected}\`, expected one rule`)
    const appearance = appearanceOf(world)
    if (id === undefined) {
      world.stdout.write(ruleList(rules, appearance))
      return 0
    }
    const rule = rules.find((rule) => rule.id === id)
    if (rule === undefined) throw new InputError(`Unexpected rule \`${id}\`, expected ${suggest(id)}`)
    world.stdout.write(ruleText(rule, appearance))
    return 0
  },
}

function suggest(id: string): string {
  const near = nearestNames(
    id,
    rules.map((rule) => rule.id),
  )
  if (near.length === 0) return 'one of those that `uapidoc explain` lists'
  return near
    .slice(0, 3)
    .map((name) => `\`${name}\``)
    .join(' or ')
}
