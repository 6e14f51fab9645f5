/** `uapidoc check`: the document against the header and the implementation. */

import {fails} from '../findings/index.ts'
import {architectures, failOnLevels} from '../model/index.ts'
import {formats, loadReporter} from '../report/index.ts'
import {rules} from '../rules/index.ts'
import {openTree} from '../tree/index.ts'
import {checkTree} from './check-tree.ts'
import type {Command} from './command.ts'
import {oneOf, parseWords, splitList} from './words.ts'

const help = `usage: uapidoc check [--tree DIR|REV] [options]
`

const options = {
  tree: {type: 'string'},
  doc: {type: 'string'},
  header: {type: 'string'},
  arch: {type: 'string', multiple: true},
  only: {type: 'string', multiple: true},
  'fail-on': {type: 'string'},
  format: {type: 'string'},
} as const

export const check: Command = {
  help,
  async run(words, world) {
    const {values} = parseWords('check', words, options)
    const failOn = oneOf('level', values['fail-on'] ?? 'warning', failOnLevels)
    const format = oneOf('format', values.format ?? 'text', formats)
    const ids = rules.map(({id}) => id)
    const only = splitList(values.only)?.map((id) => oneOf('rule', id, ids))
    const tree = await openTree(values.tree ?? '.', world.directory)
    const {findings, linesOf} = checkTree(tree, {
      document: values.doc ?? 'Documentation/virt/kvm/api.rst',
      header: values.header ?? 'include/uapi/linux/kvm.h',
      architectures: splitList(values.arch)?.map((name) => oneOf('architecture', name, architectures)) ?? architectures,
      only: only && new Set(only),
    })
    const reporter = await loadReporter(format)
    world.stdout.write(
      reporter({findings, linesOf, rules, version: world.version}, {color: false, width: world.stdout.width}),
    )
    return fails(findings, failOn) ? 1 : 0
  },
}
