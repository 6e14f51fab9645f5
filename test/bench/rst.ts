/**
 * `npm run bench:rst`: our reader's throughput, warm and with all inline nodes in the tree, against docutils' over every
 * document of each tree of KERNEL_TREES; and what api.rst costs a fresh process. Needs python3-docutils.
 */

import {spawnSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {type Node, parseRst} from '../../src/read/rst/index.ts'

const wanted = 8
const runs = 5

const trees = (process.env.KERNEL_TREES ?? '').split(':').filter((tree) => tree !== '')
if (trees.length === 0) throw new Error('KERNEL_TREES names no tree')

const api = readFileSync(join(trees[0] ?? '', 'Documentation/virt/kvm/api.rst'), 'utf8')
const cold = milliseconds(() => parseRst(api))
console.log(`api.rst, ${kilobytes(api.length)}, in a fresh process: ${cold.toFixed(0)} ms`)

for (const tree of trees) {
  const directory = join(tree, 'Documentation')
  const files = readdirSync(directory, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.rst'))
    .map((file) => join(directory, file))
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  const nodes = texts.reduce((sum, text) => sum + count(parseRst(text)), 0)

  // Taking turns, so that what else the machine does meets both alike; the first round warms and does not count.
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = -1; run < runs; run += 1) {
    const our = milliseconds(() => texts.map((text) => parseRst(text)))
    if (run >= 0) ours.push(our)
    if (run >= 0 && theirs.length < 2) theirs.push(docutils(files))
  }
  const our = median(ours)
  const their = median(theirs)
  const ratio = their / our
  console.log(`${basename(tree)}: ${files.length} documents, ${kilobytes(length)}, ${nodes} nodes`)
  console.log(`  uapidoc/rst ${our.toFixed(0)} ms, ${kilobytes((1000 * length) / our)} a second`)
  console.log(`  docutils ${their.toFixed(0)} ms, ${kilobytes((1000 * length) / their)} a second`)
  console.log(`  ratio ${ratio.toFixed(1)}, at least ${wanted} is wanted`)
  if (!(ratio >= wanted)) process.exitCode = 1
}

/** Parsing alone, in one process: neither starting Python nor writing anything counts. */
function docutils(files: readonly string[]): number {
  const words = ['test/oracle/docutils_trees.py', '--bench']
  const {status, stdout, stderr} = spawnSync('/usr/bin/python3', words, {input: files.join('\n'), encoding: 'utf8'})
  if (status !== 0) throw new Error(`docutils: status ${status}: ${stderr}`)
  return Number(stdout) * 1000
}

function milliseconds(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function count(node: Node): number {
  let sum = 1
  for (const child of 'children' in node ? (node.children ?? []) : []) sum += count(child)
  return sum
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function kilobytes(length: number): string {
  return `${(length / 1000).toFixed(0)} kB`
}
