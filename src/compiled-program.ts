/**
 * The program as one script, beside what V8 compiled of it when it was built: compiling takes longer than most runs. Another
 * Node's V8 refuses that, and compiles the script as it does any other.
 */

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setFlagsFromString} from 'node:v8'
import {Script} from 'node:vm'
import type * as program from './program.ts'

export type Program = typeof program

export interface CompiledProgram {
  readonly program: Program
  readonly script: Script
}

/** What the build writes. */
export const scriptName = 'program.cjs'
export const codeName = 'program.code'

/** `directory` holds both files; `require` finds the program's dependencies. */
export function compiledProgram(directory: string, require: NodeJS.Require): CompiledProgram {
  // A run takes less than a second: code that V8 optimises by default after 67,584 bytecodes hardly runs again, and
  // optimising it takes as long as all the rest. What is really hot, in a run over many mails, is still optimised.
  setFlagsFromString('--interrupt-budget=600000')
  const file = join(directory, scriptName)
  const code = join(directory, codeName)
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    ...(existsSync(code) && {cachedData: readFileSync(code)}),
  })
  const module = {exports: {} as Program}
  const define = script.runInThisContext() as (module: {exports: Program}, require: NodeJS.Require) => void
  define(module, require)
  return {program: module.exports, script}
}
