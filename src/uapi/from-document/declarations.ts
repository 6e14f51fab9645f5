/** The C in literal blocks: structs that prose splits over several blocks, constants, enumerators. */

import type {Architecture, Constant, DocumentedStruct, LooseMember, Section} from '../../model/index.ts'
import {
  type CFile,
  type CompositeSpecifier,
  commentOf,
  compositeOf,
  type Declaration,
  type Define,
  definitions,
  type EnumSpecifier,
  evaluate,
  expand,
  fieldsOf,
  Kind,
  type Macro,
  parseFragments,
  preprocessingTokens,
  type Slice,
  type SourceText,
  type TokenRange,
  type Tokens,
  type Value,
  valueIn,
} from '../../read/c/index.ts'
import {architecturesOfHeading, parseArchitectures} from './fields.ts'
import type {Passage} from './walk.ts'

export interface Declarations {
  readonly structs: readonly DocumentedStruct[]
  readonly constants: readonly Constant[]
  readonly looseMembers: readonly LooseMember[]
  /** What no declaration could be made of: calls in examples, drawings, prose that is indented. */
  readonly unread: readonly Slice[]
}

/** Languages of `code-block` that hold declarations; a block of `::` has none. */
const languages = new Set([undefined, 'c', 'C', 'none'])

/** The blocks of a numbered section belong together: `struct kvm_run` stands in thirty of them. */
export function declarationsOf(topics: readonly (readonly Passage[])[], source: SourceText): Declarations {
  const files = topics.map((members) => topicCode(members, source)).filter((topic) => topic.slices.length > 0)
  const macros = new Map(files.flatMap(({code}) => defines(code)))
  return {
    structs: files.flatMap((topic) => structsOf(topic, macros)),
    constants: files.flatMap((topic) => constantsOf(topic, macros)),
    looseMembers: files.flatMap((topic) => looseMembersOf(topic, macros)),
    unread: files.flatMap(({code}) => code.unread),
  }
}

interface TopicCode {
  readonly code: CFile
  readonly slices: readonly (Slice & {readonly passage: Passage})[]
}

function topicCode(members: readonly Passage[], source: SourceText): TopicCode {
  const slices = members.flatMap((passage) =>
    passage.literalBlocks
      .filter(({language}) => languages.has(language))
      .map(({position: {start, end}}) => ({start: start.offset, end: end.offset, passage})),
  )
  slices.sort((left, right) => left.start - right.start)
  return {code: parseFragments(source, slices), slices}
}

function structsOf(topic: TopicCode, macros: ReadonlyMap<string, Macro>): DocumentedStruct[] {
  const {code, slices} = topic
  const constant = (tokens: Tokens, range: TokenRange) => constantIn(tokens, range, macros)?.value
  return [...definitions(code.items)].flatMap((found): DocumentedStruct[] => {
    if (found.kind !== 'composite' || !found.specifier.tag) return []
    const {specifier, declaration} = found
    const {tag} = found.specifier
    const passage = slices.findLast(({start}) => start <= specifier.start)?.passage
    const architectures = passage && architecturesOf(declaration, code, passage)
    return [
      {
        name: tag.text,
        place: code.source.place(tag.start, tag.end),
        type: compositeOf(specifier, code, {constant}),
        complete: isComplete(specifier),
        blocks: slices
          .filter(({start, end}) => start < specifier.end && end > specifier.start)
          .map(({start, end}) => code.source.place(start, end)),
        ...(passage?.section && {section: passage.section}),
        ...(architectures && {architectures}),
      },
    ]
  })
}

/** What the comment before the struct says, else the heading, else the field list of the section. */
function architecturesOf(declaration: Declaration, code: CFile, passage: Passage): readonly Architecture[] | undefined {
  const comment = /^.*/.exec(commentOf(code.tokens, declaration) ?? '')?.[0]
  const ofComment = comment === undefined ? undefined : architecturesOfHeading(comment)
  return ofComment ?? passage.architectures ?? fieldArchitectures(passage.numbered ?? passage)
}

function fieldArchitectures({fieldLists, source}: Passage): readonly Architecture[] | undefined {
  for (const {children} of fieldLists) {
    for (const {
      children: [name, body],
    } of children) {
      if (!/^architectures?$/i.test(name.value)) continue
      return parseArchitectures(source.slice(body.position.start.offset, body.position.end.offset))
    }
  }
  return undefined
}

function isComplete({closed, items = []}: CompositeSpecifier): boolean {
  return closed && !items.some(({kind}) => kind === 'elision' || kind === 'split')
}

function constantsOf({code, slices}: TopicCode, macros: ReadonlyMap<string, Macro>): Constant[] {
  const constants: Constant[] = []
  const add = (name: Slice & {readonly text: string}, value: bigint | undefined, form: Constant['form']): void => {
    const section: Section | undefined = slices.findLast(({start}) => start <= name.start)?.passage.section
    constants.push({
      name: name.text,
      place: code.source.place(name.start, name.end),
      form,
      ...(value !== undefined && {value}),
      ...(section && {section}),
    })
  }
  let enumeration: EnumSpecifier | undefined
  let next: bigint | undefined
  for (const found of definitions(code.items)) {
    if (found.kind === 'define' && isValue(found.define)) {
      add(found.define.name, constantIn(code.tokens, found.define.body, macros)?.value, 'define')
    } else if (found.kind === 'enumerator') {
      if (found.enumeration !== enumeration) next = 0n
      enumeration = found.enumeration
      const {value: range, name} = found.enumerator
      if (range) next = constantIn(code.tokens, range, macros)?.value
      add(name, next, 'enumerator')
      if (next !== undefined) next++
    }
  }
  return constants
}

function looseMembersOf({code, slices}: TopicCode, macros: ReadonlyMap<string, Macro>): LooseMember[] {
  const constant = (tokens: Tokens, range: TokenRange) => constantIn(tokens, range, macros)?.value
  return code.items.flatMap((item) => {
    if (item.kind !== 'declaration' || item.specifier.kind === 'name' || item.specifier.kind === 'typeof') return []
    if (item.specifier.tag || item.storage === 'typedef') return []
    const section = slices.findLast(({start}) => start <= item.start)?.passage.section
    const start = code.source.place(item.start, item.start + 1)
    const complete = item.specifier.kind !== 'enum' && isComplete(item.specifier)
    return fieldsOf([item], code, {constant}).flatMap((field) =>
      field.name === undefined ? [] : [{name: field.name, field, start, complete, section}],
    )
  })
}

const isValue = ({parameters, body}: Define): boolean => parameters === undefined && body.to > body.from

function defines(code: CFile): [string, Macro][] {
  return [...definitions(code.items)].flatMap((found): [string, Macro][] => {
    if (found.kind !== 'define') return []
    const {name, parameters, body} = found.define
    return [[name.text, {name: name.text, parameters, tokens: code.tokens, body}]]
  })
}

/** The value of an expression, with the document's own definitions and the kernel's words for a bit. */
function constantIn(tokens: Tokens, range: TokenRange, macros: ReadonlyMap<string, Macro>): Value | undefined {
  const written = preprocessingTokens(tokens, range)
  const list = written.some(({kind}) => kind === Kind.identifier)
    ? expand(written, (name) => macros.get(name))
    : written
  return list && evaluate(list, {long: 8, call: bitOf, typeOf: castOf})
}

function bitOf(
  name: string,
  args: Parameters<NonNullable<Parameters<typeof evaluate>[1]['call']>>[1],
): Value | undefined {
  if (!/^_?_?BIT(?:_?ULL|UL)?$/.test(name)) return undefined
  const [bit] = args
  const value = bit && evaluate(bit, {long: 8})?.value
  return value === undefined || value < 0n || value > 63n ? undefined : valueIn(1n << value, 8, true)
}

const castOf = (name: string) => {
  const match = /^(?:__)?([us])(8|16|32|64)$/.exec(name)
  return match ? {size: Number(match[2]) / 8, unsigned: match[1] === 'u'} : undefined
}
