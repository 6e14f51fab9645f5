/** Skeletons of all that two real trees do not describe: our own check and docutils say what becomes of the document. */

import {describe, expect, test} from 'vitest'
import {judge, readInput} from '../../src/commands/check-tree.ts'
import {readSectionTemplates} from '../../src/commands/templates.ts'
import type {Tree} from '../../src/model/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {kvmDocument, kvmHeader, readDocument, type TreeInput} from '../../src/uapi/index.ts'
import {renderSkeleton} from '../../src/write/index.ts'
import {worldWith} from '../commands/world.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {docutilsMessages} from './docutils-messages.ts'

const trees = kernelTrees()
const undocumented = /^(?:ioctl|capability|exit)-undocumented /
const templates = readSectionTemplates(worldWith().world.templates)

/** A tree with a document of its own; the rest is read once. */
class Draft {
  readonly text: string
  readonly #input: TreeInput
  readonly #tree: Tree

  constructor(tree: Tree, input: TreeInput, text: string) {
    this.text = text
    this.#tree = {...tree, read: (path) => (path === kvmDocument ? text : tree.read(path))}
    this.#input = {...input, document: readDocument(text, kvmDocument, {prefix: input.prefix})}
  }

  findings(): ReadonlySet<string> {
    const {findings} = judge(this.#tree, {input: this.#input, problems: []}, undefined)
    return new Set(findings.map(({rule, symbol, fingerprint}) => `${rule} ${symbol} ${fingerprint}`))
  }

  /** The document with the skeleton of a symbol. */
  after(symbol: string): string {
    const target = {input: this.#input, header: kvmHeader, read: this.#tree.read}
    return renderSkeleton(symbol, target, templates)?.change.after ?? ''
  }
}

describe.skipIf(trees.length === 0).each(trees)('$name', ({directory}) => {
  const tree = directoryTree(directory)
  const {input} = readInput(tree, {})
  const real = new Draft(tree, input, tree.read(kvmDocument) ?? '')
  const known = real.findings()
  const symbols = [...known].flatMap((finding) => (undocumented.test(finding) ? [finding.split(' ')[1] ?? ''] : []))
  const newIn = (draft: Draft) => [...draft.findings()].filter((finding) => !known.has(finding))

  test('each takes its finding away, and brings none', {timeout: 300_000}, () => {
    expect(symbols.length).toBeGreaterThan(50)
    for (const symbol of symbols) {
      const draft = new Draft(tree, input, real.after(symbol))
      expect(newIn(draft), symbol).toEqual([])
      const left = [...draft.findings()].filter((finding) => undocumented.test(finding))
      expect(left.map((finding) => finding.split(' ')[1])).not.toContain(symbol)
      expect(() => draft.after(symbol), 'it stands there now').toThrow(/Unexpected description of/)
    }
  })

  test('all of them stand in one document, which docutils reads as it reads the real one', {timeout: 120_000}, () => {
    let draft = real
    for (const symbol of symbols) draft = new Draft(tree, input, draft.after(symbol))
    expect(newIn(draft)).toEqual([])
    expect([...draft.findings()].filter((finding) => undocumented.test(finding))).toEqual([])
    const [before, after] = docutilsMessages([real.text, draft.text])
    expect(after).toEqual(before)
  })
})
