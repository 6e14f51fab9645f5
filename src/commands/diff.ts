/** `uapidoc diff`: what differs between two versions of a series, or between two series. */

import {InputError, type Series, type SeriesVersion} from '../model/index.ts'
import {type Difference, differenceMarkdown, differenceText} from '../report/index.ts'
import {compareVersions, loadSeries, shippedSeries} from '../series/index.ts'
import {appearanceOf, type Command} from './command.ts'
import {oneOf, parseWords} from './words.ts'

const formats = ['text', 'markdown'] as const

const help = `\
usage: uapidoc diff SERIES[@VERSION] SERIES[@VERSION] [options]

What differs between two versions of a series, or between two series: facts as
a table of what the one and the other say, texts word by word. What is the same
is left out. Without a version, the last one is meant.

  SERIES              ${shippedSeries.join(', ')},
                      or a file
  --format FORMAT     ${formats.join(', ')}; default: text, coloured on a terminal

examples:
  uapidoc diff memory-fault-exits@v1 memory-fault-exits@revised
  uapidoc diff memory-fault-exits memory-fault-info --format markdown
  uapidoc diff posted.json mine.json

Exit status: 0 done, 2 bad input or usage.
`

export const diff: Command = {
  help,
  async run(words, world) {
    const {values, positionals} = parseWords('diff', words, {format: {type: 'string'}})
    const [one, other, unexpected] = positionals
    if (one === undefined || other === undefined) {
      throw new InputError(
        `Unexpected ${positionals.length === 0 ? 'lack of series' : 'single series'}, expected two (see \`uapidoc diff --help\`)`,
      )
    }
    if (unexpected !== undefined) throw new InputError(`Unexpected word \`${unexpected}\`, expected two series`)
    const format = oneOf('format', values.format ?? 'text', formats)
    const [before, after] = [
      await loadSeries(one, world.directory, world.importModule),
      await loadSeries(other, world.directory, world.importModule),
    ]
    const difference: Difference = {
      before: nameOf(before),
      after: nameOf(after),
      ...compareVersions(before.version, after.version),
    }
    const text =
      format === 'text' ? differenceText(difference, appearanceOf(world)) : await differenceMarkdown(difference)
    world.stdout.write(text)
    return 0
  },
}

const nameOf = ({series, version}: {readonly series: Series; readonly version: SeriesVersion}): string =>
  `${series.name}@${version.id}`
