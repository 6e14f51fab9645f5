/** Which declarations of a document have to change, and how: from disagreements over members to changes of code. */

import type {DocumentedStruct, Field} from '../../model/index.ts'
import type {CompositeSpecifier, Declaration} from '../../read/c/index.ts'
import {blockAt, type Code, definitionAt, type MemberCode, memberCode} from './code.ts'
import type {Disagreement, Level, Missing, Moved, Refusal, Renamed, Retyped, Unknown} from './disagreement.ts'
import {HeaderOrder} from './header-order.ts'

export interface Plan {
  readonly changes: ReadonlyMap<Declaration, DeclarationChange>
  /** What goes before the first member. */
  readonly heads: ReadonlyMap<CompositeSpecifier, readonly Arrival[]>
  readonly refusals: readonly Refusal[]
}

export interface DeclarationChange {
  readonly parent: CompositeSpecifier
  /** By the declarator's index. */
  readonly members: ReadonlyMap<number, MemberChange>
}

export interface MemberChange {
  /** Why it gets another name or type, and which. */
  readonly target: Renamed | Retyped | undefined
  /** Why it goes away; a moved one arrives elsewhere. */
  readonly gone: Unknown | Moved | undefined
  /** What follows it from now on. */
  readonly after: readonly Arrival[]
}

/** A member that is new in a place. */
export interface Arrival {
  readonly disagreement: Missing | Moved
  /** Where the document has it by now. */
  readonly from: MemberCode | undefined
  /** All members of its declaration come along, in their order. */
  readonly whole: boolean
}

interface Draft {
  target: MemberChange['target']
  gone: MemberChange['gone']
  readonly after: Arrival[]
}

export function planChanges(code: Code, struct: DocumentedStruct, disagreements: readonly Disagreement[]): Plan {
  const planner = new Planner(code, struct)
  for (const disagreement of disagreements) {
    if (disagreement.kind === 'unknown' || disagreement.kind === 'order') planner.remove(disagreement)
    else if (disagreement.kind !== 'missing') planner.retarget(disagreement)
  }
  planner.place(disagreements.flatMap((one) => (one.kind === 'missing' || one.kind === 'order' ? [one] : [])))
  planner.removeEmpty()
  return planner
}

class Planner implements Plan {
  readonly changes = new Map<Declaration, {parent: CompositeSpecifier; members: Map<number, Draft>}>()
  readonly heads = new Map<CompositeSpecifier, Arrival[]>()
  readonly refusals: Refusal[] = []
  readonly #code: Code
  readonly #struct: DocumentedStruct
  readonly #orders = new Map<Level, HeaderOrder>()
  /** Members of the header that were placed, with the list that they are in. */
  readonly #placed = new Map<Field, {readonly list: Arrival[]; readonly arrival: Arrival}>()

  constructor(code: Code, struct: DocumentedStruct) {
    this.#code = code
    this.#struct = struct
  }

  remove(disagreement: Unknown | Moved): void {
    const draft = this.#draftOf(disagreement.document)
    if (draft) draft.gone = disagreement
    else this.#refuse(disagreement)
  }

  retarget(disagreement: Renamed | Retyped): void {
    const draft = this.#draftOf(disagreement.document)
    if (draft) draft.target = disagreement
    else this.#refuse(disagreement)
  }

  /** In the header's order, so that each finds its predecessor in its place. */
  place(disagreements: readonly (Missing | Moved)[]): void {
    const indexOf = ({level, header}: Missing | Moved): number => this.#orderOf(level).indexOf(header)
    for (const disagreement of disagreements.toSorted((one, other) => indexOf(one) - indexOf(other))) {
      this.#place(disagreement)
    }
  }

  #place(disagreement: Missing | Moved): void {
    const {level} = disagreement
    const parent = this.#parentOf(level)
    if (!parent) {
      this.#refuse(disagreement)
      return
    }
    if (parent.kind === 'union' && this.#isSpread(parent)) {
      const reason = 'the members of this union stand in a block each, with prose that says what they are'
      this.refusals.push({disagreement, reason})
      return
    }
    // One that came along with the first of its declaration.
    if (this.#placed.has(disagreement.header)) return
    const from = disagreement.kind === 'order' ? memberCode(this.#code, disagreement.document) : undefined
    const headers = from && this.#movesAsOne(level, from)
    const arrival = {disagreement, from, whole: headers !== undefined}
    const {list, index} = this.#positionOf(level, parent, disagreement.header)
    list.splice(index, 0, arrival)
    for (const header of headers ?? [disagreement.header]) this.#placed.set(header, {list, arrival})
  }

  #orderOf(level: Level): HeaderOrder {
    const order = this.#orders.get(level) ?? new HeaderOrder(level)
    this.#orders.set(level, order)
    return order
  }

  /** What the header has for the members of a declaration, where all of them move and it has them in one go. */
  #movesAsOne(level: Level, {declaration}: MemberCode): readonly Field[] | undefined {
    const members = this.changes.get(declaration)?.members ?? new Map<number, Draft>()
    const count = Math.max(1, declaration.declarators.length)
    const headers = Array.from({length: count}, (_, index) => members.get(index)?.gone).flatMap((gone) =>
      gone?.kind === 'order' ? [gone.header] : [],
    )
    return headers.length === count && this.#orderOf(level).areTogether(headers) ? headers : undefined
  }

  /** Braces that nothing is left between go with what stood there, from the innermost outwards. */
  removeEmpty(): void {
    const emptied = [...this.changes.values()].find(({parent}) => this.#ownerOf(parent) && this.#isEmptied(parent))
    if (!emptied) return
    const owner = this.#ownerOf(emptied.parent)
    const gone = [...emptied.members.values()].find((member) => member.gone)?.gone
    for (const declaration of this.#code.body(emptied.parent).declarations) this.changes.delete(declaration)
    if (owner) this.#draft(owner).gone = gone
    this.removeEmpty()
  }

  /** The member that is of the type which is defined between these braces, where it is one member. */
  #ownerOf(parent: CompositeSpecifier): MemberCode | undefined {
    const owners = [...this.#code.members.values()].filter(({declaration}) => declaration.specifier === parent)
    return owners.length === 1 ? owners[0] : undefined
  }

  #isEmptied(parent: CompositeSpecifier): boolean {
    if (this.heads.has(parent)) return false
    return this.#code.body(parent).declarations.every((declaration) => {
      const members = [...(this.changes.get(declaration)?.members.values() ?? [])]
      const count = Math.max(1, declaration.declarators.length)
      return members.length === count && members.every(({gone, after}) => gone && after.length === 0)
    })
  }

  #refuse(disagreement: Disagreement): void {
    this.refusals.push({disagreement, reason: 'the lines of the member were not found'})
  }

  #draftOf(field: Field): Draft | undefined {
    const member = memberCode(this.#code, field)
    return member && this.#draft(member)
  }

  #draft({declaration, index, parent}: MemberCode): Draft {
    const change = this.changes.get(declaration) ?? {parent, members: new Map<number, Draft>()}
    this.changes.set(declaration, change)
    const draft = change.members.get(index) ?? {target: undefined, gone: undefined, after: []}
    change.members.set(index, draft)
    return draft
  }

  /** The braces that a level's members stand between, or will. */
  #parentOf({document}: Level): CompositeSpecifier | undefined {
    const [first] = document
    if (first) return memberCode(this.#code, first)?.parent
    if (document === this.#struct.type.fields) return definitionAt(this.#code, this.#struct.place.offset)
    const owner = ownerOf(document, this.#struct.type.fields ?? [])
    const specifier = owner && memberCode(this.#code, owner)?.declaration.specifier
    return specifier && 'items' in specifier && specifier.kind !== 'enum' ? specifier : undefined
  }

  #isSpread(parent: CompositeSpecifier): boolean {
    const blocks = new Set(this.#code.body(parent).declarations.map(({start}) => blockAt(this.#code, start)))
    return blocks.size > 1
  }

  /** Behind the nearest member before it in the header that the document has, or will have. */
  #positionOf(level: Level, parent: CompositeSpecifier, field: Field): {list: Arrival[]; index: number} {
    const order = this.#orderOf(level)
    for (const before of order.before(field)) {
      const placed = this.#placed.get(before)
      if (placed) return {list: placed.list, index: placed.list.indexOf(placed.arrival) + 1}
      const members = order
        .documented(before)
        .flatMap((document) => this.#memberIn(parent, document) ?? [])
        .filter((member) => this.changes.get(member.declaration)?.members.get(member.index)?.gone === undefined)
        .toSorted((one, other) => one.declaration.start - other.declaration.start || one.index - other.index)
      const last = members.at(-1)
      if (last) return {list: this.#draft(last).after, index: 0}
    }
    const list = this.heads.get(parent) ?? []
    this.heads.set(parent, list)
    return {list, index: 0}
  }

  /** The member between these braces that a field is, or is inside of. */
  #memberIn(parent: CompositeSpecifier, field: Field): MemberCode | undefined {
    const member = memberCode(this.#code, field)
    if (member?.parent === parent) return member
    const {offset} = field.place
    const around = this.#code.body(parent).declarations.find(({start, end}) => start <= offset && offset < end)
    return around && {declaration: around, index: 0, parent}
  }
}

/** The member whose own members a list holds. */
function ownerOf(members: readonly Field[], fields: readonly Field[]): Field | undefined {
  for (const field of fields) {
    if (field.type.kind !== 'struct' && field.type.kind !== 'union') continue
    if (field.type.fields === members) return field
    const inner = ownerOf(members, field.type.fields ?? [])
    if (inner) return inner
  }
  return undefined
}
