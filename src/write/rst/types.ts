/** The trees that are written: those that the reader gives, or such that are made by hand, without places in a source. */

import type {Node, Position} from '../../read/rst/index.ts'

/** What the reader adds because there is a source, or because it follows from the rest. */
interface Derived {
  root: 'source' | 'messages'
  section: 'name'
  field_name: 'value'
  literal_block: 'indent' | 'offsets'
  directive: 'value'
  inline_target: 'name'
}

type Omitted<Type> = 'position' | 'data' | (Type extends keyof Derived ? Derived[Type] : never)

type TypeOf<Value> = Value extends {type: infer Type} ? Type : never

export type Unplaced<Value> = Value extends readonly unknown[]
  ? {[Index in keyof Value]: Unplaced<Value[Index]>}
  : Value extends object
    ? {[Key in keyof Value as Key extends Omitted<TypeOf<Value>> ? never : Key]: Unplaced<Value[Key]>} & {
        position?: Position
      }
    : Value

export type RstNode = Unplaced<Node>

type Having<Value, Type> = Value extends {type: infer Own} ? (Type extends Own ? Value : never) : never

export type RstOf<Type extends Node['type']> = Having<RstNode, Type>

export type RstBlock = RstOf<'root'>['children'][number]

export type RstInline = RstOf<'paragraph'>['children'][number]

export type RstOption = RstOf<'topic'>['options'][number]
