/** Every rule about a tree; a new one is one file and one line here. */

import {architectures} from './architectures.ts'
import {capabilityMismatch} from './capability-mismatch.ts'
import {capabilityTarget} from './capability-target.ts'
import {capabilityUndocumented} from './capability-undocumented.ts'
import {capabilityUnknown} from './capability-unknown.ts'
import {constantUnknown} from './constant-unknown.ts'
import {constantValue} from './constant-value.ts'
import type {RuleOf} from './define-rule.ts'
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
