/** What a command is: words in, text to two streams, an exit status out. It neither prints nor exits by itself. */

import {type Appearance, escapeControls} from '../report/index.ts'
import type {ImportModule} from '../series/index.ts'

export interface Output {
  write(text: string): void
  /** Whether a person reads it there. */
  readonly terminal: boolean
  /** In columns. */
  readonly width: number
}

/** Everything of the process that a command may see. */
export interface World {
  readonly directory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly version: string
  /** The directory of the templates, with a slash at its end: bundling moves modules, so who starts says where it is. */
  readonly templates: URL
  /** Loads a module of the user's. */
  readonly importModule: ImportModule
  /** Findings. */
  readonly stdout: Output
  /** Progress and errors. */
  readonly stderr: Output
}

/** 0: nothing at or above `--fail-on`. 1: something. 2: input unreadable or usage wrong, which is an `InputError`. */
export type ExitStatus = 0 | 1 | 2

export interface Command {
  /** The whole text of `uapidoc NAME --help`. */
  readonly help: string
  /** `words` are those behind the command's name. Throws `InputError`. */
  run(words: readonly string[], world: World): Promise<ExitStatus>
}

/** One line on stderr. Names in it may come from a tree, so what would move the cursor is escaped. */
export function say({stderr}: Pick<World, 'stderr'>, line: string): void {
  stderr.write(`uapidoc: ${escapeControls(line)}\n`)
}

/** NO_COLOR is https://no-color.org's. Lines longer than 120 columns are no pleasure to read. */
export function appearanceOf({stdout, environment}: World): Appearance {
  const color = stdout.terminal && !environment.NO_COLOR && environment.TERM !== 'dumb'
  return {color, width: stdout.terminal ? Math.min(stdout.width, 120) : 80}
}
