/** Two sets of tests: what needs no kernel tree, and what compares with trees and with tools we did not write. */

import {readFileSync} from 'node:fs'
import {defineConfig} from 'vitest/config'

const {version} = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {version: string}
const kernel = ['test/oracle/**/*.test.ts', 'test/kernel/**/*.test.ts']
const define = {UAPIDOC_VERSION: JSON.stringify(version)}

/** Where .ci/run wants the counts. */
const results = process.env.UAPIDOC_TEST_RESULTS
const counted = ['json', {outputFile: `${results}/${process.pid}.json`}] as const

export default defineConfig({
  test: {
    reporters: results === undefined ? ['default'] : ['default', [...counted]],
    projects: [
      // Nobody's time is measured here: the limit ends what hangs or grows with the square of its input.
      {define, test: {name: 'unit', include: ['test/**/*.test.ts'], exclude: kernel, testTimeout: 60_000}},
      {define, test: {name: 'kernel', include: kernel, testTimeout: 300_000, hookTimeout: 300_000}},
    ],
  },
})
