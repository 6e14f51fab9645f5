/** A section of a real document taken apart: what the model has of it, and the prose that is left, as it was given. */

import type {ConstantData, DocumentedErrno, DocumentUapi, StructData} from '../../src/model/index.ts'
import {parseRst, type Section as RstSection} from '../../src/read/rst/index.ts'
import {structFromDocument} from '../../src/series/index.ts'

export interface SplitSection {
  readonly structs: readonly StructData[]
  readonly constants: readonly ConstantData[]
  /** Of the tables that are taken out. */
  readonly errnos: readonly DocumentedErrno[]
  /** What is left, reStructuredText. */
  readonly prose: string
  /** Blocks of C that are left in the prose, and why. */
  readonly left: readonly string[]
}

/** `text` is a document with one chapter and in it one section. */
export async function splitSection(text: string, document: DocumentUapi): Promise<SplitSection> {
  const structs: StructData[] = []
  const constants: ConstantData[] = []
  const errnos: DocumentedErrno[] = []
  const left: string[] = []
  const prose: string[] = []
  let end = 0
  for (const block of blocksOf(text)) {
    const source = text.slice(block.position.start.offset, block.position.end.offset)
    const inside = ({offset}: {readonly offset: number}): boolean =>
      offset >= block.position.start.offset && offset < block.position.end.offset
    // A bare `::` stands in front of a literal block and is no node.
    const gap = text.slice(end, block.position.start.offset)
    end = block.position.end.offset
    if (block.type === 'title' || block.type === 'field_list') continue
    if (block.type === 'table') {
      const nouns = [...document.ioctls, ...document.capabilities]
      const rows = nouns.flatMap((noun) => noun.errnos.filter(({place}) => inside(place)))
      errnos.push(...rows)
      if (rows.length > 0) continue
    }
    if (block.type === 'literal_block') {
      const struct = await wholeStruct(source, document)
      const defined = wholeDefinitions(source, document)
      if (typeof struct === 'object') structs.push(struct)
      else if (struct !== undefined) left.push(struct)
      constants.push(...defined)
      if (typeof struct === 'object' || defined.length > 0) {
        const last = prose.length - 1
        if (!/^\s*::\s*$/.test(gap)) prose[last] = (prose[last] ?? '').replace(/\s*::$/, ':')
        continue
      }
    }
    prose.push(gap + source)
  }
  return {structs, constants, errnos, prose: prose.join('').trim(), left}
}

function blocksOf(text: string): readonly RstSection['children'][number][] {
  const chapter = parseRst(text).children.find((node) => node.type === 'section')
  const section = chapter?.children.find((node) => node.type === 'section')
  return section?.children ?? []
}

/** A block that is one struct and nothing else; a text says why one that begins so is not. */
async function wholeStruct(source: string, document: DocumentUapi): Promise<StructData | string | undefined> {
  const [, name = ''] = /^\s*struct\s+(\w+)\s*\{/.exec(source) ?? []
  if (name === '') return undefined
  const [struct, second] = document.structs.named(name)
  if (!struct || !/^\s*struct\s+\w+\s*\{[^#]*\}\s*;\s*$/.test(source))
    return `${name}: more than one declaration in a block`
  if (second) return `${name}: shown once an architecture`
  if (/\};[\s\S]*\bstruct\s+\w+\s*\{/.test(source)) return `${name}: more than one declaration in a block`
  if (!struct.complete || struct.blocks.length !== 1) return `${name}: elided, or split over blocks`
  return (
    (await structFromDocument(name, struct.type.fields ?? [])) ??
    `${name}: members with bodies, without names or of bits`
  )
}

function wholeDefinitions(source: string, document: DocumentUapi): readonly ConstantData[] {
  const lines = source.split('\n').filter((line) => line.trim() !== '')
  const names = lines.map((line) => /^\s*#define\s+(\w+)\s+\S/.exec(line)?.[1])
  const found = names.map((name) => (name === undefined ? undefined : document.constants.named(name)[0]))
  if (found.some((constant) => constant?.value === undefined)) return []
  return found.flatMap((constant) =>
    constant?.value === undefined ? [] : [{name: constant.name, value: String(constant.value), role: 'value' as const}],
  )
}
