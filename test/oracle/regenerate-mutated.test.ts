/**
 * Breaks every struct of the real documents, one member each at a time, and has them put right again: a name, a type, a
 * length and a member too many have to come back byte for byte, whatever the block they stand in looks like.
 */

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type Draft, regenerate} from '../../src/commands/regenerate.ts'
import type {DocumentedStruct, Field, Type} from '../../src/model/index.ts'
import {SourceText} from '../../src/read/c/index.ts'
import {checkTree, regenerableRules} from '../../src/rules/index.ts'
import {isPadding} from '../../src/rules/support/compare-struct.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {kvmDocument, readDocument, readTree, type TreeInput} from '../../src/uapi/index.ts'
import {endOfLine} from '../../src/write/c/chunk.ts'
import {Code, type MemberCode, memberCode} from '../../src/write/c/code.ts'
import {removeDeclaration, standsAlone} from '../../src/write/c/remove.ts'
import {applyEdits, areApart, type TextEdit} from '../../src/write/index.ts'
import {kernelTrees} from '../kernel-trees.ts'

const trees = kernelTrees()

const findingsOf = (input: TreeInput) => checkTree(input, regenerableRules)

const inSomeHeader = ({headers}: TreeInput, name: string): boolean =>
  [...headers.values()].some(({structs}) => structs.has(name))

const draftOf = (text: string, input: TreeInput): Draft => ({
  text,
  input: {...input, document: readDocument(text, kvmDocument, {prefix: input.prefix})},
})

interface Member {
  readonly code: Code
  readonly field: Field
  readonly member: MemberCode
}

const isOpen = (type: Type): boolean =>
  type.kind === 'flexible-array' || (type.kind === 'array' && type.length.value === 0)

/**
 * The header has members in an anonymous union that the document shows beside the others, as many of them as it likes and
 * in any order: some breaks are none.
 */
const flattened: ReadonlySet<string> = new Set(['kvm_s390_pv_info'])

/** A break is an edit, or nothing where the member is not such that it can be broken so. */
type Break = (member: Member) => TextEdit | undefined

const breaks: Readonly<Record<string, Break>> = {
  'another name': ({field, member: {declaration, index, parent}}) => {
    const name = declaration.declarators[index]?.name
    // In a union, no neighbour tells which member it was.
    if (!name || isPadding(field.name) || parent.kind === 'union') return undefined
    return {start: name.end, end: name.end, text: '_broken'}
  },
  'another type': ({code, field, member: {declaration}}) => {
    const {specifier} = declaration
    const old = code.source.text.slice(specifier.start, specifier.end)
    if (specifier.kind !== 'name' || !old.startsWith('__') || isPadding(field.name)) return undefined
    return {start: specifier.start, end: specifier.end, text: old === '__u16' ? '__s64' : '__u16'}
  },
  'another length': ({field, member: {declaration, index}}) => {
    const end = declaration.declarators[index]?.end
    // `[0]` comes back as the header's `[]`.
    if (end === undefined || isPadding(field.name) || isOpen(field.type)) return undefined
    return {start: end, end, text: '[97]'}
  },
  'a member too many': ({code, member: {declaration}}) => {
    const chunk = code.chunk(declaration)
    const end = endOfLine(code.source.text, chunk.end)
    return chunk.beginsLine && chunk.endsLine
      ? {start: end, end, text: `\n${chunk.indentation}__u32 broken;`}
      : undefined
  },
  'another order': ({code, member: {declaration, parent}}) => {
    const {text} = code.source
    const next = code.body(parent).next.get(declaration)
    if (!next || parent.kind === 'union') return undefined
    const [one, other] = [code.chunk(declaration), code.chunk(next)]
    // A comment above may be a heading, and then it stays.
    const plain = [one, other].every(({beginsLine, endsLine, before}) => beginsLine && endsLine && before.length === 0)
    if (!plain || text.slice(one.end, other.start) !== '\n') return undefined
    const names = [...declaration.declarators, ...next.declarators].map(({name}) => name?.text)
    if (names.length < 2 || names.some(isPadding)) return undefined
    const swapped = `${text.slice(other.start, other.end)}\n${text.slice(one.start, one.end)}`
    return {start: one.start, end: other.end, text: swapped}
  },
}

/** What cannot come back byte for byte, since its comment is gone. */
const losses: Readonly<Record<string, Break>> = {
  'a member less': ({code, field, member: {declaration, parent}}) => {
    if (isPadding(field.name)) return undefined
    return standsAlone(code, declaration) ? undefined : removeDeclaration(code, declaration, parent)
  },
}

/** Members of a struct, those of inner ones included, that one can point at. */
function membersOf(code: Code, fields: readonly Field[]): readonly Member[] {
  return fields.flatMap((field) => {
    const member = memberCode(code, field)
    const inner = field.type.kind === 'struct' || field.type.kind === 'union' ? (field.type.fields ?? []) : []
    return [...(member && field.name !== undefined ? [{code, field, member}] : []), ...membersOf(code, inner)]
  })
}

/** Each struct's n-th member broken, apart from each other; not all structs have as many. */
function breakAll(source: SourceText, structs: readonly DocumentedStruct[], broken: Break, round: number): TextEdit[] {
  const edits: TextEdit[] = []
  for (const struct of structs) {
    const member = membersOf(new Code(source, struct), struct.type.fields ?? [])[round]
    const edit = member && broken(member)
    if (edit && areApart([...edits, edit]) && !edits.some(({start}) => start === edit.start)) edits.push(edit)
  }
  return edits
}

const rounds = [0, 1, 2, 3, 5, 8]

/** Findings that `--fix` goes by, without places, which shift. */
const symbolsOf = (input: TreeInput): readonly string[] =>
  findingsOf(input)
    .filter(({severity}) => severity !== 'info')
    .map(({rule, symbol}) => `${rule} ${symbol}`)

describe.skipIf(trees.length === 0).each(trees)('$name', ({directory}) => {
  const input = readTree(directoryTree(directory))
  const sound = regenerate(draftOf(readFileSync(join(directory, kvmDocument), 'utf8'), input), findingsOf)
  const structs = sound.input.document.structs.all.filter(({name}) => inSomeHeader(input, name) && !flattened.has(name))

  function restore(broken: Break, round: number): Draft {
    const source = new SourceText(kvmDocument, sound.text)
    const edits = breakAll(source, structs, broken, round)
    const draft = draftOf(applyEdits(sound.text, edits), input)
    // Nearly every break is a finding; one in a union may only be another alternative of it.
    expect(symbolsOf(draft.input).length - symbolsOf(sound.input).length).toBeGreaterThan(edits.length * 0.7)
    return regenerate(draft, findingsOf)
  }

  describe.each(Object.entries(breaks))('%s', (_, broken) => {
    test.each(rounds)('of member %i', (round) => {
      expect(restore(broken, round).text).toBe(sound.text)
    })
  })

  describe.each(Object.entries(losses))('%s', (_, broken) => {
    test.each(rounds)('of member %i', (round) => {
      expect(symbolsOf(restore(broken, round).input)).toEqual(symbolsOf(sound.input))
    })
  })
})
