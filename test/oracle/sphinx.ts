/** What sphinx-build has to say of a document that stands alone, without line numbers, so that two versions can be compared. */

import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {temporaryDirectory} from '../temporary.ts'

/** `SPHINXBUILD` names another one, as it does for the kernel's own Makefile. */
const sphinx = process.env.SPHINXBUILD ?? 'sphinx-build'

/** Warnings and errors in order, each on one line. Throws where it does not get to the end. */
export function sphinxMessages(text: string): readonly string[] {
  const directory = temporaryDirectory({'conf.py': "root_doc = 'api'\n"})
  writeFileSync(`${directory}/api.rst`, text)
  // The pseudo-XML builder resolves references, too, which the dummy builder leaves alone.
  const words = ['-b', 'pseudoxml', '-E', '-q', '--no-color', directory, `${directory}/out`]
  const {status, stderr, error} = spawnSync(sphinx, words, {encoding: 'utf8', maxBuffer: 2 ** 30})
  if (status !== 0) throw new Error(`${sphinx}: ${error?.message ?? stderr}`)
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(directory, '').replace(/:\d+:/g, ':N:'))
}
