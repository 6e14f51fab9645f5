/** The built command as a process, as a user runs it. */

import {spawnSync} from 'node:child_process'
import {rmSync} from 'node:fs'
import {afterAll, beforeAll} from 'vitest'
import {bundle} from '../build.ts'

// Below node_modules, so that the bundle finds its dependencies.
const directory = `${process.cwd()}/node_modules/.cache/uapidoc/test-${process.pid}-${Math.random().toString(36).slice(2)}`

/** For a test file that runs the command: builds it once, and takes it away. */
export function useCommand(): void {
  beforeAll(() => bundle(directory))
  afterAll(() => rmSync(directory, {recursive: true, force: true}))
}

/** As a shell or a configuration would name it. */
export const commandLine = `${process.execPath} ${directory}/cli.js`

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly directory?: string
  readonly environment?: Readonly<Record<string, string>>
  /** What standard input gives. */
  readonly input?: string
}

export function uapidoc(
  words: readonly string[],
  {directory: cwd, environment = {}, input = ''}: RunOptions = {},
): Ran {
  const {status, stdout, stderr} = spawnSync(process.execPath, [`${directory}/cli.js`, ...words], {
    cwd,
    input,
    encoding: 'utf8',
    env: {PATH: process.env.PATH, ...environment},
    timeout: 60_000,
  })
  return {status, stdout, stderr}
}

/** Where the bundle is, for what `uapidoc` does not do, such as a shell with a pipe. */
export const commandFile = `${directory}/cli.js`
