#!/usr/bin/env node
/** Arguments, streams, exit status. Nothing is loaded before the command is known: start-up is a feature. */

import {commands, type Output} from './commands/index.ts'
import {InputError} from './model/index.ts'

/** Put in by the build, so that `--version` reads no file. */
declare const UAPIDOC_VERSION: string

const usage = () => `usage: uapidoc COMMAND [options]

${Object.entries(commands)
  .map(([name, {summary}]) => `  ${name.padEnd(10)}${summary}`)
  .join('\n')}

\`uapidoc COMMAND --help\` says more. Exit status: 0 nothing found, 1 something, 2 bad input or usage.
`

/** Set where a stream could not be written to, such as on a full disk: what was found has not been said then. */
let unwritten = false

function output(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads may have read enough (`| head`): that is no error of ours.
    if (error.code === 'EPIPE') return
    unwritten = true
    process.exitCode = 2
    if (stream !== process.stderr) process.stderr.write(`uapidoc: ${error.message}\n`)
  })
  return {
    write: (text) => void stream.write(text),
    terminal: stream.isTTY === true,
    width: stream.columns ?? 80,
  }
}

async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === '--version' || name === '-V') {
    output(process.stdout).write(`${UAPIDOC_VERSION}\n`)
    return 0
  }
  if (name === undefined) {
    output(process.stderr).write(usage())
    return 2
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    output(process.stdout).write(usage())
    return 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    throw new InputError(`Unexpected command \`${name}\`, expected one of ${Object.keys(commands).join(', ')}`)
  }
  // A run takes less than a second: code that V8 optimises by default after 67,584 bytecodes hardly runs again, and
  // optimising it takes as long as all the rest. What is really hot, in a run over many mails, is still optimised.
  const {setFlagsFromString} = await import('node:v8')
  setFlagsFromString('--interrupt-budget=600000')
  const command = await entry.load()
  const stdout = output(process.stdout)
  if (words.includes('--help') || words.includes('-h')) {
    stdout.write(command.help)
    return 0
  }
  return await command.run(words, {
    directory: process.cwd(),
    environment: process.env,
    version: UAPIDOC_VERSION,
    templates: new URL('templates/', import.meta.url),
    stdout,
    stderr: output(process.stderr),
  })
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

const status = await main(process.argv.slice(2)).catch(complain)
process.exitCode = unwritten ? 2 : status
