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

function output(stream: NodeJS.WriteStream): Output {
  // Whoever reads may have read enough (`| head`): that is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    write: (text) => void stream.write(text),
    terminal: stream.isTTY === true,
    width: stream.columns ?? 80,
  }
}

async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${UAPIDOC_VERSION}\n`)
    return 0
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const stream = name === undefined ? process.stderr : process.stdout
    stream.write(usage())
    return name === undefined ? 2 : 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    throw new InputError(`Unexpected command \`${name}\`, expected one of ${Object.keys(commands).join(', ')}`)
  }
  const command = await entry.load()
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(command.help)
    return 0
  }
  return await command.run(words, {
    directory: process.cwd(),
    environment: process.env,
    version: UAPIDOC_VERSION,
    stdout: output(process.stdout),
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

process.exitCode = await main(process.argv.slice(2)).catch(complain)
