/** The project's own modules and what each imports, for the tests of the rules about that. */

import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'

export interface Module {
  /** From the top of the project: `src/tree/git.ts`. */
  readonly path: string
  readonly text: string
  /** As written: `../model/index.ts`, `node:fs`, `valibot`. */
  readonly imports: readonly string[]
}

/** Every TypeScript file below a directory, sorted. */
export function modulesBelow(directory: string): readonly Module[] {
  return readdirSync(directory, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(directory, name))
    .sort()
    .map(readModule)
}

export function readModule(path: string): Module {
  const text = readFileSync(path, 'utf8')
  return {path, text, imports: importsOf(text)}
}

//   import type {Tree} from '../model/index.ts'
//   ^^^^^^                   ^^^^^^^^^^^^^^^^^^
const statement = /^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const lazily = /\bimport\('([^'$]+)'\)/g

function importsOf(text: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [statement, lazily].flatMap((pattern) => [...code.matchAll(pattern)].map(([, specifier = '']) => specifier))
}

/** The path of an imported module of our own; `undefined` for a package. */
export function targetOf(module: Module, specifier: string): string | undefined {
  return specifier.startsWith('.') ? join(dirname(module.path), specifier) : undefined
}

/** `valibot`, `@valibot/to-json-schema`; `undefined` for our own and for node's. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return undefined
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
