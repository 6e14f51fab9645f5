/** A stream of the process, as a command sees it. */

import type {Output} from './commands/index.ts'

/** Where the stream cannot be written to, such as on a full disk, it says so, and the process' exit status is 2. */
export function processOutput(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads may have read enough (`| head`): that is no error of ours.
    if (error.code === 'EPIPE') return
    process.exitCode = 2
    if (stream !== process.stderr) process.stderr.write(`uapidoc: ${error.message}\n`)
  })
  return {
    write: (text) => void stream.write(text),
    terminal: stream.isTTY === true,
    width: stream.columns ?? 80,
  }
}
