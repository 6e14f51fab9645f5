/** What a writer can put right: the differences behind the findings about members of structs. */

import type {DocumentedStruct, Finding, Place, Struct} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import type {Difference} from './support/compare-struct.ts'
import {memberSymbol, type StructComparison, structComparisons} from './support/struct-comparisons.ts'

/** A struct of the document that has to change to agree with the header. */
export interface RegenerableStruct {
  readonly document: DocumentedStruct
  readonly header: Struct
  readonly differences: readonly RegenerableDifference[]
}

export interface RegenerableDifference {
  readonly difference: Difference
  readonly finding: Finding
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
    findings.map((finding) => [keyOf(finding.rule, finding.symbol, finding.related[0]?.place), finding]),
  )
  return structComparisons(input).flatMap((comparison) => {
    const {document, header} = comparison
    const differences = comparison.differences.flatMap((difference) => {
      const finding = byKey.get(differenceKey(comparison, difference))
      return finding ? [{difference, finding}] : []
    })
    return differences.length > 0 ? [{document, header, differences}] : []
  })
}

function differenceKey(comparison: StructComparison, difference: Difference): string {
  const place = difference.kind === 'unknown' ? comparison.header.place : difference.header.place
  return keyOf(ruleOf[difference.kind], memberSymbol(comparison, difference.path), place)
}

function keyOf(rule: string, symbol: string, place: Place | undefined): string {
  return `${rule} ${symbol} ${place?.file}:${place?.offset}`
}
