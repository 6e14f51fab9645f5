/** The parts of a mail that are text: the mail itself, or the plain ones between the boundaries (RFC 2046, 5.1). */

import {type Fields, readHead, readParameters, withoutReturn} from './header.ts'

export interface Part {
  readonly fields: Fields
  /** Indexes of its body's lines. */
  readonly from: number
  readonly to: number
}

/** A mail in a mail in a mail: more is an attack. */
const deepest = 8

/** In their order; attached patches are among them. */
export function textParts(lines: readonly string[], whole: Part, depth = 0): readonly Part[] {
  const {value, parameters} = readParameters(whole.fields.get('content-type'))
  const boundary = parameters.get('boundary')
  if (!value.startsWith('multipart/') || boundary === undefined || depth > deepest) {
    return value === '' || value === 'text/plain' || /^text\/x-(?:patch|diff)$/.test(value) ? [whole] : []
  }
  const parts: Part[] = []
  let start: number | undefined
  for (let index = whole.from; index < whole.to; index++) {
    const line = withoutReturn(lines[index] ?? '').trimEnd()
    if (line !== `--${boundary}` && line !== `--${boundary}--`) continue
    if (start !== undefined) {
      const {fields, body} = readHead(lines, start, index)
      parts.push(...textParts(lines, {fields, from: body, to: index}, depth + 1))
    }
    start = index + 1
    if (line.endsWith('--') && line !== `--${boundary}`) break
  }
  return parts
}
