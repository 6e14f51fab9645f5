/** How much of the real files our reader of C skips: nothing of the headers, of api.rst only what is no C. */

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {architectures} from '../../src/model/index.ts'
import {type CFile, parseC, parseFragments, type Slice, SourceText} from '../../src/read/c/index.ts'
import {type Node, parseRst} from '../../src/read/rst/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {readHeaders} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'

const lengthOf = (slices: readonly Slice[]): number => slices.reduce((sum, {start, end}) => sum + end - start, 0)

describe.each(kernelTrees())('$name', ({name, directory}) => {
  const tree = directoryTree(directory)

  test('headers', {timeout: 60_000}, () => {
    const machines = new Set(tree.list('arch').map((path) => path.split('/')[1]))
    const files = ['include/uapi', ...[...machines].map((machine) => `arch/${machine}/include/uapi`)]
      .flatMap((below) => tree.list(below))
      .filter((path) => path.endsWith('.h'))
      .map((path) => parseC(readFileSync(join(directory, path), 'utf8'), path))
    const characters = files.reduce((sum, {source}) => sum + source.text.length, 0)
    const unread = files.flatMap(unreadOf)
    console.log(`${name}: ${unread.length} parts unread in ${files.length} headers, ${characters} characters`)
    expect(unread).toEqual([])
  })

  test('the structs that KVM keeps for itself', () => {
    const files = ['include/linux', ...architectures.map((architecture) => `arch/${architecture}/include/asm`)]
      .map((directory) => `${directory}/kvm_host.h`)
      .flatMap((path) => {
        const text = tree.read(path)
        return text === undefined ? [] : [parseC(text, path)]
      })
    expect(files.length).toBeGreaterThan(6)
    expect(files.flatMap(unreadOf)).toEqual([])
  })

  test('every document and every source is read, and every part lies in it', {timeout: 120_000}, () => {
    const documents = tree.list('Documentation').filter((path) => path.endsWith('.rst'))
    const sources = ['arch', 'include', 'virt']
      .flatMap((below) => tree.list(below))
      .filter((path) => /\.[ch]$/.test(path))
    for (const path of [...documents, ...sources]) {
      const text = readFileSync(join(directory, path), 'utf8')
      const file = path.endsWith('.rst')
        ? parseFragments(new SourceText(path, text), literalBlocks(text))
        : parseC(text, path)
      const outside = [...file.items, ...file.unread].filter(
        ({start, end}) => start < 0 || end < start || end > text.length,
      )
      expect([path, outside]).toEqual([path, []])
    }
  })

  test("KVM's headers as each architecture has them", () => {
    for (const [architecture, header] of readHeaders(tree)) {
      expect([architecture, header.problems]).toEqual([architecture, []])
    }
  })

  test("api.rst's blocks", () => {
    const path = 'Documentation/virt/kvm/api.rst'
    const source = new SourceText(path, readFileSync(join(directory, path), 'utf8'))
    const blocks = literalBlocks(source.text)
    const file = parseFragments(source, blocks)
    console.log(
      `${name}: ${lengthOf(file.unread)} of ${lengthOf(blocks)} characters unread in ${blocks.length} blocks:\n` +
        file.unread.map((part) => `  ${firstLine(file, part)}`).join('\n'),
    )
    // A block that begins as C does is C to its end: a type, a keyword, a directive or a comment.
    const isC = (text: string): boolean =>
      /^(?:(?:struct|union|enum|typedef|unsigned|__[us]\d+|void|#define)\b|\/\*)/.test(text)
    expect(file.unread.map((part) => firstLine(file, part)).filter(isC)).toEqual([])
  })
})

function unreadOf(file: CFile): string[] {
  return file.unread.map((part) => `${file.source.file}:${file.source.line(part.start)}: ${part.reason}`)
}

function firstLine({source}: CFile, {start, end}: Slice): string {
  return source.text.slice(start, end).split('\n')[0] ?? ''
}

function literalBlocks(text: string): Slice[] {
  const below = (node: Node): Slice[] => {
    if (node.type === 'literal_block') return [{start: node.position.start.offset, end: node.position.end.offset}]
    return 'children' in node && node.children ? node.children.flatMap(below) : []
  }
  return below(parseRst(text))
}
