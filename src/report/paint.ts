/** Colours of a terminal, by what they mean. */

import type {Severity} from '../model/index.ts'

export type Ink = Severity | 'strong' | 'frame' | 'related' | 'removed' | 'added'

/** Select Graphic Rendition (ECMA-48, 8.3.117). */
const codes: Readonly<Record<Ink, string>> = {
  error: '1;31',
  warning: '1;33',
  info: '1;36',
  strong: '1',
  frame: '34',
  related: '34',
  removed: '31',
  added: '32',
}

export type Paint = (ink: Ink, text: string) => string

export function painter(color: boolean): Paint {
  return color ? (ink, text) => `\u001B[${codes[ink]}m${text}\u001B[0m` : (_, text) => text
}
