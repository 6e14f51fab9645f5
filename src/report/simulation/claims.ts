/** Claims and what became of them: a table for people, and the JSON that other programs read. */

import type {ClaimResult} from '../../reference/index.ts'
import {escapeControls} from '../escape.ts'
import {wrap} from '../wrap.ts'
import {cell, sequenceSteps, sequenceText} from './sequence.ts'

export const fairness =
  'Progress is claimed for userspace and vCPUs that go on: lookups that fail by chance and memory that is taken away are not endless.'

/** What a claim was explored in, for one line. */
function boundText({bound, isExhausted}: ClaimResult): string {
  const [first = '', ...others] = bound
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return `${first}${more}${isExhausted ? '' : ' (not exhausted)'}`
}

export function claimsText(title: string, results: readonly ClaimResult[]): string {
  const blocks = results.map((result) => {
    const {claim, property, verdict, premise, states, transitions, depth, trace} = result
    const lines = [
      `${verdict}: ${claim.id}`,
      ...wrap(`"${claim.sentence}"`, 76).map((line) => `    ${line}`),
      ...wrap(`${claim.property}: ${property.says}`, 76).map((line) => `    ${line}`),
      `    premise held ${premise} times; ${states} states, ${transitions} transitions, depth ${depth}`,
      ...wrap(`in: ${boundText(result)}`, 76).map((line) => `    ${line}`),
    ].map(escapeControls)
    if (!trace || verdict !== 'refuted') return `${lines.join('\n')}\n`
    const told = sequenceText({...trace, title: `shortest trace, in: ${trace.machine.configuration.name}`})
    return `${lines.join('\n')}\n${told.replaceAll(/^(?=.)/gm, '    ')}`
  })
  return `${title}\n\n${blocks.join('\n')}\n${summary(results)}\n`
}

function summary(results: readonly ClaimResult[]): string {
  const count = (verdict: string) => results.filter((result) => result.verdict === verdict).length
  const counts = `${count('proven')} proven, ${count('refuted')} refuted, ${count('unproven')} unproven`
  return `${counts}, within the bound. ${fairness}`
}

export function claimsMarkdown(title: string, results: readonly ClaimResult[]): string {
  const rows = results.map((result) => {
    const {claim, property, verdict, premise, states} = result
    const cells = [
      claim.id,
      claim.sentence,
      property.says,
      String(premise),
      String(states),
      boundText(result),
      `**${verdict}**`,
    ]
    return `| ${cells.map(cell).join(' | ')} |`
  })
  const head =
    '| claim | sentence | property | premise | states | bound | verdict |\n| --- | --- | --- | --- | --- | --- | --- |'
  return `**${title}**\n\n${head}\n${rows.join('\n')}\n\n${summary(results)}\n`
}

export function claimsJson(results: readonly ClaimResult[]): string {
  const claims = results.map((result) => {
    const {claim, property, verdict, premise, bound, states, transitions, depth, isExhausted, trace} = result
    return {
      id: claim.id,
      sentence: claim.sentence,
      property: claim.property,
      says: property.says,
      verdict,
      premise,
      bound: bound.join('; '),
      exhausted: isExhausted,
      states,
      transitions,
      depth,
      trace: trace
        ? {
            configuration: trace.machine.configuration,
            steps: sequenceSteps(trace.machine, trace.steps),
            cycle: trace.cycle,
          }
        : null,
    }
  })
  return `${JSON.stringify({version: 1, claims}, null, 2)}\n`
}
