/** What a writer can put right: the differences behind the findings about members of structs. */

import type {DocumentedStruct, Finding, Place, Struct} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {type Difference, isPadding} from './support/compare-struct.ts'
import {memberSymbol, type StructComparison, structComparisons} from './support/struct-comparisons.ts'

/** A struct of the document that has to change to agree with the header. */
export interface RegenerableStruct {
  readonly document: DocumentedStruct
  readonly header: Struct
  readonly differences: readonly RegenerableDifference[]
}

export interface RegenerableDifference {
  readonly difference: Difference
  /** What was found; `undefined` for spare room that only has to go along with what was. */
  readonly finding: Finding | undefined
}

const ruleOf: Readonly<Record<Difference['kind'], string>> = {
  missing: 'struct-field-missing',
  unknown: 'struct-field-unknown',
  name: 'struct-field-name',
  type: 'struct-field-type',
  order: 'struct-field-order',
}

/** Ids of the rules whose findings `regenerableStructs` takes. */
export const regenerableRules: ReadonlySet<string> = new Set(Object.values(ruleOf))

/** The structs of the document that these findings are about, in its order; no finding, no struct. */
export function regenerableStructs(input: TreeInput, findings: readonly Finding[]): readonly RegenerableStruct[] {
  const byKey = new Map(
    findings
      .filter(({severity}) => severity !== 'info')
      .map((finding) => [keyOf(finding.rule, finding.symbol, finding.place, finding.related[0]?.place), finding]),
  )
  return structComparisons(input).flatMap((comparison) => {
    const {document, header} = comparison
    const found = comparison.differences.map((difference) => {
      return {difference, finding: byKey.get(differenceKey(comparison, difference))}
    })
    const spare = spareRoom(found)
    const differences = found.filter(({difference, finding}) => finding ?? spare.has(difference))
    return differences.length > 0 ? [{document, header, differences}] : []
  })
}

/**
 * Spare room under another name is left alone where nothing else disagrees. But a member that comes may take the room of
 * a `pad`, and then the document's goes, and the header's comes if it has another.
 */
function spareRoom(found: readonly RegenerableDifference[]): ReadonlySet<Difference> {
  const resized = new Set(
    found.flatMap(({difference, finding}) => {
      return finding && difference.kind !== 'name' && difference.kind !== 'order' ? difference.level : []
    }),
  )
  const differences = found.map(({difference}) => difference).filter(({level}) => resized.has(level))
  const going = differences.filter((difference) => difference.kind === 'unknown' && isPadding(difference.document.name))
  const levels = new Set(going.map(({level}) => level))
  const coming = differences.filter(
    (difference) => difference.kind === 'missing' && isPadding(difference.header.name) && levels.has(difference.level),
  )
  return new Set([...going, ...coming])
}

/** The places that the rules report: a member of the document, and what the header has for it. */
function differenceKey(comparison: StructComparison, difference: Difference): string {
  const {document, header} = comparison
  const documented = difference.kind === 'missing' ? (difference.after ?? document) : difference.document
  const defined = difference.kind === 'unknown' ? header : difference.header
  return keyOf(ruleOf[difference.kind], memberSymbol(comparison, difference.path), documented.place, defined.place)
}

/** A struct may stand in a document several times, so its name is not enough. */
function keyOf(rule: string, symbol: string, documented: Place, defined: Place | undefined): string {
  return [rule, symbol, documented.offset, defined?.file, defined?.offset].join(' ')
}
