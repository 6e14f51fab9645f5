/**
 * Which macros are ioctl numbers: those whose body is one `_IO*` call, once the macros in it are expanded.
 *
 * ```text
 *   #define KVM_RUN      _IO(KVMIO, 0x80)
 *   #define DRM_IOWR(nr, type)  _IOWR(DRM_IOCTL_BASE, nr, type)
 *   #define DRM_X        DRM_IOWR(0x01, struct x)
 *   #define KVM_OLD      __KVM_DEPRECATED_VM_R_0x70
 * ```
 */

import {ioctlMacros} from '../../abi/index.ts'
import {
  type Define,
  expand,
  Kind,
  type Macro,
  type PreprocessingToken,
  preprocessingTokens,
  type TokenRange,
  type Tokens,
  tokenText,
} from '../../read/c/index.ts'
import {atEnd} from './macro-table.ts'
import type {IoctlCall} from './nouns.ts'
import type {TranslationUnit} from './translation-unit.ts'
import type {Values} from './values.ts'

export class IoctlCalls {
  readonly #unit: TranslationUnit
  readonly #values: Values
  /** Whether a macro's body leads to an `_IO*` call. */
  readonly #leads = new Map<Macro, boolean>()

  constructor(unit: TranslationUnit, values: Values) {
    this.#unit = unit
    this.#values = values
  }

  /** What a macro's call says; `undefined` where it is no ioctl number. */
  of({parameters, body}: Define, tokens: Tokens): IoctlCall | undefined {
    if (parameters) return undefined
    if (!this.#leadsToCall(tokens, body, 0)) return undefined
    const expanded = expand(preprocessingTokens(tokens, body), this.#values.lookup(atEnd))
    return expanded && readCall(withoutParentheses(expanded))
  }

  #leadsToCall(tokens: Tokens, {from, to}: TokenRange, depth: number): boolean {
    let index = from
    while (index < to && tokens.kinds[index] === Kind.openParenthesis) index++
    if (index === to || tokens.kinds[index] !== Kind.identifier || depth > 20) return false
    const word = tokenText(tokens, index)
    if (ioctlMacros.has(word)) return true
    const macro = this.#unit.macros.at(word, atEnd)
    if (!macro) return false
    const known = this.#leads.get(macro)
    if (known !== undefined) return known
    this.#leads.set(macro, false)
    const leads = this.#leadsToCall(macro.tokens, macro.body, depth + 1)
    this.#leads.set(macro, leads)
    return leads
  }
}

/** `((_IO(1, 2)))` as `_IO(1, 2)`. */
function withoutParentheses(list: readonly PreprocessingToken[]): readonly PreprocessingToken[] {
  let from = 0
  let to = list.length
  while (to - from > 2 && list[from]?.kind === Kind.openParenthesis && list[to - 1]?.kind === Kind.closeParenthesis) {
    from++
    to--
  }
  return list.slice(from, to)
}

function readCall(list: readonly PreprocessingToken[]): IoctlCall | undefined {
  const [name, open, ...rest] = list
  const direction = name && ioctlMacros.get(name.text)
  if (!direction || open?.kind !== Kind.openParenthesis || rest.at(-1)?.kind !== Kind.closeParenthesis) return undefined
  const args: PreprocessingToken[][] = [[]]
  let depth = 0
  for (const token of rest.slice(0, -1)) {
    if (token.kind === Kind.openParenthesis) depth++
    if (token.kind === Kind.closeParenthesis && --depth < 0) return undefined
    if (depth === 0 && token.kind === Kind.comma) args.push([])
    else args.at(-1)?.push(token)
  }
  return {direction, argument: args[2]}
}
