/** Every rule, in the order of the listing; a new rule is one file and one line here. */

import type {Finding} from '../model/index.ts'
import type {Addition, TreeInput} from '../uapi/index.ts'
import {additionRules} from './addition-rules.ts'
import {architectures} from './architectures.ts'
import {capabilityMismatch} from './capability-mismatch.ts'
import {capabilityTarget} from './capability-target.ts'
import {capabilityUndocumented} from './capability-undocumented.ts'
import {capabilityUnknown} from './capability-unknown.ts'
import {constantUnknown} from './constant-unknown.ts'
import {constantValue} from './constant-value.ts'
import type {RuleInfo, RuleOf} from './define-rule.ts'
import {errno} from './errno.ts'
import {exitUndocumented} from './exit-undocumented.ts'
import {exitUnknown} from './exit-unknown.ts'
import {fieldMalformed} from './field-malformed.ts'
import {fieldMissing} from './field-missing.ts'
import {headerMalformed} from './header-malformed.ts'
import {ioctlDescriptor} from './ioctl-descriptor.ts'
import {ioctlDirection} from './ioctl-direction.ts'
import {ioctlParameter} from './ioctl-parameter.ts'
import {ioctlUndocumented} from './ioctl-undocumented.ts'
import {ioctlUnknown} from './ioctl-unknown.ts'
import {listIncomplete} from './list-incomplete.ts'
import {markup} from './markup.ts'
import {registerWidth} from './register-width.ts'
import {reviewRules} from './review-rules.ts'
import {sectionNumber} from './section-number.ts'
import {sectionReference} from './section-reference.ts'
import {sectionTitle} from './section-title.ts'
import {structFieldMissing} from './struct-field-missing.ts'
import {structFieldName} from './struct-field-name.ts'
import {structFieldOrder} from './struct-field-order.ts'
import {structFieldType} from './struct-field-type.ts'
import {structFieldUnknown} from './struct-field-unknown.ts'
import {structMemberMention} from './struct-member-mention.ts'
import {structUnknown} from './struct-unknown.ts'
import {tableIncomplete} from './table-incomplete.ts'

export {additionRules} from './addition-rules.ts'
export type {PatchFinding, PatchInput, ReviewRule, SeriesInput} from './define-patch-rule.ts'
export type {AdditionExample, Example, FilesExample, Messages, RuleInfo as Rule, RuleOf, Scope} from './define-rule.ts'
export {
  type RegenerableDifference,
  type RegenerableStruct,
  regenerableRules,
  regenerableStructs,
} from './regenerable.ts'
export {reviewHunks, reviewRules, reviewSeries, rulesOfHunks} from './review-rules.ts'

/** Those that `check` asks. */
export const treeRules: readonly RuleOf<'tree'>[] = [
  structUnknown,
  structFieldMissing,
  structFieldUnknown,
  structFieldName,
  structFieldType,
  structFieldOrder,
  structMemberMention,
  ioctlUnknown,
  ioctlUndocumented,
  ioctlParameter,
  ioctlDirection,
  ioctlDescriptor,
  capabilityUnknown,
  capabilityUndocumented,
  capabilityMismatch,
  capabilityTarget,
  exitUnknown,
  exitUndocumented,
  constantUnknown,
  constantValue,
  registerWidth,
  listIncomplete,
  tableIncomplete,
  architectures,
  errno,
  sectionNumber,
  sectionReference,
  sectionTitle,
  fieldMalformed,
  fieldMissing,
  markup,
  headerMalformed,
]

/** All of them, as they are listed. */
export const rules: readonly RuleInfo[] = [...treeRules, ...additionRules, ...reviewRules]

/** What the rules find in a tree; `only` names the rules to ask, by id. The order is the rules', then the source's. */
export function checkTree(input: TreeInput, only?: ReadonlySet<string>): readonly Finding[] {
  return treeRules.filter(({id}) => only?.has(id) ?? true).flatMap((rule) => rule.run(input))
}

/** What they find in what is added: by itself, as a tree would be, and by the rules about additions. */
export function checkAddition(addition: Addition, only?: ReadonlySet<string>): readonly Finding[] {
  const asked = additionRules.filter(({id}) => only?.has(id) ?? true)
  return [...checkTree(addition.own, only), ...asked.flatMap((rule) => rule.run(addition))]
}
