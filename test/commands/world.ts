/** A process without a process: what a command says is kept. */

import type {World} from '../../src/commands/index.ts'

export interface Kept {
  readonly world: World
  readonly stdout: () => string
  readonly stderr: () => string
}

export interface Setting {
  readonly directory?: string
  readonly terminal?: boolean
  readonly environment?: Readonly<Record<string, string>>
  /** The project's own where left out. */
  readonly templates?: URL
}

const own = new URL('../../templates/', import.meta.url)

export function worldWith({directory = '.', terminal = false, environment = {}, templates = own}: Setting = {}): Kept {
  const written = {stdout: '', stderr: ''}
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text
    },
    terminal,
    width: 80,
  })
  const world = {
    directory,
    environment,
    version: '1.2.3',
    templates,
    importModule: (url: string) => import(/* @vite-ignore */ url),
    stdout: output('stdout'),
    stderr: output('stderr'),
  }
  return {world, stdout: () => written.stdout, stderr: () => written.stderr}
}
