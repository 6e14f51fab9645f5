/** What a series may hold. The published JSON schema is made from this, too; src/model/series.ts says what all of it means. */

import {
  array,
  email,
  exactOptional,
  type GenericSchema,
  integer,
  is,
  isoTimestamp,
  lazy,
  literal,
  maxValue,
  minLength,
  minValue,
  number,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  union,
  variant,
} from 'valibot'
import {
  architectures,
  type ConstantData,
  type HostMemberData,
  type IoctlData,
  type MemberData,
  type NumberedData,
  privateMeanings,
  reviewCategories,
  type SectionData,
  type Series,
  type SeriesVersion,
  type StructData,
  synchronisations,
  versionStatuses,
} from '../model/index.ts'

const text = pipe(string(), minLength(1))
const matching = (pattern: RegExp, what: string) => pipe(string(), regex(pattern, what))

const identifier = matching(/^[A-Za-z_]\w*$/, 'a C identifier')
const errnoName = matching(/^E[A-Z0-9]+$/, 'the name of an errno')
const messageId = matching(/^[^<>\s@]+@[^<>\s@]+$/, 'a message-id without angle brackets')
const file = matching(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\]+$/, 'a path inside the tree')
const memberPath = matching(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, 'a member, `kvm_run.memory_fault.gpa`')
const structName = matching(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/, 'a struct, `kvm_x` or `kvm_run.x`')

const between = (low: number, high: number) => pipe(number(), integer(), minValue(low), maxValue(high))
/** Words and stars: braces and semicolons would make it more than a type. */
const type = matching(/^[A-Za-z_]\w*( [A-Za-z_]\w*)*( \*+)?$/, 'a type of C')
const expression = matching(/^[\w\s()~+*<>|&^-]+$/, 'an expression of C')
const oneLine = matching(/^(?!.*\*\/)[^\r\n]+$/, 'a line without `*/`')

const openOr = (low: number, high: number) => union([between(low, high), literal('open')])

const sectionNumber = strictObject({chapter: between(4, 8), number: openOr(1, 9999)})
const architecturesData = union([literal('all'), pipe(array(picklist(architectures)), minLength(1))])
const errnos = array(strictObject({name: errnoName, condition: text}))

export const sectionSchema: GenericSchema<unknown, SectionData> = variant('kind', [
  strictObject({
    kind: literal('ioctl'),
    name: identifier,
    number: sectionNumber,
    capability: matching(/^(basic|[A-Z]\w*)$/, 'a capability, or `basic`'),
    architectures: architecturesData,
    descriptors: pipe(array(picklist(['system', 'vm', 'vcpu', 'device'])), minLength(1)),
    parameter: exactOptional(
      strictObject({type, name: exactOptional(identifier), direction: picklist(['in', 'out', 'in/out'])}),
    ),
    returns: text,
    errnos,
    prose: text,
  }),
  strictObject({
    kind: literal('capability'),
    name: identifier,
    number: sectionNumber,
    architectures: architecturesData,
    target: exactOptional(picklist(['vm', 'vcpu'])),
    parameters: array(strictObject({name: text, text})),
    returns: text,
    errnos,
    prose: text,
  }),
  strictObject({kind: literal('exit'), name: identifier, member: exactOptional(identifier), prose: text}),
])

const length = exactOptional(union([between(0, 2 ** 31), matching(/^[A-Za-z_]\w*$/, 'a constant, or `flexible`')]))

const members: GenericSchema<unknown, readonly MemberData[]> = pipe(
  array(
    union([
      strictObject({
        name: identifier,
        type,
        length,
        bits: exactOptional(between(1, 64)),
        comment: exactOptional(oneLine),
      }),
      strictObject({
        kind: picklist(['struct', 'union']),
        name: exactOptional(identifier),
        members: lazy(() => members),
        length,
        comment: exactOptional(oneLine),
      }),
    ]),
  ),
  minLength(1),
)

export const structSchema: GenericSchema<unknown, StructData> = strictObject({
  name: structName,
  members,
  comment: exactOptional(oneLine),
  file: exactOptional(file),
})

export const numberedSchema: GenericSchema<unknown, NumberedData> = strictObject({
  name: identifier,
  number: openOr(0, 2 ** 31 - 1),
})

export const ioctlSchema: GenericSchema<unknown, IoctlData> = strictObject({
  name: identifier,
  macro: picklist(['_IO', '_IOR', '_IOW', '_IOWR']),
  number: openOr(0, 255),
  argument: exactOptional(type),
  file: exactOptional(file),
})

export const constantSchema: GenericSchema<unknown, ConstantData> = strictObject({
  name: identifier,
  value: expression,
  role: picklist(['code', 'flag', 'value']),
  member: exactOptional(memberPath),
  file: exactOptional(file),
  meaning: exactOptional(text),
})

const header = strictObject({
  structs: array(structSchema),
  ioctls: array(ioctlSchema),
  capabilities: array(numberedSchema),
  exitReasons: array(numberedSchema),
  constants: array(constantSchema),
})

export const hostMemberSchema: GenericSchema<unknown, HostMemberData> = strictObject({
  struct: identifier,
  name: identifier,
  type,
  file,
  guard: exactOptional(oneLine),
  lock: exactOptional(oneLine),
  synchronisation: exactOptional(picklist(synchronisations)),
  comment: exactOptional(oneLine),
  after: exactOptional(identifier),
})

/** Values of members by name; whether one fits its member is asked later, so that the answer can say which. */
const values = record(identifier, union([pipe(number(), integer(), minValue(0)), identifier]))
const errnoOrIgnored = union([literal('ignored'), errnoName])

const behaviour = strictObject({
  checkExtension: between(0, 2 ** 31 - 1),
  enableCap: variant('effect', [
    strictObject({
      effect: literal('toggle'),
      on: pipe(number(), integer(), minValue(0)),
      off: pipe(number(), integer(), minValue(0)),
      otherArguments: errnoOrIgnored,
      flags: errnoOrIgnored,
    }),
    strictObject({effect: literal('nothing')}),
    strictObject({effect: literal('refused'), errno: errnoName}),
  ]),
  toggleIoctl: exactOptional(strictObject({name: identifier, unsupported: errnoName, badAddress: errnoName})),
  exit: strictObject({
    condition: picklist(['while-enabled', 'always']),
    trigger: picklist(['lookup-failed', 'resolution-failed']),
    errnos: array(errnoName),
    unresolved: errnoName,
    gpa: picklist(['aligned-to-size', 'aligned-to-page']),
    size: picklist(['page', 'mapping']),
    causes: strictObject({missing: values, private: exactOptional(values)}),
    privateMeans: exactOptional(picklist(privateMeanings)),
    unwritten: picklist(['zero', 'stale']),
  }),
  synchronisation: picklist(synchronisations),
  asyncPageFaults: picklist(['off-while-enabled', 'unaffected']),
})

const timestamp = pipe(string(), isoTimestamp('a date, `2023-02-15T01:16:06+00:00`'))

const review = strictObject({
  who: text,
  messageId,
  date: timestamp,
  place: strictObject({patch: between(0, 999), file: exactOptional(file), hunk: exactOptional(text)}),
  category: picklist(reviewCategories),
  what: text,
  resolution: variant('status', [
    strictObject({status: literal('adopted'), how: text}),
    strictObject({status: literal('declined'), why: text}),
    strictObject({status: literal('superseded'), by: messageId, why: text}),
  ]),
})

const version: GenericSchema<unknown, SeriesVersion> = strictObject({
  id: matching(/^[\w.-]+$/, 'letters, digits, `.`, `_` and `-`'),
  status: picklist(versionStatuses),
  summary: text,
  messageId: exactOptional(messageId),
  document: strictObject({sections: array(sectionSchema), structs: exactOptional(array(structSchema))}),
  header,
  host: array(hostMemberSchema),
  behaviour: exactOptional(behaviour),
  claims: array(
    strictObject({
      id: matching(/^[\w.-]+$/, 'letters, digits, `.`, `_` and `-`'),
      sentence: text,
      property: identifier,
    }),
  ),
  reviews: array(review),
})

export const seriesSchema: GenericSchema<unknown, Series> = strictObject({
  // Where the JSON schema is, for editors.
  $schema: exactOptional(text),
  name: matching(/^[a-z0-9][a-z0-9-]*$/, 'lower-case words joined by `-`'),
  subject: text,
  author: strictObject({name: text, email: pipe(string(), email('an address, `a@b.org`'))}),
  date: timestamp,
  summary: text,
  versions: pipe(array(version), minLength(1)),
})

/** Whether a part is as a series has it. */
export function fits<Part>(schema: GenericSchema<unknown, Part>, part: unknown): part is Part {
  return is(schema, part)
}
