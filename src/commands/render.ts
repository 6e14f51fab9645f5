/** `uapidoc render`: sections of the document, out of a series or of the tree itself, in the place that they have there. */

import {join} from 'node:path'
import {InputError} from '../model/index.ts'
import {loadSeries, shippedSeries} from '../series/index.ts'
import {openTree, writeFilesAtomically} from '../tree/index.ts'
import {type FileChange, gitDiff, renamed} from '../write/index.ts'
import {type Command, say, type World} from './command.ts'
import {fileInside} from './inside-tree.ts'
import {refuseOldMails, writeMailFiles} from './mail-directory.ts'
import {type RenderOptions, renderFormats, renderOptions} from './render-options.ts'
import {renderSeriesIn} from './render-series.ts'
import {renderSkeletonIn} from './render-skeleton.ts'

const help = `\
usage: uapidoc render SERIES[@VERSION] [--tree DIR|REV] [options]
       uapidoc render --skeleton SYMBOL [--tree DIR|REV] [options]

Writes the sections that a series adds to Documentation/virt/kvm/api.rst out of
its data, with the numbers and adornments that they have in this tree: a
section that stands there is replaced, another is inserted behind its
neighbours. Without --write and --patch, nothing is changed.

  SERIES              ${shippedSeries.join(', ')},
                      or a file
  --skeleton SYMBOL   the section of an ioctl, a capability or an exit that the
                      document does not describe, out of what the headers and
                      the implementation say; the rest of it is marked TODO
  --tree DIR|REV      a kernel tree, or a git revision of the repository one
                      stands in; default: .
  --format FORMAT     ${renderFormats.join(', ')}: the sections, or what changes in the
                      document and the headers; default: text
  --rename OLD=NEW    another name, where the tree has OLD with another layout;
                      may be repeated
  --write             change the document and the headers in place
  --patch DIR         write the same into DIR, as mails for \`git am\`, and the
                      cover letter as 0000-cover-letter.cover
  --c-test            print one C program instead: layouts and numbers as
                      assertions of the compiler, and a TAP test on /dev/kvm
  --force             also where DIR holds patches, which are replaced
  --signoff           add the Signed-off-by that git is configured for

examples:
  uapidoc render memory-fault-exits --tree ~/linux
  uapidoc render memory-fault-exits@v1 --tree v6.1 --format diff
  uapidoc render memory-fault-exits --tree ~/linux --patch outgoing
  git am outgoing/*.patch
  uapidoc render --skeleton KVM_SET_NR_MMU_PAGES --tree ~/linux --write

Exit status: 0 done, 2 bad input or usage, and then nothing was written.
`

export const render: Command = {
  help,
  async run(words, world) {
    const options = renderOptions(words)
    const opened = await openTree(options.tree, world.directory)
    const {tree, directory} = opened
    if (options.write && directory === undefined) {
      throw new InputError(`${tree.name}: Unexpected git revision, expected a directory for --write (or --patch DIR)`)
    }
    if (options.patch !== undefined && !options.force) refuseOldMails(options.patch, '--force')
    const {subject} = options
    if (options.cTest && subject.kind === 'series') {
      const {series, version} = await loadSeries(subject.name, world.directory, world.importModule)
      const {cTestOf} = await import('./c-test.ts')
      world.stdout.write(cTestOf(series, renamed(version, options.renames), tree))
      return 0
    }
    const {texts, changes, remarks, mails} =
      subject.kind === 'series'
        ? await renderSeriesIn(opened, subject.name, options, world)
        : renderSkeletonIn(opened, subject.symbol, world)
    for (const remark of remarks) say(world, remark)
    if (options.patch !== undefined) {
      writeMailFiles(options.patch, mails)
      for (const {name} of mails) say(world, `${join(options.patch, name)}: written`)
    }
    if (options.write && directory !== undefined) writeInto(directory, changes, world)
    if (options.format === 'diff') {
      for (const change of changes) world.stdout.write(gitDiff(change).text)
    } else if (!changesFiles(options)) {
      world.stdout.write(texts.map((text) => `${text}\n`).join('\n'))
    }
    return 0
  },
}

const changesFiles = ({write, patch}: RenderOptions): boolean => write || patch !== undefined

/** All files or none. */
function writeInto(directory: string, changes: readonly FileChange[], world: World): void {
  const texts = changes.map(({file, after}) => [fileInside(directory, file, '--write'), after] as const)
  writeFilesAtomically(new Map(texts))
  for (const {file} of changes) say(world, `${file}: written`)
}
