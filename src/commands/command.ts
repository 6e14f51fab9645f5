/** What a command is: words in, text to two streams, an exit status out. It neither prints nor exits by itself. */

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
