#!/usr/bin/env node
/** Starts the program. Nothing of it is loaded for `--version`: start-up is a feature. */

import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'
import {compiledProgram} from './compiled-program.ts'
import {processOutput} from './process-output.ts'

/** Put in by the build, so that `--version` reads no file. */
declare const UAPIDOC_VERSION: string

const words = process.argv.slice(2)
if (words[0] === '--version' || words[0] === '-V') processOutput(process.stdout).write(`${UAPIDOC_VERSION}\n`)
else {
  const {program} = compiledProgram(fileURLToPath(new URL('.', import.meta.url)), createRequire(import.meta.url))
  await program.start(words, {
    version: UAPIDOC_VERSION,
    templates: new URL('templates/', import.meta.url),
    importModule: (url) => import(url),
  })
}
