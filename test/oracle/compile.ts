/** Running compilers, as many at a time as there are processors. They compile to assembly; nothing is ever run. */

import {spawn, spawnSync} from 'node:child_process'
import {availableParallelism} from 'node:os'

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Whether a program is installed; in CI it has to be. */
export function isInstalled(command: string): boolean {
  const installed = spawnSync(command, ['--version'], {stdio: 'ignore'}).status === 0
  if (!installed && process.env.CI) throw new Error(`${command} is not installed, and CI must not skip`)
  return installed
}

export function run(command: string, args: readonly string[], input: string, directory = '.'): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {cwd: directory, stdio: ['pipe', 'pipe', 'pipe']})
    const output: Buffer[] = []
    const errors: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    child.on('error', reject)
    child.on('close', (status) => {
      resolve({status, stdout: Buffer.concat(output).toString(), stderr: Buffer.concat(errors).toString()})
    })
    // A compiler that has seen enough does not read to the end.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** Does something for each, a few at a time; results in the order of the input. */
export async function forEachAtOnce<Input, Result>(
  inputs: readonly Input[],
  work: (input: Input) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    while (next < inputs.length) {
      const index = next++
      results[index] = await work(inputs[index] as Input)
    }
  }
  await Promise.all(Array.from({length: availableParallelism()}, worker))
  return results
}
