/** A trace as text, JSON, a Markdown table, and as a sequence diagram for Mermaid. */

import {type Machine, type Message, membersOf, messagesOf, type Result, type TraceStep} from '../../reference/index.ts'
import {escapeControls} from '../escape.ts'

export interface Sequence {
  /** One line: what is told. */
  readonly title: string
  readonly machine: Machine
  readonly steps: readonly TraceStep[]
  /** How many of the last steps come again and again. */
  readonly cycle: number
}

export function sequenceText({title, machine, steps, cycle}: Sequence): string {
  const messages = messagesOf(machine, steps)
  const width = Math.max(0, ...messages.map((message) => wayOf(message).length))
  const lines = messages.map(
    (message, index) => `${String(index + 1).padStart(3)}  ${wayOf(message).padEnd(width)}  ${message.text}`,
  )
  return `${title}\n\n${[...lines, ...again(steps.length, cycle)].map(escapeControls).join('\n')}\n`
}

const wayOf = ({from, to, isReturn}: Message): string =>
  from === to ? from : isReturn ? `${to} <- ${from}` : `${from} -> ${to}`

function again(length: number, cycle: number): readonly string[] {
  return cycle === 0 ? [] : [`     and from step ${length - cycle + 1} again, without end`]
}

export interface TraceStepJson {
  readonly action: string
  readonly from: string
  readonly to: string
  readonly text: string
  readonly result: ResultJson | null
}

interface ResultJson {
  readonly call: string
  readonly value: number
  readonly errno: string | null
  /** What KVM_RUN wrote. */
  readonly run: {
    readonly exitReason: string
    readonly members: Readonly<Record<string, string>> | null
    readonly bytes: string
  } | null
}

export function sequenceSteps(machine: Machine, steps: readonly TraceStep[]): readonly TraceStepJson[] {
  return messagesOf(machine, steps).map(({action, from, to, text}, index) => {
    const result = steps[index]?.step.result
    return {action, from, to, text, result: result ? resultJson(machine, result) : null}
  })
}

function resultJson(machine: Machine, {call, value, errno, run}: Result): ResultJson {
  return {
    call: call === 'toggle' ? (machine.reference.behaviour.toggleIoctl?.name ?? call) : call,
    value,
    errno: errno ?? null,
    run: run
      ? {
          exitReason: run.reason,
          members: membersOf(machine, run) ?? null,
          bytes: [...run.bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
        }
      : null,
  }
}

export function sequenceJson({title, machine, steps, cycle}: Sequence): string {
  const data = {
    version: 1,
    series: machine.reference.name,
    title,
    configuration: machine.configuration,
    steps: sequenceSteps(machine, steps),
    cycle,
  }
  return `${JSON.stringify(data, null, 2)}\n`
}

export function sequenceMarkdown({title, machine, steps, cycle}: Sequence): string {
  const rows = messagesOf(machine, steps).map(
    (message, index) => `| ${index + 1} | ${cell(wayOf(message))} | ${cell(message.text)} |`,
  )
  const end = again(steps.length, cycle).map((line) => `\n${line.trim()}\n`)
  return `**${title}**\n\n| | | |\n| --- | --- | --- |\n${rows.join('\n')}\n${end.join('')}`
}

export function cell(text: string): string {
  return escapeControls(text).replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

export function sequenceMermaid({title, machine, steps, cycle}: Sequence): string {
  const messages = messagesOf(machine, steps)
  const participants = participantsOf(messages)
  const names = new Map(participants.map((name, index) => [name, `p${index}`]))
  const lines = messages.map(({from, to, text, isReturn}) => {
    const arrow = isReturn ? '-->>' : '->>'
    return `${names.get(from)}${arrow}${names.get(to)}: ${mermaidText(text)}`
  })
  const start = lines.length - cycle
  const body =
    cycle === 0
      ? lines
      : [...lines.slice(0, start), 'loop without end', ...lines.slice(start).map((line) => `  ${line}`), 'end']
  return [
    'sequenceDiagram',
    `  %% ${mermaidText(title)}`,
    ...participants.map((name) => `  participant ${names.get(name)} as ${mermaidText(name)}`),
    ...body.map((line) => `  ${line}`),
    '',
  ].join('\n')
}

/** In the order in which they appear, KVM and the host last. */
export function participantsOf(messages: readonly Message[]): readonly string[] {
  const all = [...new Set(messages.flatMap(({from, to}) => [from, to]))]
  const inner = ['KVM', 'host'].filter((name) => all.includes(name))
  return [...all.filter((name) => !inner.includes(name)), ...inner]
}

/** A semicolon ends a line there, and a hash begins an entity. */
function mermaidText(text: string): string {
  return escapeControls(text).replaceAll('#', '#35;').replaceAll(';', '#59;').replaceAll('#35#59;', '#35;')
}
