/** `uapidoc check`: the document against the header and the implementation. */

import {fails, withSeverities} from '../findings/index.ts'
import {architectures, failOnLevels} from '../model/index.ts'
import {formats, loadReporter} from '../report/index.ts'
import {rules} from '../rules/index.ts'
import {shippedSeries} from '../series/index.ts'
import {openTree} from '../tree/index.ts'
import {applyBaseline, rewriteBaseline} from './baseline-file.ts'
import {type CheckOptions, checkOptions} from './check-options.ts'
import {type CheckResult, judge, readInput} from './check-tree.ts'
import {appearanceOf, type Command, say, type World} from './command.ts'

const help = `\
usage: uapidoc check [SERIES[@VERSION]] [--tree DIR|REV] [options]

Compares Documentation/virt/kvm/api.rst with the headers that userspace
compiles against and with the code that serves them, and shows both sides of
what disagrees. With SERIES, it is the data of a series that is checked: its
document against its header and its host code, and all three against the tree
where one is named.

  SERIES              ${shippedSeries.join(', ')},
                      or a file
  --tree DIR|REV      a kernel tree, or a git revision of the repository one
                      stands in, which is read without a checkout; default: .
                      without SERIES, none with it
  --rename OLD=NEW    with SERIES: another name, as \`uapidoc render\` gave it
  --doc FILE          another document than KVM's, relative to the tree
  --header FILE       another header than KVM's, relative to the tree
  --arch NAME,…       only these of ${architectures.slice(0, 5).join(', ')},
                      ${architectures.slice(5).join(', ')}
  --only RULE,…       only these rules, which \`uapidoc explain\` lists
  --fail-on LEVEL     when to exit with 1: ${failOnLevels.join(', ')};
                      default: warning
  --format FORMAT     ${formats.slice(0, 7).join(', ')},
                      ${formats.slice(7).join(', ')};
                      default: pretty on a terminal, else text
  --baseline FILE     known findings: silent, but an error once they are gone
  --update-baseline   write the baseline anew
  --fix               rewrite the structs that disagree out of the header, in
                      place, and show what is left
  --patch DIR         write the same into DIR, as mails for \`git am\`

examples:
  uapidoc check --tree ~/linux
  uapidoc check --tree v6.12 --only struct-field-name
  uapidoc check memory-fault-exits@v1
  uapidoc check memory-fault-exits --tree ~/linux
  uapidoc check --arch arm64,riscv --fail-on error
  uapidoc check --format sarif > uapidoc.sarif
  uapidoc check --baseline known.json --update-baseline
  uapidoc check --only struct-field-type --fix
  uapidoc check --tree v6.12 --patch outgoing
  vim -q <(uapidoc check)

Exit status: 0 nothing at or above --fail-on, 1 something, 2 bad input or usage.
uapidoc.config.json, here or above, gives the defaults.
`

export const check: Command = {
  help,
  async run(words, world) {
    const options = await checkOptions(words, world)
    const {findings: found, linesOf, problems} = await checked(options, world)
    for (const {message} of problems) say(world, message)
    const all = withSeverities(found, options.severityOf)
    // Which entries stand for which architectures is not known, so a narrower run says of none that it is gone.
    const whole = options.architectures.length === architectures.length
    const judged = ({rule}: {readonly rule: string}) => whole && options.rules.has(rule)
    if (options.baseline?.update) {
      rewriteBaseline(all, options.baseline.file, judged, world)
      return problems.length > 0 ? 2 : 0
    }
    const {findings, stale} = options.baseline
      ? applyBaseline(all, options.baseline.file, judged, world)
      : {findings: all, stale: false}
    const reporter = await loadReporter(options.format)
    const asked = rules.filter(({id}) => options.rules.has(id))
    world.stdout.write(reporter({findings, linesOf, rules: asked, version: world.version}, appearanceOf(world)))
    if (problems.length > 0) return 2
    return options.failOn !== 'never' && (stale || fails(findings, options.failOn)) ? 1 : 0
  },
}

/** Throws `InputError`. */
async function checked(options: CheckOptions, world: World): Promise<CheckResult> {
  const {series} = options
  if (series !== undefined) return (await import('./check-series.ts')).checkSeries({...options, series}, world)
  const opened = await openTree(options.tree ?? '.', world.directory)
  const {tree} = opened
  const read = readInput(tree, options)
  const changes = options.fix || options.patch !== undefined
  const input = changes ? await (await import('./fix.ts')).fixTree(opened, read.input, options, world) : read.input
  return judge(tree, {...read, input}, options.rules)
}
