/**
 * `npm run bench:check`: all of `uapidoc check` against docutils doing nothing but parsing api.rst, on each tree of
 * KERNEL_TREES. Needs a build and python3-docutils.
 */

import {basename, join} from 'node:path'
import {alternate, type CommandLine, peakMemory, printRatio} from './alternate.ts'

const runs = Number(process.argv[2] ?? 9)

// Neither transforms nor a writer; messages about Sphinx' own directives are not printed.
const parse = `
import sys
from docutils.frontend import OptionParser
from docutils.parsers.rst import Parser
from docutils.utils import new_document
settings = OptionParser(components=(Parser,)).get_default_values()
settings.report_level = settings.halt_level = 5
text = open(sys.argv[1], encoding='utf-8').read()
Parser().parse(text, new_document(sys.argv[1], settings))
`

const trees = (process.env.KERNEL_TREES ?? '').split(':').filter((tree) => tree !== '')
if (trees.length === 0) throw new Error('KERNEL_TREES names no tree')
for (const tree of trees) {
  const check: CommandLine = [process.execPath, 'dist/cli.js', 'check', '--tree', tree, '--format', 'json']
  const docutils: CommandLine = ['python3', '-W', 'ignore', '-c', parse, join(tree, 'Documentation/virt/kvm/api.rst')]
  const names = [`uapidoc check ${basename(tree)}`, 'docutils, parsing its api.rst'] as const
  // 1 is what a check says of a tree with disagreements.
  const status = printRatio(names, alternate([check, docutils], runs, [0, 1]), 0.8)
  const peak = peakMemory(check) / 1024
  console.log(`peak ${peak.toFixed(0)} MB, at most 150 MB is wanted`)
  if (status !== 0 || !(peak <= 150)) process.exitCode = 1
}
