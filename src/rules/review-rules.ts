/**
 * Every rule of a review; a new one is one file and one line here. The order is that of the questions: the first two of a
 * patch are asked.
 */

import type {PatchFinding, ReviewRule, SeriesInput} from './define-patch-rule.ts'
import {addressKindUndocumented} from './patch/address-kind-undocumented.ts'
import {archTermInGenericDoc} from './patch/arch-term-in-generic-doc.ts'
import {architecturesUntouched} from './patch/architectures-untouched.ts'
import {capabilityArguments} from './patch/capability-arguments.ts'
import {capabilityNotChecked} from './patch/capability-not-checked.ts'
import {capabilityUnanswered} from './patch/capability-unanswered.ts'
import {copyFromUserScalar} from './patch/copy-from-user-scalar.ts'
import {docFieldKind} from './patch/doc-field-kind.ts'
import {enableCapIdle} from './patch/enable-cap-idle.ts'
import {errnoRawMinusOne} from './patch/errno-raw-minus-one.ts'
import {exitCausesIndistinct} from './patch/exit-causes-indistinct.ts'
import {exitDefaultOn} from './patch/exit-default-on.ts'
import {exitFlagsUnset} from './patch/exit-flags-unset.ts'
import {exitReturnsErrno} from './patch/exit-returns-errno.ts'
import {exitWithoutCondition} from './patch/exit-without-condition.ts'
import {exitWithoutHandling} from './patch/exit-without-handling.ts'
import {flagsUnchecked} from './patch/flags-unchecked.ts'
import {interfaceUndocumented} from './patch/interface-undocumented.ts'
import {ioctlArgumentDirection} from './patch/ioctl-argument-direction.ts'
import {ioctlType} from './patch/ioctl-type.ts'
import {kernelTypeInDoc} from './patch/kernel-type-in-doc.ts'
import {missingUserspaceUser} from './patch/missing-userspace-user.ts'
import {nameMisspelled} from './patch/name-misspelled.ts'
import {parameterDirection} from './patch/parameter-direction.ts'
import {patchFaultCalledError} from './patch/patch-fault-called-error.ts'
import {patchLockAroundScalar} from './patch/patch-lock-around-scalar.ts'
import {patchNumberTaken} from './patch/patch-number-taken.ts'
import {patchReturnsWithoutErrno} from './patch/patch-returns-without-errno.ts'
import {patchUapiType} from './patch/patch-uapi-type.ts'
import {patchUnitsUndocumented} from './patch/patch-units-undocumented.ts'
import {preferEnableCap} from './patch/prefer-enable-cap.ts'
import {reservedUndocumented} from './patch/reserved-undocumented.ts'
import {rstMarkup} from './patch/rst-markup.ts'
import {structDocumentMismatch} from './patch/struct-document-mismatch.ts'
import {structNotExtensible} from './patch/struct-not-extensible.ts'
import {structPadding} from './patch/struct-padding.ts'
import {structSingleField} from './patch/struct-single-field.ts'
import {toolsInclude} from './patch/tools-include.ts'
import {uapiChanged} from './patch/uapi-changed.ts'
import {uapiMacro} from './patch/uapi-macro.ts'
import {userspaceDocJargon} from './patch/userspace-doc-jargon.ts'
import {vmmNamed} from './patch/vmm-named.ts'
import {whitespaceOnlyChange} from './patch/whitespace-only-change.ts'
import {zeroLengthArray} from './patch/zero-length-array.ts'

export const reviewRules: readonly ReviewRule[] = [
  exitCausesIndistinct,
  structSingleField,
  addressKindUndocumented,
  patchReturnsWithoutErrno,
  kernelTypeInDoc,
  uapiChanged,
  patchNumberTaken,
  errnoRawMinusOne,
  exitReturnsErrno,
  ioctlType,
  parameterDirection,
  nameMisspelled,
  ioctlArgumentDirection,
  copyFromUserScalar,
  preferEnableCap,
  structNotExtensible,
  flagsUnchecked,
  structDocumentMismatch,
  enableCapIdle,
  capabilityArguments,
  capabilityNotChecked,
  capabilityUnanswered,
  exitDefaultOn,
  patchLockAroundScalar,
  exitWithoutCondition,
  exitWithoutHandling,
  exitFlagsUnset,
  patchFaultCalledError,
  patchUnitsUndocumented,
  reservedUndocumented,
  docFieldKind,
  zeroLengthArray,
  patchUapiType,
  structPadding,
  uapiMacro,
  userspaceDocJargon,
  archTermInGenericDoc,
  vmmNamed,
  rstMarkup,
  architecturesUntouched,
  interfaceUndocumented,
  whitespaceOnlyChange,
  toolsInclude,
  missingUserspaceUser,
]

/** More would not be read. */
const mostQuestions = 2

/** What the rules find in a series; `only` names the rules to ask, by id. */
export function reviewSeries(series: SeriesInput, only?: ReadonlySet<string>): readonly PatchFinding[] {
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
