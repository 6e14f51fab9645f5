/**
 * `npm run bench:render`: all of `uapidoc render` against sphinx-build reading api.rst alone, on each tree of KERNEL_TREES.
 * Needs a build and sphinx-build (python3-sphinx), which SPHINXBUILD may name as it does for the kernel's own Makefile.
 */

import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {alternate, type CommandLine, peakMemory, printRatio} from './alternate.ts'

const runs = Number(process.argv[2] ?? 5)
const sphinx = process.env.SPHINXBUILD ?? 'sphinx-build'
const series = 'pre-fault-memory'

const trees = (process.env.KERNEL_TREES ?? '').split(':').filter((tree) => tree !== '')
if (trees.length === 0) throw new Error('KERNEL_TREES names no tree')
const directory = mkdtempSync(join(tmpdir(), 'uapidoc-bench-'))
try {
  for (const tree of trees) {
    const source = join(directory, basename(tree))
    mkdirSync(source)
    writeFileSync(join(source, 'conf.py'), "root_doc = 'api'\n")
    copyFileSync(join(tree, 'Documentation/virt/kvm/api.rst'), join(source, 'api.rst'))
    const render: CommandLine = [process.execPath, 'dist/cli.js', 'render', series, '--tree', tree, '--format', 'diff']
    // The dummy builder reads and writes nothing; `-E` forgets what an earlier run has read.
    const build: CommandLine = [sphinx, '-b', 'dummy', '-E', '-Q', source, join(source, 'out')]
    const names = [`uapidoc render ${basename(tree)}`, 'sphinx-build, reading its api.rst'] as const
    const status = printRatio(names, alternate([render, build], runs, [0]), 0.5)
    const peak = peakMemory(render) / 1024
    console.log(`peak ${peak.toFixed(0)} MB, less than 200 MB is wanted`)
    if (status !== 0 || !(peak < 200)) process.exitCode = 1
  }
} finally {
  rmSync(directory, {recursive: true, force: true})
}
