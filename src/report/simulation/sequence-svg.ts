/** A trace as a sequence diagram: a line of life for each who takes part, an arrow a step. */

import {type Message, messagesOf} from '../../reference/index.ts'
import {participantsOf, type Sequence} from './sequence.ts'
import {columnWidth, element, picture, text} from './svg.ts'

const rowHeight = 34
const top = 84
const margin = 20
/** Between two lines of life at least. */
const narrowest = 130

export function sequenceSvg({title, machine, steps, cycle}: Sequence): string {
  const messages = messagesOf(machine, steps)
  const participants = participantsOf(messages)
  const places = placesOf(participants, messages)
  const widest = Math.max(0, ...messages.map((message) => rightEnd(message, places)))
  const width = Math.ceil(Math.max(widest, (places.at(-1) ?? 0) + 80, title.length * columnWidth + margin) + margin)
  const bottom = top + messages.length * rowHeight + 10
  const at = (name: string): number => places[participants.indexOf(name)] ?? 0
  const lives = participants.flatMap((name) => [
    text(at(name), 54, name, {'text-anchor': 'middle', class: 'bold'}),
    element('line', {x1: at(name), y1: 64, x2: at(name), y2: bottom, class: 'thin'}),
  ])
  const arrows = messages.flatMap((message, index) => arrow(message, at, top + index * rowHeight + 18))
  const loop =
    cycle === 0
      ? []
      : [
          element('rect', {
            x: 6,
            y: top + (messages.length - cycle) * rowHeight - 4,
            width: width - 12,
            height: cycle * rowHeight + 6,
            fill: 'none',
            stroke: '#a33',
            'stroke-dasharray': '6 4',
          }),
          text(width - 12, bottom + 16, 'again and again, without end', {'text-anchor': 'end', class: 'small'}),
        ]
  const heading = text(margin, 24, title, {class: 'bold'})
  return picture(width, bottom + 26, title, [heading, ...lives, ...arrows, ...loop])

  function rightEnd({from, to, text: words}: Message, all: readonly number[]): number {
    const left = Math.min(all[participants.indexOf(from)] ?? 0, all[participants.indexOf(to)] ?? 0)
    return left + words.length * columnWidth + 34
  }
}

/** Far enough apart for what stands on the arrows between neighbours. */
function placesOf(participants: readonly string[], messages: readonly Message[]): readonly number[] {
  const places: number[] = []
  participants.forEach((name, index) => {
    const half = (name.length * columnWidth) / 2
    if (index === 0) {
      places.push(margin + Math.max(half, 30))
      return
    }
    const previous = participants[index - 1] ?? ''
    const between = messages.filter(
      ({from, to}) => isBetween(from, to, previous, name) || (from === to && from === previous),
    )
    const widest = Math.max(narrowest, ...between.map(({text: words}) => words.length * columnWidth + 44))
    places.push((places[index - 1] ?? 0) + Math.max(widest, half * 2 + 20))
  })
  return places
}

const isBetween = (from: string, to: string, one: string, other: string): boolean =>
  (from === one && to === other) || (from === other && to === one)

function arrow({from, to, text: words, isReturn}: Message, at: (name: string) => number, y: number): readonly string[] {
  const [start, end] = [at(from), at(to)]
  const line = {stroke: '#222', ...(isReturn && {'stroke-dasharray': '5 4'})}
  if (start === end) {
    const path = `M${start} ${y - 8} h14 v12 h-10`
    return [
      element('path', {d: path, fill: 'none', ...line}),
      head(start + 4, y + 4, -1),
      text(start + 20, y + 2, words),
    ]
  }
  const way = end > start ? 1 : -1
  return [
    element('line', {x1: start, y1: y, x2: end - way * 2, y2: y, ...line}),
    head(end, y, way),
    text(Math.min(start, end) + 10, y - 6, words),
  ]
}

function head(x: number, y: number, way: 1 | -1): string {
  return element('path', {d: `M${x} ${y} l${-8 * way} -4 v8 z`, fill: '#222'})
}
