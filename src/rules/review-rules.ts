/**
 * Every rule of a review; a new one is one file and one line here. The order is that of the questions: the first two of a
 * patch are asked.
 */

import {patchAddition} from '../uapi/index.ts'
import {additionRules} from './addition-rules.ts'
import {capabilityMismatch} from './capability-mismatch.ts'
import {constantValue} from './constant-value.ts'
import {findingInSeries, type PatchFinding, type ReviewRule, type SeriesInput} from './define-patch-rule.ts'
import type {RuleInfo, RuleOf} from './define-rule.ts'
import {ioctlParameter} from './ioctl-parameter.ts'
import {listIncomplete} from './list-incomplete.ts'
import {addressKindUndocumented} from './patch/address-kind-undocumented.ts'
import {allocationUnaccounted} from './patch/allocation-unaccounted.ts'
import {answerUndocumented} from './patch/answer-undocumented.ts'
import {architectureName} from './patch/architecture-name.ts'
import {architectureTerm} from './patch/architecture-term.ts'
import {architecturesUntouched} from './patch/architectures-untouched.ts'
import {attributeErrno} from './patch/attribute-errno.ts'
import {attributeUnanswered} from './patch/attribute-unanswered.ts'
import {callWithoutCounterpart} from './patch/call-without-counterpart.ts'
import {capabilityAnswer} from './patch/capability-answer.ts'
import {capabilityArguments} from './patch/capability-arguments.ts'
import {capabilityBasic} from './patch/capability-basic.ts'
import {capabilityCondition} from './patch/capability-condition.ts'
import {capabilityLate} from './patch/capability-late.ts'
import {capabilityUnanswered} from './patch/capability-unanswered.ts'
import {constantUndocumented} from './patch/constant-undocumented.ts'
import {copyFromUserScalar} from './patch/copy-from-user-scalar.ts'
import {copyResult} from './patch/copy-result.ts'
import {copyToUserHole} from './patch/copy-to-user-hole.ts'
import {descriptorInherited} from './patch/descriptor-inherited.ts'
import {docFieldKind} from './patch/doc-field-kind.ts'
import {enableCapErrno} from './patch/enable-cap-errno.ts'
import {enumeratorInserted} from './patch/enumerator-inserted.ts'
import {errnoOfFailure} from './patch/errno-of-failure.ts'
import {errnoPermission} from './patch/errno-permission.ts'
import {errnoRawMinusOne} from './patch/errno-raw-minus-one.ts'
import {exitCausesIndistinct} from './patch/exit-causes-indistinct.ts'
import {exitCondition} from './patch/exit-condition.ts'
import {exitDefaultOn} from './patch/exit-default-on.ts'
import {exitPayload} from './patch/exit-payload.ts'
import {exitReturnsErrno} from './patch/exit-returns-errno.ts'
import {exitWithoutHandling} from './patch/exit-without-handling.ts'
import {faultCalledError} from './patch/fault-called-error.ts'
import {fileRemoved} from './patch/file-removed.ts'
import {firstPerson} from './patch/first-person.ts'
import {flagShift} from './patch/flag-shift.ts'
import {flagTaken} from './patch/flag-taken.ts'
import {flagsUnchecked} from './patch/flags-unchecked.ts'
import {interfaceUndocumented} from './patch/interface-undocumented.ts'
import {ioctlCaseResult} from './patch/ioctl-case-result.ts'
import {ioctlDefaultErrno} from './patch/ioctl-default-errno.ts'
import {ioctlType} from './patch/ioctl-type.ts'
import {kernelInternals} from './patch/kernel-internals.ts'
import {kernelTypeInDoc} from './patch/kernel-type-in-doc.ts'
import {lockLeftHeld} from './patch/lock-left-held.ts'
import {memberAmbiguous} from './patch/member-ambiguous.ts'
import {memberUndocumented} from './patch/member-undocumented.ts'
import {memdupUser} from './patch/memdup-user.ts'
import {messageNames} from './patch/message-names.ts'
import {missingUserspaceUser} from './patch/missing-userspace-user.ts'
import {moduleParameter} from './patch/module-parameter.ts'
import {nameArchitecture} from './patch/name-architecture.ts'
import {nameMisspelled} from './patch/name-misspelled.ts'
import {paddingReused} from './patch/padding-reused.ts'
import {parameterDirection} from './patch/parameter-direction.ts'
import {placeholderLeft} from './patch/placeholder-left.ts'
import {preconditionUndocumented} from './patch/precondition-undocumented.ts'
import {preferEnableCap} from './patch/prefer-enable-cap.ts'
import {proseLineLength} from './patch/prose-line-length.ts'
import {reservedUndocumented} from './patch/reserved-undocumented.ts'
import {returnsWithoutErrno} from './patch/returns-without-errno.ts'
import {rstMarkup} from './patch/rst-markup.ts'
import {sectionChapter} from './patch/section-chapter.ts'
import {sectionContradicted} from './patch/section-contradicted.ts'
import {sectionFields} from './patch/section-fields.ts'
import {sectionSequence} from './patch/section-sequence.ts'
import {structSingleField} from './patch/struct-single-field.ts'
import {structSize} from './patch/struct-size.ts'
import {toolsInclude} from './patch/tools-include.ts'
import {uapiChanged} from './patch/uapi-changed.ts'
import {uapiMacro} from './patch/uapi-macro.ts'
import {uapiName} from './patch/uapi-name.ts'
import {uapiUnused} from './patch/uapi-unused.ts'
import {unitsUndocumented} from './patch/units-undocumented.ts'
import {userPointerCast} from './patch/user-pointer-cast.ts'
import {userValueUnchecked} from './patch/user-value-unchecked.ts'
import {vagueWording} from './patch/vague-wording.ts'
import {valuesUndocumented} from './patch/values-undocumented.ts'
import {vmmNamed} from './patch/vmm-named.ts'
import {whitespaceOnlyChange} from './patch/whitespace-only-change.ts'
import {zeroLengthArray} from './patch/zero-length-array.ts'
import {structFieldMissing} from './struct-field-missing.ts'
import {structFieldName} from './struct-field-name.ts'
import {structFieldOrder} from './struct-field-order.ts'
import {structFieldType} from './struct-field-type.ts'
import {structFieldUnknown} from './struct-field-unknown.ts'
import {structMemberMention} from './struct-member-mention.ts'
import {tableIncomplete} from './table-incomplete.ts'

export const reviewRules: readonly ReviewRule[] = [
  exitCausesIndistinct,
  structSingleField,
  addressKindUndocumented,
  returnsWithoutErrno,
  kernelTypeInDoc,
  uapiChanged,
  fileRemoved,
  enumeratorInserted,
  paddingReused,
  errnoRawMinusOne,
  exitReturnsErrno,
  ioctlDefaultErrno,
  ioctlCaseResult,
  ioctlType,
  nameMisspelled,
  copyFromUserScalar,
  copyToUserHole,
  copyResult,
  errnoOfFailure,
  errnoPermission,
  attributeErrno,
  attributeUnanswered,
  preferEnableCap,
  flagsUnchecked,
  userValueUnchecked,
  userPointerCast,
  lockLeftHeld,
  memdupUser,
  structSize,
  flagTaken,
  flagShift,
  uapiName,
  capabilityArguments,
  capabilityUnanswered,
  capabilityCondition,
  capabilityAnswer,
  capabilityLate,
  allocationUnaccounted,
  exitPayload,
  exitDefaultOn,
  exitCondition,
  exitWithoutHandling,
  faultCalledError,
  unitsUndocumented,
  reservedUndocumented,
  descriptorInherited,
  docFieldKind,
  zeroLengthArray,
  uapiMacro,
  kernelInternals,
  architectureTerm,
  vmmNamed,
  rstMarkup,
  memberUndocumented,
  constantUndocumented,
  placeholderLeft,
  firstPerson,
  preconditionUndocumented,
  vagueWording,
  answerUndocumented,
  sectionChapter,
  messageNames,
  sectionContradicted,
  sectionSequence,
  valuesUndocumented,
  enableCapErrno,
  proseLineLength,
  architectureName,
  callWithoutCounterpart,
  memberAmbiguous,
  sectionFields,
  capabilityBasic,
  parameterDirection,
  architecturesUntouched,
  interfaceUndocumented,
  moduleParameter,
  uapiUnused,
  nameArchitecture,
  whitespaceOnlyChange,
  toolsInclude,
  missingUserspaceUser,
]

/** Both sides of these may be in patches: no tree is needed, nor that the patches apply to it. */
const rulesOfBothSides: readonly RuleOf<'tree'>[] = [
  structFieldMissing,
  structFieldUnknown,
  structFieldName,
  structFieldType,
  structFieldOrder,
  structMemberMention,
  ioctlParameter,
  capabilityMismatch,
  constantValue,
  listIncomplete,
  tableIncomplete,
]

/** Those that are asked where there is no tree. */
export const rulesOfHunks: readonly RuleInfo[] = [...reviewRules, ...additionRules, ...rulesOfBothSides]

/** What the rules find in a series; `only` names the rules to ask, by id. */
export function reviewSeries(series: SeriesInput, only?: ReadonlySet<string>): readonly PatchFinding[] {
  const isAsked = ({id}: RuleInfo): boolean => only?.has(id) ?? true
  const addition = patchAddition(series.patches, series.patched, series.pending)
  const found = [
    ...additionRules.filter(isAsked).flatMap((rule) => rule.run(addition)),
    ...rulesOfBothSides.filter(isAsked).flatMap((rule) => rule.run(addition.own)),
  ]
  return [...reviewHunks(series, only), ...found.flatMap((finding) => findingInSeries(finding, series))]
}

/** More would not be read. */
const mostQuestions = 2

/** What the rules of the scopes `patch` and `series` find. */
export function reviewHunks(series: SeriesInput, only?: ReadonlySet<string>): readonly PatchFinding[] {
  const asked = new Map<unknown, number>()
  return reviewRules
    .filter(({id}) => only?.has(id) ?? true)
    .flatMap((rule) => rule.run(series))
    .filter(({input, finding}) => {
      if (finding.severity !== 'info' || !finding.message.endsWith('?')) return true
      const count = (asked.get(input) ?? 0) + 1
      asked.set(input, count)
      return count <= mostQuestions
    })
}
