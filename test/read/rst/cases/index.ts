import type {Case} from './case.ts'
import {directives} from './directives.ts'
import {explicit} from './explicit.ts'
import {inline} from './inline.ts'
import {lists} from './lists.ts'
import {literals} from './literals.ts'
import {sections} from './sections.ts'
import {tables} from './tables.ts'

export type {Case}

/** Every case, by the file that it stands in. */
export const cases: Readonly<Record<string, readonly Case[]>> = {
  sections,
  literals,
  lists,
  tables,
  explicit,
  directives,
  inline,
}
