/** The rules of the design about who may know whom, on every module there is. */

import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type Module, modulesBelow, targetOf} from './sources.ts'

const modules = modulesBelow('src')
const data = modulesBelow('series')
const byPath = new Map([...modules, ...data].map((module) => [module.path, module]))

/** From the bottom to the top; rooms on one floor never import each other. */
const floors: readonly (readonly string[])[] = [
  ['model'],
  ['abi', 'tree', 'config'],
  ['read'],
  ['uapi'],
  ['series'],
  ['reference', 'write'],
  ['rules'],
  ['findings'],
  ['report'],
  ['commands'],
  // The entry points.
  ['process-output.ts'],
  ['program.ts', 'index.ts', 'rst.ts', 'c.ts', 'series.ts'],
  ['compiled-program.ts'],
  ['cli.ts'],
]

/** Rooms that stand beside the stairs: they import these alone, and only those import them. */
const aside: Readonly<Record<string, {readonly imports: readonly string[]; readonly importers: readonly string[]}>> = {
  tree: {imports: ['model'], importers: ['commands', 'index.ts']},
  config: {imports: ['model'], importers: ['commands', 'index.ts']},
}

/** `src/read/c/token.ts` is in `read`, `src/cli.ts` is `cli.ts`. */
function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room))
}

interface Edge {
  readonly from: string
  readonly to: string
}

const edges: readonly Edge[] = modules.flatMap((module) =>
  module.imports.flatMap((imported) => {
    const to = targetOf(module, imported)
    return to === undefined ? [] : [{from: module.path, to}]
  }),
)

const show = ({from, to}: Edge) => `${from} imports ${to}`

test('there is something to look at', () => {
  expect(modules.length).toBeGreaterThan(50)
  expect(edges.length).toBeGreaterThan(100)
})

test('every room has its floor', () => {
  expect(modules.map(({path}) => path).filter((path) => floorOf(roomOf(path)) < 0)).toEqual([])
})

test('every import leads to a module', () => {
  expect(edges.filter(({to}) => !byPath.has(to)).map(show)).toEqual([])
})

test('data of series takes nothing but types, from the package, and what stands beside it', () => {
  expect(data.length).toBeGreaterThan(2)
  const taken = data.flatMap(({path, text, imports}) =>
    imports
      .filter((imported) => !/^\.\/[\w-]+\.ts$/.test(imported))
      .filter((imported) => imported !== 'uapidoc/series' || !/^import type /m.test(text))
      .map((imported) => `${path} imports ${imported}`),
  )
  expect(taken).toEqual([])
})

test('imports go down only', () => {
  const up = edges.filter(({from, to}) => {
    const [here, there] = [roomOf(from), roomOf(to)]
    if (here === there) return false
    const asideOk = aside[there]?.importers.includes(here) ?? true
    const alone = aside[here]?.imports.includes(there) ?? true
    return !asideOk || !alone || floorOf(there) >= floorOf(here)
  })
  expect(up.map(show)).toEqual([])
})

test('the readers of different languages do not know each other', () => {
  const language = (path: string) => (roomOf(path) === 'read' ? path.split('/')[2] : undefined)
  const across = edges.filter(({from, to}) => {
    const [here, there] = [language(from), language(to)]
    return here !== undefined && there !== undefined && here !== there
  })
  expect(across.map(show)).toEqual([])
})

/** The folder whose door is the only way in: `src/model`, and `src/read/c`, since each language is a room of its own. */
function doorOf(path: string): string | undefined {
  const [src = '', room = '', language = ''] = path.split('/')
  if (room.endsWith('.ts')) return undefined
  return room === 'read' ? join(src, room, language) : join(src, room)
}

test('a room is entered through its door', () => {
  const windows = edges.filter(({from, to}) => {
    const door = doorOf(to)
    return door !== undefined && door !== doorOf(from) && to !== join(door, 'index.ts')
  })
  expect(windows.map(show)).toEqual([])
})

/** What a module may not mention, and where it may all the same. */
const reserved: readonly {name: string; pattern: RegExp; allowed: (path: string) => boolean}[] = [
  {
    name: 'files are read and written by tree, config and commands; series and the program are loaded',
    pattern: /'node:(fs|fs\/promises)'/,
    allowed: (path) =>
      ['tree', 'config', 'commands'].includes(roomOf(path)) ||
      ['src/series/load.ts', 'src/compiled-program.ts'].includes(path),
  },
  {
    name: 'processes are started by tree/git.ts, and by the command that compiles and runs a test',
    pattern: /'node:child_process'/,
    allowed: (path) => ['src/tree/git.ts', 'src/commands/simulate-kvm.ts'].includes(path),
  },
  {
    name: 'nobody talks to a network',
    pattern: /'node:(http|https|http2|net|tls|dgram|dns)|\bfetch\(|WebSocket/,
    allowed: () => false,
  },
  {
    name: 'what starts the program alone prints and exits',
    pattern: /\bconsole\.|\bprocess\.(std|exit|on\b|kill|abort)/,
    allowed: (path) => ['src/cli.ts', 'src/program.ts', 'src/process-output.ts'].includes(path),
  },
  {
    name: 'what is pure knows no process',
    pattern: /\bprocess\./,
    allowed: (path) => ['cli.ts', 'program.ts', 'process-output.ts', 'tree', 'commands'].includes(roomOf(path)),
  },
  {
    name: 'nothing depends on the time, the locale or chance',
    pattern: /\bnew Date\b|\bDate\.now\b|\bperformance\.|\bMath\.random\b|\blocaleCompare\b|\btoLocale|\bIntl\./,
    allowed: () => false,
  },
  {
    name: 'uapi/ reads trees and declarations, never source lines',
    // Searching for a line's end, by a string or in a regular expression. Joining with one is no reading.
    pattern:
      /\b(?:split|indexOf|lastIndexOf|includes|startsWith|endsWith)\(['"`/][^'"`/]*\\[nr]|\/[^/\n]*\\[nr][^/\n]*\/[a-z]*[.,;)\s]/,
    allowed: (path) => roomOf(path) !== 'uapi',
  },
]

describe('what only some may do', () => {
  test.each(reserved)('$name', ({pattern, allowed}) => {
    const code = ({text}: Module) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const offenders = modules.filter((module) => !allowed(module.path) && pattern.test(code(module)))
    expect(offenders.map(({path}) => path)).toEqual([])
  })

  test('and those patterns find what they are for', () => {
    const found = (text: string) => reserved.filter(({pattern}) => pattern.test(text)).map(({name}) => name)
    expect(found("text.indexOf('\\n', at)")).toHaveLength(1)
    expect(found('text.match(/a\\n/)')).toHaveLength(1)
    expect(found("lines.join('\\n')")).toHaveLength(0)
    expect(found("text.split('\\n')")).toEqual(['uapi/ reads trees and declarations, never source lines'])
    expect(found('console.log(1)')).toEqual(['what starts the program alone prints and exits'])
    expect(found("import {readFileSync} from 'node:fs'")).toHaveLength(1)
  })
})

describe('a file', () => {
  test('is at most 400 lines', () => {
    const long = modules.filter(({text}) => text.split('\n').length > 401)
    expect(long.map(({path}) => path)).toEqual([])
  })

  test('says at its top what its job is', () => {
    const silent = modules.filter(({path, text}) => !path.endsWith('/index.ts') && !/^(#!.*\n)?\/\*\*/.test(text))
    expect(silent.map(({path}) => path)).toEqual([])
  })
})
