/** `uapidoc render`: a series' sections, in the place that they have in a real tree. */

import {join} from 'node:path'
import {InputError} from '../model/index.ts'
import {loadSeries, shippedSeries} from '../series/index.ts'
import {type OpenedTree, openTree, writeFilesAtomically} from '../tree/index.ts'
import {kvmDocument, kvmHeader, readDocument, readHeaders} from '../uapi/index.ts'
import {gitDiff, type Rendering, renamed, renderSeries} from '../write/index.ts'
import {type Command, say, type World} from './command.ts'
import {fileInside} from './inside-tree.ts'
import {refuseOldMails, writeMailFiles} from './mail-directory.ts'
import {renderMails} from './render-mails.ts'
import {type RenderOptions, renderFormats, renderOptions} from './render-options.ts'
import {sectionTemplates} from './templates.ts'

const help = `\
usage: uapidoc render SERIES[@VERSION] [--tree DIR|REV] [options]

Writes the sections that a series adds to Documentation/virt/kvm/api.rst out of
its data, with the numbers and adornments that they have in this tree: a
section that stands there is replaced, another is inserted behind its
neighbours. Without --write and --patch, nothing is changed.

  SERIES              ${shippedSeries.join(', ')},
                      or a file
  --tree DIR|REV      a kernel tree, or a git revision of the repository one
                      stands in; default: .
  --format FORMAT     ${renderFormats.join(', ')}: the sections, or what changes in the
                      document and the headers; default: text
  --rename OLD=NEW    another name, where the tree has OLD with another layout;
                      may be repeated
  --write             change the document and the headers in place
  --patch DIR         write the same into DIR, as mails for \`git am\`, and the
                      cover letter as 0000-cover-letter.cover
  --force             also where DIR holds patches
  --signoff           add the Signed-off-by that git is configured for

examples:
  uapidoc render memory-fault-exits --tree ~/linux
  uapidoc render memory-fault-exits@v1 --tree v6.1 --format diff
  uapidoc render memory-fault-exits --tree ~/linux --patch outgoing
  git am outgoing/*.patch

Exit status: 0 done, 2 bad input or usage, and then nothing was written.
`

export const render: Command = {
  help,
  async run(words, world) {
    const options = renderOptions(words)
    const {series, version: chosen} = await loadSeries(options.series, world.directory)
    const opened = await openTree(options.tree, world.directory)
    const {tree, directory} = opened
    if (options.write && directory === undefined) {
      throw new InputError(`${tree.name}: Unexpected git revision, expected a directory for --write (or --patch DIR)`)
    }
    if (options.patch !== undefined && !options.force) refuseOldMails(options.patch, '--force')
    const version = renamed(chosen, options.renames)
    const rendering = renderInto(opened, version, world)
    for (const remark of rendering.remarks) say(world, remark)
    if (options.patch !== undefined) {
      const mails = await renderMails({
        series,
        version,
        rendering,
        options,
        directory: directory ?? world.directory,
        world,
      })
      writeMailFiles(options.patch, mails)
      for (const {name} of mails) say(world, `${join(options.patch, name)}: written`)
    }
    if (options.write && directory !== undefined) writeInto(directory, rendering, world)
    if (options.format === 'diff') {
      for (const change of rendering.changes) world.stdout.write(gitDiff(change).text)
    } else if (!changesFiles(options)) {
      world.stdout.write(rendering.sections.map(({text}) => `${text}\n`).join('\n'))
    }
    return 0
  },
}

const changesFiles = ({write, patch}: RenderOptions): boolean => write || patch !== undefined

function renderInto({tree}: OpenedTree, version: Parameters<typeof renderSeries>[0], world: World): Rendering {
  const text = tree.read(kvmDocument)
  if (text === undefined) {
    throw new InputError(`${kvmDocument}: Unexpected absence in ${tree.name}, expected the document`)
  }
  const target = {
    document: readDocument(text, kvmDocument, {prefix: 'KVM'}),
    headers: readHeaders(tree),
    header: kvmHeader,
    read: (file: string) => (file === kvmDocument ? text : tree.read(file)),
  }
  return renderSeries(version, target, sectionTemplates(world.templates))
}

/** All files or none. */
function writeInto(directory: string, {changes}: Rendering, world: World): void {
  const texts = changes.map(({file, after}) => [fileInside(directory, file, '--write'), after] as const)
  writeFilesAtomically(new Map(texts))
  for (const {file} of changes) say(world, `${file}: written`)
}
