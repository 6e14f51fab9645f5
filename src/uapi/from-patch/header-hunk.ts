/** What a hunk of a uapi header shows: definitions, members and ioctl numbers, those in a struct that began above, too. */

import {ioctlMacros} from '../../abi/index.ts'
import type {CompositeType, Direction, Field, Place} from '../../model/index.ts'
import {
  type CFile,
  type CompositeSpecifier,
  chosenItems,
  compositeOf,
  type Declaration,
  definitions,
  evaluate,
  expand,
  fieldsOf,
  Kind,
  type Macro,
  parseC,
  preprocessingTokens,
  rangeText,
  type TokenRange,
  type Tokens,
} from '../../read/c/index.ts'
import type {HunkView} from './hunk-view.ts'

export interface HeaderHunk {
  readonly view: HunkView
  /** Structs and unions with their braces, inner ones too. */
  readonly structs: readonly HunkStruct[]
  /** Every member that stands in the hunk, inner ones too, those of a struct that began above it, too. */
  readonly members: readonly HunkMember[]
  readonly macros: readonly HunkMacro[]
  readonly enumerators: readonly HunkMacro[]
}

export interface HunkStruct {
  /** `struct kvm_memory_attributes`, `memory_fault` where it has no tag but is a member, else its keyword. */
  readonly name: string
  readonly tag: string | undefined
  readonly type: CompositeType
  /** The braces are closed within the hunk. */
  readonly closed: boolean
  /** Of the tag, the member's name or the keyword. */
  readonly place: Place
  /** From the keyword to the closing brace. */
  readonly extent: Place
  /** No other struct of the hunk is around it. */
  readonly outermost: boolean
}

export interface HunkMember {
  readonly field: Field
  /** The name of the innermost struct around it; `undefined` where that began above the hunk. */
  readonly owner: string | undefined
}

export interface HunkMacro {
  readonly name: string
  readonly place: Place
  readonly parameters: readonly string[] | undefined
  /** What it stands for, tokens joined by single blanks where C needs them. */
  readonly body: string
  /** Where literals and macros of the hunk decide it. */
  readonly value: bigint | undefined
  readonly ioctl: HunkIoctl | undefined
}

/** `_IOW(KVMIO, 0xd2, struct kvm_x)`. */
export interface HunkIoctl {
  readonly macro: string
  readonly direction: Direction
  readonly number: number | undefined
  /** As written; `undefined` for `_IO`. */
  readonly argument: string | undefined
}

export function readHeaderHunk(view: HunkView): HeaderHunk {
  const file = parseC(view.text, view.name)
  const found = [...definitions(file.items)]
  const defines = found.flatMap((item) => (item.kind === 'define' ? [item.define] : []))
  const macros = new Map(
    defines.map(({name, parameters, body}): [string, Macro] => [
      name.text,
      {name: name.text, parameters, tokens: file.tokens, body},
    ]),
  )
  const constant = (tokens: Tokens, range: TokenRange): bigint | undefined => valueIn(tokens, range, macros)
  const structs = found.flatMap((item) =>
    item.kind === 'composite' ? [structOf(item.specifier, item.declaration, file, constant)] : [],
  )
  // Structs are in the order of their keywords: one that ends before another has ended is in that one.
  let end = -1
  const outermost = structs.map(({extent}) => {
    const isOuter = extent.endOffset > end
    if (isOuter) end = extent.endOffset
    return isOuter
  })
  const shown = [...chosenItems(file.items, () => 'all')]
  const top = fieldsOf(
    shown.filter((item) => item.kind === 'declaration' && isMember(item)),
    file,
    {constant},
  )
  return {
    view,
    structs: structs.map((struct, index) => ({...struct, outermost: outermost[index] ?? true})),
    members: [
      ...top.map((field) => ({field, owner: undefined})),
      ...structs.flatMap(({name, type}) => (type.fields ?? []).map((field) => ({field, owner: name}))),
    ],
    macros: defines.map(({name, parameters, body}) => ({
      name: name.text,
      place: file.source.place(name.start, name.end),
      parameters,
      body: rangeText(file.tokens, body),
      value: parameters ? undefined : constant(file.tokens, body),
      ioctl: parameters ? undefined : ioctlOf(file, body, constant),
    })),
    enumerators: found.flatMap((item) => {
      if (item.kind !== 'enumerator') return []
      const {name, value} = item.enumerator
      return [
        {
          name: name.text,
          place: file.source.place(name.start, name.end),
          parameters: undefined,
          body: value ? rangeText(file.tokens, value) : '',
          value: value && constant(file.tokens, value),
          ioctl: undefined,
        },
      ]
    }),
  }
}

/** `struct a;` and functions are none; a member is what the hunk shows of a struct that began above it. */
function isMember({specifier, declarators, storage}: Declaration): boolean {
  if (storage !== undefined || declarators.length === 0) return false
  if (declarators.some(({derivations}) => derivations[0]?.kind === 'function')) return false
  return specifier.kind !== 'enum' || declarators.length > 0
}

type Constant = (tokens: Tokens, range: TokenRange) => bigint | undefined

function structOf(
  specifier: CompositeSpecifier,
  {declarators}: Declaration,
  file: CFile,
  constant: Constant,
): Omit<HunkStruct, 'outermost'> {
  const {kind, tag, closed, start, end} = specifier
  const member = declarators[0]?.name
  const name = tag ?? member
  return {
    name: tag ? `${kind} ${tag.text}` : (member?.text ?? kind),
    tag: tag?.text,
    type: compositeOf(specifier, file, {constant}),
    closed,
    place: file.source.place(name?.start ?? start, name?.end ?? start + kind.length),
    extent: file.source.place(start, end),
  }
}

function ioctlOf({tokens}: CFile, body: TokenRange, constant: Constant): HunkIoctl | undefined {
  const list = preprocessingTokens(tokens, body)
  const [name, open] = list
  const direction = name && ioctlMacros.get(name.text)
  if (!direction || open?.kind !== Kind.openParenthesis) return undefined
  const commas: number[] = []
  let depth = 0
  for (let index = body.from + 1; index < body.to; index++) {
    const kind = tokens.kinds[index]
    if (kind === Kind.openParenthesis) depth++
    if (kind === Kind.closeParenthesis && --depth === 0) {
      commas.push(index)
      break
    }
    if (kind === Kind.comma && depth === 1) commas.push(index)
  }
  const part = (at: number): TokenRange | undefined => {
    const [from, to] = [at === 0 ? body.from + 1 : commas[at - 1], commas[at]]
    return from === undefined || to === undefined ? undefined : {from: from + 1, to}
  }
  const [number, argument] = [part(1), part(2)]
  const value = number && constant(tokens, number)
  return {
    macro: name.text,
    direction,
    number: value === undefined ? undefined : Number(value),
    argument: argument && rangeText(tokens, argument),
  }
}

function valueIn(tokens: Tokens, range: TokenRange, macros: ReadonlyMap<string, Macro>): bigint | undefined {
  const list = expand(preprocessingTokens(tokens, range), (name) => macros.get(name))
  return list && evaluate(list, {long: 8})?.value
}
