/**
 * Items as what they stand for where macros decide: `SOME_MEMBERS(x)` among members, `} SOME_PACKED;`, a type's name that
 * is a macro, declarations with directives in their middle.
 */

import {
  type Declaration,
  type EnumItem,
  expand,
  type Item,
  Kind,
  type MacroLookup,
  namedType,
  type Origin,
  type Piece,
  type PreprocessingToken,
  parseC,
  parseChosen,
  parseEnumerators,
  parseMembers,
  piecesOf,
  type TokenRange,
  writtenTokens,
} from '../../read/c/index.ts'
import {ExpandedText} from './expanded-text.ts'

export type Expanded<Inner = Item> = Origin & {readonly items: readonly Inner[]}

export type Scope = 'file' | 'members'

/** Which pieces hold; also takes note of the directives among them. */
export type ChoosePieces = (pieces: readonly Piece[], origin: Origin) => readonly TokenRange[]

/** `undefined`: the item stands for itself, or for something that no macro tells. */
export function expandItem(
  item: Item,
  origin: Origin,
  scope: Scope,
  lookup: MacroLookup,
  choose: ChoosePieces,
): Expanded | undefined {
  if (item.kind === 'split') {
    const {items, tokens} = parseChosen(origin.tokens, choose(item.pieces, origin), scope)
    return {source: origin.source, tokens, items}
  }
  // What came out of an expansion holds no macro any more.
  if (origin.source instanceof ExpandedText) return undefined
  if (item.kind === 'macro-call') {
    if (!lookup(item.name.text)) return undefined
    return parseExpansion(writtenTokens(origin.tokens, item.tokens), item, origin, scope, lookup)
  }
  if (item.kind !== 'declaration' || !needsExpansion(item, lookup)) return undefined
  const ranges = activeRanges(item.tokens, origin, choose)
  const written = ranges.flatMap((range) => writtenTokens(origin.tokens, range))
  return parseExpansion(written, item, origin, scope, lookup)
}

function needsExpansion({specifier, declarators, macros}: Declaration, lookup: MacroLookup): boolean {
  if (macros.some(lookup)) return true
  if (specifier.kind === 'name') {
    // `__aligned_u64` is a macro of linux/types.h and a type to us.
    if (lookup(specifier.name) && namedType(specifier.name).kind === 'typedef') return true
  } else if (specifier.kind !== 'typeof' && specifier.tag && lookup(specifier.tag.text)) return true
  return declarators.some(({name, wrapper}) => {
    const macro = name && lookup(wrapper ?? name.text)
    // A function-like macro is only one where parentheses follow.
    return macro && (wrapper !== undefined || !macro.parameters)
  })
}

/** A declaration's tokens without the directives in it, and without the branches that do not hold. */
function activeRanges(range: TokenRange, origin: Origin, choose: ChoosePieces): readonly TokenRange[] {
  for (let index = range.from; index < range.to; index++) {
    if (origin.tokens.kinds[index] === Kind.directive) return choose(piecesOf(origin.tokens, range), origin)
  }
  return [range]
}

function parseExpansion(
  written: readonly PreprocessingToken[],
  item: {readonly start: number; readonly end: number},
  origin: Origin,
  scope: Scope,
  lookup: MacroLookup,
): Expanded | undefined {
  const list = expand(written, lookup)
  if (!list) return undefined
  const source = new ExpandedText(list, origin.source, item.start, item.end)
  const {items, tokens} = scope === 'file' ? parseC(source.text, source.file) : parseMembers(source)
  return {source, tokens, items}
}

/** The same for what stands in an enum. */
export function expandEnumItem(item: EnumItem, origin: Origin, lookup: MacroLookup): Expanded<EnumItem> | undefined {
  if (origin.source instanceof ExpandedText) return undefined
  if (item.kind !== 'macro-call' && item.kind !== 'enumerator') return undefined
  const macro = lookup(item.name.text)
  if (!macro || (item.kind === 'enumerator' && macro.parameters)) return undefined
  const list = expand(writtenTokens(origin.tokens, item.tokens), lookup)
  if (!list) return undefined
  const source = new ExpandedText(list, origin.source, item.start, item.end)
  const {items, tokens} = parseEnumerators(source)
  return {source, tokens, items}
}
