/** The model of contention as table and as plot. */

import type {Contention} from '../../reference/index.ts'
import {element, picture, text} from './svg.ts'

/** Stands beside every figure of it. */
export const label = 'A model of contention: one unit is what it takes to bring a page. No prediction of time.'

export interface ContentionTable {
  /** Each vCPU touches so many pages. */
  readonly pages: number
  readonly rows: readonly Contention[]
}

const number = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1))

function cells({vcpus, queued, exiting}: Contention): readonly string[] {
  return [vcpus, queued.units, queued.mean, queued.longest, exiting.units, exiting.mean, exiting.longest].map(number)
}

const heads = ['vCPUs', 'units', 'mean wait', 'longest', 'units', 'mean wait', 'longest']

export function contentionText({pages, rows}: ContentionTable): string {
  const table = [heads, ...rows.map(cells)]
  const lines = table.map((row) =>
    row
      .map((one) => one.padStart(10))
      .join('')
      .trimStart()
      .padStart(70),
  )
  const groups = `${' '.repeat(20)}${'waiting in the queue'.padStart(20)}${'with the exits'.padStart(30)}`
  return `Post-copy: each vCPU touches ${pages} pages that have not arrived, one after the other.\n${label}\n\n${groups}\n${lines.join('\n')}\n`
}

export function contentionMarkdown({pages, rows}: ContentionTable): string {
  const names = [
    'vCPUs',
    'queue: units',
    'queue: mean wait',
    'queue: longest',
    'exits: units',
    'exits: mean wait',
    'exits: longest',
  ]
  const lines = [names, names.map(() => '---:'), ...rows.map(cells)].map((row) => `| ${row.join(' | ')} |`)
  return `Each vCPU touches ${pages} pages that have not arrived. ${label}\n\n${lines.join('\n')}\n`
}

export function contentionJson({pages, rows}: ContentionTable): string {
  return `${JSON.stringify({version: 1, label, pages, rows}, null, 2)}\n`
}

const [left, right, top, bottom] = [70, 620, 70, 330]

export function contentionSvg({pages, rows}: ContentionTable): string {
  const largest = Math.max(1, ...rows.map(({queued}) => queued.mean))
  const most = Math.max(1, ...rows.map(({vcpus}) => vcpus))
  const x = (vcpus: number): number => left + ((right - left) * vcpus) / most
  const y = (wait: number): number => bottom - ((bottom - top) * wait) / largest
  const lines = [
    {name: 'in the queue of the userfaultfd', of: 'queued', color: '#a33'},
    {name: 'with the exits', of: 'exiting', color: '#27a'},
  ] as const
  const axes = [
    element('line', {x1: left, y1: bottom, x2: right, y2: bottom, stroke: '#222'}),
    element('line', {x1: left, y1: top, x2: left, y2: bottom, stroke: '#222'}),
    text((left + right) / 2, bottom + 40, 'vCPUs', {'text-anchor': 'middle'}),
    text(left - 8, top - 12, 'mean wait of a fault, in units', {}),
    ...rows.map(({vcpus}) => text(x(vcpus), bottom + 18, String(vcpus), {'text-anchor': 'middle', class: 'small'})),
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((part) => [
      text(left - 8, y(largest * part) + 4, number(largest * part), {'text-anchor': 'end', class: 'small'}),
      element('line', {x1: left, y1: y(largest * part), x2: right, y2: y(largest * part), stroke: '#ddd'}),
    ]),
  ]
  const curves = lines.flatMap(({name, of, color}, index) => [
    element('polyline', {
      points: rows.map((row) => `${x(row.vcpus).toFixed(1)},${y(row[of].mean).toFixed(1)}`).join(' '),
      fill: 'none',
      stroke: color,
      'stroke-width': 2,
    }),
    ...rows.map((row) =>
      element('circle', {cx: x(row.vcpus).toFixed(1), cy: y(row[of].mean).toFixed(1), r: 3, fill: color}),
    ),
    element('rect', {x: left + 20, y: top + 14 + index * 20, width: 12, height: 4, fill: color}),
    text(left + 40, top + 20 + index * 20, name),
  ])
  const title = `Post-copy, ${pages} pages for each vCPU`
  const foot = text(left, bottom + 66, label, {class: 'small'})
  return picture(660, bottom + 84, `${title}. ${label}`, [
    text(left, 30, title, {class: 'bold'}),
    ...axes,
    ...curves,
    foot,
  ])
}
