/** `uapidoc import`: a series' typed data, out of real patches. */

import {InputError} from '../model/index.ts'
import {type Command, say} from './command.ts'
import {importMails} from './import-mails.ts'
import {mailsOf, rangeOf} from './review-input.ts'
import {parseWords} from './words.ts'

const help = `\
usage: uapidoc import [options] FILE…|DIR|REV..REV|-

Prints a patch series as a series' data, the JSON that check, diff, render and
simulate take: sections of the document, what the headers define, members that
the host keeps, each as the patches have it. What a series has no form for is
left out, and said on stderr. Behaviour and claims are no patch's to tell.

  FILE                mails as \`review\` takes them
  REV..REV            the commits of a range, on the tree that it begins at

  --tree DIR|REV      what the patches apply to: they are applied, in memory, so
                      that what stands around their hunks is seen, such as the
                      struct that a member is added to
  --name NAME         of the series; default: the words of its subject

examples:
  uapidoc import v1/*.patch > mine.json
  uapidoc import origin..topic --name ring-doorbell
  uapidoc diff mine.json memory-fault-exits@v1

Exit status: 0 done, 2 bad input or usage. Nothing is written.
`

export const importCommand: Command = {
  help,
  async run(words, world) {
    const {values, positionals} = parseWords('import', words, {tree: {type: 'string'}, name: {type: 'string'}})
    if (positionals.length === 0) {
      throw new InputError('Unexpected lack of patches, expected files, a range or - (see `uapidoc import --help`)')
    }
    const {name} = values
    if (name !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(name)) {
      throw new InputError(`Unexpected \`--name ${name}\`, expected lower-case words joined by \`-\``)
    }
    const mails = await mailsOf(positionals, world.directory)
    const spec = values.tree ?? positionals.flatMap((word) => rangeOf(word, world.directory)?.base ?? [])[0]
    const tree =
      spec === undefined ? undefined : (await (await import('../tree/index.ts')).openTree(spec, world.directory)).tree
    const source = positionals.join(' ')
    const remark = (line: string) => say(world, line)
    const given = {...(tree && {tree}), ...(name !== undefined && {name})}
    const series = await importMails(mails, {source, remark, ...given})
    world.stdout.write(`${JSON.stringify(series, null, 2)}\n`)
    return 0
  },
}
