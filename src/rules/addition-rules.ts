/** The rules about what is added, by a series' data or by patches; a new one is one file and one line here. */

import type {RuleOf} from './define-rule.ts'
import {enableCap} from './enable-cap.ts'
import {errnoUndocumented} from './errno-undocumented.ts'
import {errnoUnreturned} from './errno-unreturned.ts'
import {ioctlArgumentSize} from './ioctl-argument-size.ts'
import {ioctlNumberDirection} from './ioctl-number-direction.ts'
import {lockAroundScalar} from './lock-around-scalar.ts'
import {memberNeverSet} from './member-never-set.ts'
import {numberTaken} from './number-taken.ts'
import {structAbiLayout} from './struct-abi-layout.ts'
import {structHole} from './struct-hole.ts'
import {toggleNotObserved} from './toggle-not-observed.ts'
import {uapiNotExtensible} from './uapi-not-extensible.ts'
import {uapiType} from './uapi-type.ts'

export const additionRules: readonly RuleOf<'addition'>[] = [
  numberTaken,
  structHole,
  structAbiLayout,
  uapiType,
  uapiNotExtensible,
  ioctlNumberDirection,
  ioctlArgumentSize,
  errnoUndocumented,
  errnoUnreturned,
  enableCap,
  memberNeverSet,
  lockAroundScalar,
  toggleNotObserved,
]
