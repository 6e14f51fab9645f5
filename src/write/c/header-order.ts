/** The header's members between one pair of braces, in their order, with what the document has for each. */

import type {Field} from '../../model/index.ts'
import type {Level} from './disagreement.ts'

export class HeaderOrder {
  readonly #fields: readonly Field[]
  readonly #indexes: ReadonlyMap<Field, number>
  readonly #documented = new Map<Field, Field[]>()

  constructor({header, pairs}: Level) {
    this.#fields = header
    const indexes = new Map(header.map((field, index) => [field, index]))
    this.#indexes = indexes
    const holders = new Map(header.flatMap((field) => anonymousMembers(field).map((member) => [member, field])))
    for (const pair of pairs) {
      const field = indexes.has(pair.header) ? pair.header : holders.get(pair.header)
      const documented = field && this.#documented.get(field)
      if (documented) documented.push(pair.document)
      else if (field) this.#documented.set(field, [pair.document])
    }
  }

  indexOf(field: Field): number {
    return this.#indexes.get(field) ?? -1
  }

  /** The nearest first. */
  *before(field: Field): Iterable<Field> {
    for (let index = this.indexOf(field) - 1; index >= 0; index--) yield this.#fields[index] as Field
  }

  /** The document's members for one of the header; of an anonymous struct or union, it may show the members alone. */
  documented(field: Field): readonly Field[] {
    return this.#documented.get(field) ?? []
  }

  /** Whether the header has these in this order and nothing between them. */
  areTogether(fields: readonly Field[]): boolean {
    const first = fields[0] ? this.indexOf(fields[0]) : -1
    return first !== -1 && fields.every((field, index) => this.indexOf(field) === first + index)
  }
}

/** Those of anonymous ones inside of it included. */
function anonymousMembers({name, type}: Field): readonly Field[] {
  if (name !== undefined || (type.kind !== 'struct' && type.kind !== 'union')) return []
  return (type.fields ?? []).flatMap((member) => [member, ...anonymousMembers(member)])
}
