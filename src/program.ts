/** Arguments, streams, exit status. No command is loaded before it is known which. */

import {commands, type ExitStatus, type World} from './commands/index.ts'
import {InputError} from './model/index.ts'
import {processOutput} from './process-output.ts'

/** What the process cannot know by itself, since the program is a script that somebody else loads. */
export type Installation = Pick<World, 'version' | 'templates' | 'importModule'>

const usage = () => `usage: uapidoc COMMAND [options]

${Object.entries(commands)
  .map(([name, {summary}]) => `  ${name.padEnd(10)}${summary}`)
  .join('\n')}

\`uapidoc COMMAND --help\` says more. Exit status: 0 nothing found, 1 something, 2 bad input or usage.
`

/** Throws `InputError`. */
export async function run([name, ...words]: readonly string[], world: World): Promise<ExitStatus> {
  if (name === undefined) {
    world.stderr.write(usage())
    return 2
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    world.stdout.write(usage())
    return 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    throw new InputError(`Unexpected command \`${name}\`, expected one of ${Object.keys(commands).join(', ')}`)
  }
  const command = await entry.load()
  if (words.includes('--help') || words.includes('-h')) {
    world.stdout.write(command.help)
    return 0
  }
  return await command.run(words, world)
}

/** One line, whatever happened; where it was our fault, it says so. */
async function complain(error: unknown): Promise<2> {
  const {escapeControls} = await import('./report/index.ts')
  const message = escapeControls(error instanceof Error ? error.message : String(error))
  if (error instanceof InputError) {
    process.stderr.write(`uapidoc: ${message}\n`)
    return 2
  }
  process.stderr.write(`uapidoc: internal error: ${message} (this is a bug)\n`)
  if (process.env.UAPIDOC_DEBUG === '1' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return 2
}

/** Sets the process' exit status: 2 where what was found could not be said, such as on a full disk. */
export async function start(words: readonly string[], installation: Installation): Promise<void> {
  const status = await run(words, {
    ...installation,
    directory: process.cwd(),
    environment: process.env,
    stdout: processOutput(process.stdout),
    stderr: processOutput(process.stderr),
  }).catch(complain)
  process.exitCode ??= status
}
