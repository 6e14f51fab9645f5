/**
 * libabigail's abidiff on one header before and after, asked as scripts/check-uapi.sh asks it: the header compiled into an
 * object with all of its types, the two objects compared. That script wants abidiff 2.4, whose suppressions can name
 * enumerators; Debian 12 has 2.2, so what it would suppress by name is left out of the answer here.
 */

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Outcome, run} from './compile.ts'

/** The script's own compiler options, but for where headers are, and what headers_install makes of two words. */
const options = [
  '-shared',
  '-nostdlib',
  '-fPIC',
  '-O0',
  '-std=c90',
  '-fno-eliminate-unused-debug-types',
  '-g',
  '-Dinline=__inline__',
  '-Dasm=__asm__',
]

export interface Compiler {
  readonly command: string
  /** Where headers are found, and the machine. */
  readonly options: readonly string[]
  /** Where it runs. */
  readonly directory: string
}

/** Compiles `text` into an object that has all types it defines. */
export function compileTypes(
  text: string,
  {command, options: more, directory}: Compiler,
  out: string,
): Promise<Outcome> {
  return run(
    command,
    [...options, ...more, '-o', out, '-x', 'c', '-'],
    `${text}\nint f(void) { return 0; }\n`,
    directory,
  )
}

export interface AbiDifference {
  /** `struct x`, `enum y`, as abidiff names them; of a type without a name, its place. */
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

export async function abidiff(before: string, after: string, expected: readonly RegExp[]): Promise<AbiDifference> {
  const {status, stdout, stderr} = await run('abidiff', ['--non-reachable-types', before, after], '')
  // Bits of the status: 1 an error, 2 wrong usage, 4 a change, 8 one that breaks.
  if (status === null || (status & 3) !== 0) throw new Error(`abidiff: ${stderr || stdout}`)
  return readReport(stdout, expected)
}

/**
 * Each type that changed begins a part: `[C] 'struct x' changed:`. Enums without a tag are left out: abidiff 2.2 tells them
 * apart by their number in the file alone, so that a new one makes it compare others with each other.
 */
function readReport(text: string, expected: readonly RegExp[]): AbiDifference {
  const parts = text.split(/^ {2}(?=\[[CDA]\] )/m).filter((part) => !/^\S* 'enum __anonymous_enum__/.test(part))
  const nameOf = (part: string): string => /'([^\n]*?)'/.exec(part)?.[1] ?? part
  const isSuppressed = (part: string): boolean => {
    if (!part.startsWith("[C] 'enum") || /enumerator deletion/.test(part)) return false
    const changed = [...part.matchAll(/^ {6}'[^\n']*::(\w+)' from value/gm)]
    return changed.every(([, name = '']) => expected.some((pattern) => pattern.test(name)))
  }
  return {
    changed: parts.filter((part) => part.startsWith('[C]') && !isSuppressed(part)).map(nameOf),
    removed: parts.filter((part) => part.startsWith('[D]')).map(nameOf),
  }
}

/** The enumerators that the script in a tree expects to move. */
export function expectedEnumerators(directory: string): readonly RegExp[] {
  const script = readFileSync(join(directory, 'scripts/check-uapi.sh'), 'utf8')
  const list = /enum_regex=\(([^)]*)\)/.exec(script)?.[1] ?? ''
  return [...list.matchAll(/"([^"]*)"/g)].map(([, pattern = '']) => new RegExp(pattern))
}
