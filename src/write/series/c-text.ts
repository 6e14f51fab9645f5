/** A header as its text and its tree of C, with the definitions that edits are made beside. */

import type {CompositeType, Field} from '../../model/index.ts'
import {
  type CFile,
  type CompositeSpecifier,
  chosenItems,
  compositeOf,
  type Declaration,
  type Define,
  definitions,
  parseC,
} from '../../read/c/index.ts'

export class CText {
  readonly file: string
  readonly text: string
  readonly tree: CFile
  readonly #structs = new Map<string, CompositeSpecifier>()
  readonly #defines = new Map<string, Define>()

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
    this.tree = parseC(text, file)
    for (const found of definitions(this.tree.items)) {
      if (found.kind === 'define') this.#defines.set(found.define.name.text, found.define)
      else if (found.kind === 'composite' && found.specifier.tag) {
        this.#structs.set(found.specifier.tag.text, found.specifier)
      }
    }
  }

  /** The struct of this tag, with its body. */
  struct(tag: string): CompositeSpecifier | undefined {
    return this.#structs.get(tag)
  }

  define(name: string): Define | undefined {
    return this.#defines.get(name)
  }

  typeOf(specifier: CompositeSpecifier): CompositeType {
    return compositeOf(specifier, this.tree)
  }
}

/** Parses each file once; `undefined` where there is none. */
export function cTexts(read: (file: string) => string | undefined): (file: string) => CText | undefined {
  const known = new Map<string, CText | undefined>()
  return (file) => {
    if (!known.has(file)) {
      const text = read(file)
      known.set(file, text === undefined ? undefined : new CText(file, text))
    }
    return known.get(file)
  }
}

/** The members between a struct's braces, of all branches of conditionals. */
export function declarationsOf({items = []}: CompositeSpecifier): readonly Declaration[] {
  return [...chosenItems(items, () => 'all')].flatMap((item) => (item.kind === 'declaration' ? [item] : []))
}

/** The struct or union that a declaration defines in the place of its type. */
export function bodyOf({specifier}: Declaration): CompositeSpecifier | undefined {
  return 'items' in specifier && specifier.kind !== 'enum' && specifier.items ? specifier : undefined
}

export function declares({declarators}: Declaration, name: string): boolean {
  return declarators.some((declarator) => declarator.name?.text === name)
}

/** The anonymous unions of a struct: `struct kvm_run` has one, with a member for each exit. */
export function anonymousUnionsOf(struct: CompositeSpecifier): readonly CompositeSpecifier[] {
  return declarationsOf(struct).flatMap((declaration) => {
    const body = declaration.declarators.length === 0 ? bodyOf(declaration) : undefined
    return body?.kind === 'union' ? [body] : []
  })
}

/** What lines of C declare that stand between a struct's braces. */
export function fieldsOfText(members: string): readonly Field[] {
  const text = new CText('', `struct ours {\n${members}\n};\n`)
  const specifier = text.struct('ours')
  return (specifier && text.typeOf(specifier).fields) ?? []
}
