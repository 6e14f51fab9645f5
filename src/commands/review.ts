/** `uapidoc review`: a patch series as its maintainers would read it. */

import {join} from 'node:path'
import {fails, withSeverities} from '../findings/index.ts'
import {failOnLevels, InputError, type Tree} from '../model/index.ts'
import type {StoredMail} from '../read/mail/index.ts'
import {formats, type LinkOf, ledgerTitle, loadReporter} from '../report/index.ts'
import {appearanceOf, type Command, say, type World} from './command.ts'
import {mailFilesOf, mailsOf, rangeOf, readAll, storedMailsOf} from './review-input.ts'
import {reviewMails} from './review-mails.ts'
import {type ReviewCommandOptions, reviewOptions} from './review-options.ts'

const help = `\
usage: uapidoc review [options] FILE…|DIR|REV..REV|-

Reads patches as mails, one or a whole series, and says what their maintainers
would: what the document lacks, what breaks userspace, what cannot be extended.

  FILE                mails as git format-patch, lore or a mail program stores
                      them, one or many; a directory of them; a maildir; -
                      for standard input
  REV..REV            the commits of a range, on the tree that it begins at

  --tree DIR|REV      what the patches apply to: they are applied, in memory, as
                      git am would, and \`check\`'s rules are asked of what
                      they add
  --pending FILE,…    other series that are posted: whose numbers, or members
                      of struct kvm_run, collide
  --renumber DIR      instead of a review, write the series into DIR with numbers
                      that are free in the tree and in --pending, for \`git am\`
  --force             also where DIR holds patches, which are replaced
  --thread FILE,…     replies and earlier versions: what was said of lines that
                      still stand is shown first
  --fuzz N            let N lines of context at a hunk's ends differ, which git
                      am does not
  --only RULE,…       only these rules, which \`uapidoc explain\` lists
  --fail-on LEVEL     when to exit with 1: ${failOnLevels.join(', ')};
                      default: warning
  --format FORMAT     ${formats.slice(0, 7).join(', ')},
                      ${formats.slice(7).join(', ')}; default: pretty on a terminal, else text

examples:
  uapidoc review origin..topic
  uapidoc review - < patch.eml
  uapidoc review outgoing
  uapidoc review v2.mbox --format json
  uapidoc review v2.mbox --tree ~/linux --renumber outgoing

Exit status: 0 nothing at or above --fail-on, 1 something, 2 bad input or usage,
and then nothing was written.
With --format b4, 0 in either case. uapidoc.config.json gives the defaults.
`

/** A range says itself what it is on top of. */
async function openReviewTree(options: ReviewCommandOptions, {directory}: World): Promise<Tree | undefined> {
  const spec = options.tree ?? options.files.flatMap((word) => rangeOf(word, directory)?.base ?? [])[0]
  if (spec === undefined) return undefined
  const {openTree} = await import('../tree/index.ts')
  return (await openTree(spec, directory)).tree
}

async function renumber(options: ReviewCommandOptions, target: string, world: World): Promise<0> {
  const {refuseOldMails, writeMailFiles} = await import('./mail-directory.ts')
  const {renumberSeries} = await import('./review-renumber.ts')
  if (!options.force) refuseOldMails(target, '--force')
  const tree = await openReviewTree(options, world)
  if (!tree) throw new InputError('Unexpected `--renumber` without a tree, expected --tree DIR|REV')
  const files = mailFilesOf(options.files, world.directory)
  const pending = await mailsOf(options.pending, world.directory)
  const {mails, remarks} = await renumberSeries(files, tree, pending)
  for (const remark of remarks) say(world, remark)
  writeMailFiles(target, mails)
  for (const {name} of mails) say(world, `${join(target, name)}: written`)
  return 0
}

async function linksFor({format}: ReviewCommandOptions, {environment}: World): Promise<LinkOf | undefined> {
  const file = environment.B4_TRACKING_FILE
  if (format !== 'b4' || !file) return undefined
  return (await import('./b4-tracking.ts')).trackedLinks(file)
}

/** Formats that other programs define have no room for it: there it is one line on stderr. */
const withoutLedger: ReadonlySet<string> = new Set(['sarif', 'github', 'rdjsonl', 'b4'])

async function readLedger(stored: readonly StoredMail[], options: ReviewCommandOptions, world: World) {
  if (options.thread.length === 0) return undefined
  const {ledgerOf} = await import('./review-thread.ts')
  const ledger = ledgerOf(await readAll(stored), await mailsOf(options.thread, world.directory))
  if (withoutLedger.has(options.format)) say(world, ledgerTitle(ledger))
  return ledger
}

export const review: Command = {
  help,
  async run(words, world) {
    const options = await reviewOptions(words, world)
    if (options.renumber !== undefined) return await renumber(options, options.renumber, world)
    const mails = await storedMailsOf(options.files, world.directory)
    if (mails.length === 0)
      throw new InputError(`${options.files.join(' ')}: Unexpected lack of mails, expected at least one`)
    const tree = await openReviewTree(options, world)
    const result = await reviewMails(mails, {
      rules: options.rules,
      fuzz: options.fuzz,
      pending: await mailsOf(options.pending, world.directory),
      ...(tree && {tree}),
    })
    for (const remark of result.remarks) say(world, remark)
    const ledger = await readLedger(mails, options, world)
    const findings = withSeverities(result.findings, options.severityOf)
    const reporter = await loadReporter(options.format)
    const linkOf = await linksFor(options, world)
    world.stdout.write(
      reporter(
        {
          findings,
          linesOf: result.linesOf,
          rules: options.asked,
          version: world.version,
          ...(linkOf && {linkOf}),
          ...(ledger && {ledger}),
        },
        appearanceOf(world),
      ),
    )
    return options.failOn !== 'never' && fails(findings, options.failOn) ? 1 : 0
  },
}
