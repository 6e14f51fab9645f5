/** `npm run bench:startup`: `uapidoc --version` against a node that does nothing. Needs a build. */

import {alternate, printRatio} from './alternate.ts'

const runs = Number(process.argv[2] ?? 31)
const node = process.execPath
const timings = alternate(
  [
    [node, 'dist/cli.js', '--version'],
    [node, '-e', '0'],
  ],
  runs,
)
process.exitCode = printRatio(['uapidoc --version', 'node -e 0'], timings, 1.3)
