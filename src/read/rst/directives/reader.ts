/** How a directive becomes nodes. */

import type {Parser} from '../parser.ts'
import type {Block, MessageLevel} from '../types.ts'
import type {DirectiveParts, DirectiveSource, Form} from './block.ts'
import {classNames, text} from './option-values.ts'

/** docutils' message in place of the nodes. */
export class Refusal {
  readonly message: string
  readonly level: MessageLevel

  constructor(message: string, level: MessageLevel = 3) {
    this.message = message
    this.level = level
  }
}

export interface DirectiveReader {
  form: Form
  /** Whether it may stand without content although it can have some. */
  mayBeEmpty?: boolean
  read(parser: Parser, source: DirectiveSource, parts: DirectiveParts): Block[] | Refusal
}

/** The options that nearly every directive has. */
export const common = {class: classNames, name: text}

export function contentExpected(name: string, level: MessageLevel = 3): Refusal {
  return new Refusal(`Content block expected for the "${name}" directive; none found.`, level)
}
