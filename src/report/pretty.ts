/**
 * For a person at a terminal: both sides of each disagreement, as rustc and clang show them.
 *
 *     error[struct-field-name]: Unexpected member `flags`, expected `padding`
 *        --> Documentation/virt/kvm/api.rst:3738:8
 *         |
 *    3738 |         __u32 flags;
 *         |               ^^^^^
 *        ::: arch/x86/include/uapi/asm/kvm.h:270:8
 *         |
 *     270 |         __u32 padding;
 *         |               ------- the member in the header
 *         = note: the layout is the same
 */

import type {IdentifiedFinding, LinesOf} from '../findings/index.ts'
import type {Place} from '../model/index.ts'
import {countsOf} from './counts.ts'
import {escapeControls} from './escape.ts'
import {frameOf} from './frame.ts'
import {ledgerText} from './ledger.ts'
import {type Ink, type Paint, painter} from './paint.ts'
import type {Reporter} from './report.ts'
import {wrap} from './wrap.ts'

export const pretty: Reporter = ({findings, linesOf, ledger}, {color, width}) => {
  const paint = painter(color)
  const shown = findings.map((finding) => showFinding(finding, linesOf(finding), width, paint))
  return `${ledger ? ledgerText(ledger, paint, width) : ''}${[...shown, summaryOf(findings, paint)].join('\n')}\n`
}

function showFinding(finding: IdentifiedFinding, linesOf: LinesOf, width: number, paint: Paint): string {
  const {severity, rule, message, place, related, note} = finding
  const label = `${severity}[${rule}]:`
  const [first = '', ...rest] = wrap(escapeControls(message), width - 2, label.length - 1)
  const lines = [
    `${paint(severity, label)} ${paint('strong', first)}`,
    ...rest.map((line) => `  ${paint('strong', line)}`),
  ]
  const places = [place, ...related.map(({place}) => place)]
  const gutter = Math.max(...places.map(({line}) => String(line).length)) + 1
  const draw = (place: Place, arrow: string, sign: string, ink: Ink, message = '') =>
    drawPlace({place, arrow, sign, ink, message}, {linesOf, width, gutter, paint})
  if (severity === 'info') {
    // What was never there has nothing to look at; where it could stand is enough.
    lines.push(locate(place, '-->', gutter, paint))
  } else {
    lines.push(...draw(place, '-->', '^', severity))
    for (const {place, message} of related) lines.push(...draw(place, ':::', '-', 'related', message))
  }
  if (note !== undefined) {
    const bullet = `${' '.repeat(gutter)}= note: `
    const [head = '', ...tail] = wrap(escapeControls(note), width - bullet.length)
    lines.push(`${paint('frame', bullet)}${head}`, ...tail.map((line) => ' '.repeat(bullet.length) + line))
  }
  return `${lines.join('\n')}\n`
}

interface Drawing {
  readonly place: Place
  readonly arrow: string
  readonly sign: string
  readonly ink: Ink
  readonly message: string
}

interface Canvas {
  readonly linesOf: LinesOf
  readonly width: number
  readonly gutter: number
  readonly paint: Paint
}

function drawPlace({place, arrow, sign, ink, message}: Drawing, {linesOf, width, gutter, paint}: Canvas): string[] {
  const blank = paint('frame', `${' '.repeat(gutter)}|`)
  const frame = frameOf(place, linesOf, width - gutter - 2, sign)
  const lines = [locate(place, arrow, gutter, paint)]
  if (frame === undefined) return lines
  lines.push(blank, `${paint('frame', `${String(place.line).padStart(gutter - 1)} |`)} ${frame.source}`)
  const words = escapeControls(message)
  const beside = message !== '' && gutter + 3 + frame.mark.length + words.length <= width
  lines.push(`${blank} ${paint(ink, frame.mark)}${beside ? ` ${paint(ink, words)}` : ''}`)
  if (message !== '' && !beside)
    lines.push(...wrap(words, width - gutter - 2).map((line) => `${blank} ${paint(ink, line)}`))
  return lines
}

function locate({file, line, column}: Place, arrow: string, gutter: number, paint: Paint): string {
  return `${paint('frame', `${' '.repeat(gutter - 1)}${arrow}`)} ${escapeControls(file)}:${line}:${column}`
}

function summaryOf(findings: readonly IdentifiedFinding[], paint: Paint): string {
  if (findings.length === 0) return 'No disagreement found.'
  return `${countsOf(findings, paint)}. \`uapidoc explain RULE\` says why a rule asks.`
}
