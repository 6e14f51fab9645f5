/** Every rule, in the order of the listing; a new rule is one file and one line here. */

import type {Finding} from '../model/index.ts'
import type {Addition, TreeInput} from '../uapi/index.ts'
import {additionDocument} from './addition-document.ts'
import {additionHeader} from './addition-header.ts'
import {additionHost} from './addition-host.ts'
import {architectureTerm} from './architecture-term.ts'
import {architectures} from './architectures.ts'
import {capabilityMismatch} from './capability-mismatch.ts'
import {capabilityTarget} from './capability-target.ts'
import {capabilityUndocumented} from './capability-undocumented.ts'
import {capabilityUnknown} from './capability-unknown.ts'
import {claimMissing} from './claim-missing.ts'
import {constantUnknown} from './constant-unknown.ts'
import {constantValue} from './constant-value.ts'
import type {Rule, RuleInfo, RuleOf, Scope} from './define-rule.ts'
import {enableCap} from './enable-cap.ts'
import {errno} from './errno.ts'
import {errnoUndocumented} from './errno-undocumented.ts'
import {exitCondition} from './exit-condition.ts'
import {exitUndocumented} from './exit-undocumented.ts'
import {exitUnknown} from './exit-unknown.ts'
import {faultCalledError} from './fault-called-error.ts'
import {fieldMalformed} from './field-malformed.ts'
import {fieldMissing} from './field-missing.ts'
import {headerMalformed} from './header-malformed.ts'
import {ioctlDescriptor} from './ioctl-descriptor.ts'
import {ioctlDirection} from './ioctl-direction.ts'
import {ioctlNumberDirection} from './ioctl-number-direction.ts'
import {ioctlParameter} from './ioctl-parameter.ts'
import {ioctlUndocumented} from './ioctl-undocumented.ts'
import {ioctlUnknown} from './ioctl-unknown.ts'
import {kernelInternals} from './kernel-internals.ts'
import {listIncomplete} from './list-incomplete.ts'
import {lockAroundScalar} from './lock-around-scalar.ts'
import {markup} from './markup.ts'
import {memberNeverSet} from './member-never-set.ts'
import {numberTaken} from './number-taken.ts'
import {registerWidth} from './register-width.ts'
import {releasedRules} from './released-rules.ts'
import {returnsWithoutErrno} from './returns-without-errno.ts'
import {reviewRules} from './review-rules.ts'
import {sectionNumber} from './section-number.ts'
import {sectionReference} from './section-reference.ts'
import {sectionTitle} from './section-title.ts'
import {structAbiLayout} from './struct-abi-layout.ts'
import {structFieldMissing} from './struct-field-missing.ts'
import {structFieldName} from './struct-field-name.ts'
import {structFieldOrder} from './struct-field-order.ts'
import {structFieldType} from './struct-field-type.ts'
import {structFieldUnknown} from './struct-field-unknown.ts'
import {structHole} from './struct-hole.ts'
import {structMemberMention} from './struct-member-mention.ts'
import {structUnknown} from './struct-unknown.ts'
import {tableIncomplete} from './table-incomplete.ts'
import {toggleNotObserved} from './toggle-not-observed.ts'
import {uapiNotExtensible} from './uapi-not-extensible.ts'
import {uapiType} from './uapi-type.ts'
import {unitsUndocumented} from './units-undocumented.ts'

export type {PatchFinding, PatchInput, ReviewRule, SeriesInput} from './define-patch-rule.ts'
export type {ReleasedExample, ReleasedFinding, ReleasedRule} from './define-released-rule.ts'
export type {AdditionExample, Messages, Rule, RuleInfo, RuleOf, Scope, TreeExample} from './define-rule.ts'
export {
  type RegenerableDifference,
  type RegenerableStruct,
  regenerableRules,
  regenerableStructs,
} from './regenerable.ts'
export {checkReleased, releasedRules} from './released-rules.ts'
export {reviewRules, reviewSeries} from './review-rules.ts'

export const rules: readonly Rule[] = [
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
  numberTaken,
  structHole,
  structAbiLayout,
  uapiType,
  uapiNotExtensible,
  ioctlNumberDirection,
  returnsWithoutErrno,
  errnoUndocumented,
  enableCap,
  exitCondition,
  memberNeverSet,
  lockAroundScalar,
  toggleNotObserved,
  unitsUndocumented,
  faultCalledError,
  kernelInternals,
  architectureTerm,
  claimMissing,
  additionHeader,
  additionDocument,
  additionHost,
]

/** Those that `check` asks and those that `review` asks, as they are listed. A spread would keep all in every bundle. */
export const listedRules: readonly RuleInfo[] = /* @__PURE__ */ inOneList(rules, releasedRules, reviewRules)

function inOneList(...lists: readonly (readonly RuleInfo[])[]): readonly RuleInfo[] {
  return lists.flat()
}

/** What the rules find in a tree; `only` names the rules to ask, by id. The order is the rules', then the source's. */
export function checkTree(input: TreeInput, only?: ReadonlySet<string>): readonly Finding[] {
  return rulesOf('tree', only).flatMap((rule) => rule.run(input))
}

/** What they find in what is added: by itself, as a tree would be, and by the rules about additions. */
export function checkAddition(addition: Addition, only?: ReadonlySet<string>): readonly Finding[] {
  return [...checkTree(addition.own, only), ...rulesOf('addition', only).flatMap((rule) => rule.run(addition))]
}

function rulesOf<S extends Scope>(scope: S, only: ReadonlySet<string> | undefined): readonly RuleOf<S>[] {
  return rules.filter((rule): rule is RuleOf<S> & Rule => rule.scope === scope && (only?.has(rule.id) ?? true))
}
