/** Every command by name; each is a chunk of its own, loaded when it is called. */

import type {Command} from './command.ts'

export type {Command, ExitStatus, Output, World} from './command.ts'

export interface CommandEntry {
  /** One line, for `uapidoc --help`. */
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const commands: Readonly<Record<string, CommandEntry>> = {
  check: {
    summary: 'document against header and implementation',
    load: async () => (await import('./check.ts')).check,
  },
  explain: {
    summary: "a rule's page, or all rules",
    load: async () => (await import('./explain.ts')).explain,
  },
}
