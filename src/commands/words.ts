/** The words of a command line to options, with complaints that fit on one line. */

import {type ParseArgsConfig, parseArgs} from 'node:util'
import {InputError} from '../model/index.ts'
import {nearest} from './nearest.ts'

export function parseWords<const O extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  words: readonly string[],
  options: O,
): ReturnType<typeof parseArgs<{options: O; allowPositionals: true; strict: true}>> {
  try {
    return parseArgs({args: [...words], options, allowPositionals: true, strict: true})
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InputError(`${explain(error.message, Object.keys(options))} (see \`uapidoc ${command} --help\`)`)
  }
}

/** Node's message is several sentences; the first says it all, and a misspelt option has a neighbour. */
function explain(message: string, options: readonly string[]): string {
  const [sentence = message] = message.split(/\. |\n/, 1)
  const unknown = /^Unknown option '--([^']*)'/.exec(message)?.[1]
  const meant = unknown === undefined ? undefined : nearest(unknown, options)
  return meant === undefined ? sentence : `${sentence}; is it \`--${meant}\`?`
}

/** `--only a,b --only c`: an option that may be repeated and takes lists. */
export function splitList(values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.flatMap((value) => value.split(',')).filter((name) => name !== '')
}

/** Narrows a word to one of a list, or says which there are. */
export function oneOf<Name extends string>(kind: string, word: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === word)
  if (found !== undefined) return found
  const meant = nearest(word, names)
  const all = names.join(', ')
  const expected = meant === undefined ? `one of ${all}` : `\`${meant}\`? There are ${all}`
  throw new InputError(`Unexpected ${kind} \`${word}\`, expected ${expected}`)
}
