/** Whether a header's data is C that can be: types that are types, members and names once, values that fit. */

import {abiOf, integerExtent} from '../abi/index.ts'
import type {ConstantData, HeaderData, MemberData, PlainMemberData, StructData} from '../model/index.ts'
import {canonicalInteger} from '../read/c/index.ts'
import {memberDataAt, memberNames} from '../uapi/index.ts'
import {oneOf, problem, repeated, type SeriesProblem} from './problem.ts'

/** The value of a C expression in the header's terms. */
export type Evaluate = (expression: string) => bigint | undefined

export function headerProblems(header: HeaderData, path: string, evaluate: Evaluate): readonly SeriesProblem[] {
  const {structs, ioctls, capabilities, exitReasons, constants} = header
  return [
    ...structProblems(structs, `${path}.structs`, constants),
    ...repeated(ioctls, `${path}.ioctls`, ({name}) => name),
    ...repeated(capabilities, `${path}.capabilities`, ({name}) => name),
    ...repeated(capabilities, `${path}.capabilities`, ({number}) => numberText(number)),
    ...repeated(exitReasons, `${path}.exitReasons`, ({name}) => name),
    ...repeated(exitReasons, `${path}.exitReasons`, ({number}) => numberText(number)),
    ...ioctls.flatMap(({macro, argument}, index) => argumentProblems(macro, argument, `${path}.ioctls.${index}`)),
    ...repeated(constants, `${path}.constants`, ({name}) => name),
    ...constants.flatMap((constant, index) =>
      constantProblems(constant, `${path}.constants.${index}`, structs, evaluate),
    ),
    ...repeated(constants, `${path}.constants`, (constant) => codeText(constant, evaluate)),
  ]
}

function numberText(number: number | 'open'): string | undefined {
  return number === 'open' ? undefined : String(number)
}

function argumentProblems(macro: string, argument: string | undefined, path: string): readonly SeriesProblem[] {
  if (macro === '_IO' && argument !== undefined) {
    return [problem(`${path}.argument`, `Unexpected \`${argument}\`, expected no argument with \`_IO\``)]
  }
  if (macro === '_IO' || argument !== undefined) return []
  return [problem(`${path}.argument`, `Unexpected absence, expected the type that \`${macro}\` takes`)]
}

export function structProblems(
  structs: readonly StructData[],
  path: string,
  constants: readonly ConstantData[],
): readonly SeriesProblem[] {
  return [
    ...repeated(structs, path, ({name}) => name),
    ...structs.flatMap(({members}, index) => membersProblems(members, `${path}.${index}.members`, constants)),
  ]
}

function membersProblems(
  members: readonly MemberData[],
  path: string,
  constants: readonly ConstantData[],
): readonly SeriesProblem[] {
  return [
    ...repeated(members, path, ({name}) => name),
    ...members.flatMap((member, at) => {
      const isLast = at === members.length - 1
      return 'members' in member
        ? membersProblems(member.members, `${path}.${at}.members`, constants)
        : memberProblems(member, `${path}.${at}`, isLast, constants)
    }),
  ]
}

function memberProblems(
  {name, type, length, bits}: PlainMemberData,
  path: string,
  last: boolean,
  constants: readonly ConstantData[],
): readonly SeriesProblem[] {
  const problems: SeriesProblem[] = []
  // Other names may be typedefs of the kernel; these are meant to be integers.
  if (/^_*(?:[us]|le|be)\d+$/.test(type) && canonicalInteger(type) === undefined) {
    problems.push(problem(`${path}.type`, `Unexpected \`${type}\`, expected an integer of 8, 16, 32 or 64 bits`))
  }
  if (bits !== undefined && length !== undefined) {
    problems.push(problem(`${path}.bits`, `Unexpected bits of the array \`${name}\`, expected one or the other`))
  }
  if (length === 'flexible' && !last) {
    problems.push(problem(`${path}.length`, `Unexpected flexible \`${name}\`, expected it to be the last member`))
  }
  if (typeof length === 'string' && length !== 'flexible' && constants.every((constant) => constant.name !== length)) {
    const names = constants.map((constant) => constant.name)
    problems.push(
      problem(`${path}.length`, `Unexpected \`${length}\`, expected \`flexible\`, a number or ${oneOf(names)}`),
    )
  }
  return problems
}

function constantProblems(
  {name, value, role, member}: ConstantData,
  path: string,
  structs: readonly StructData[],
  evaluate: Evaluate,
): readonly SeriesProblem[] {
  const number = evaluate(value)
  if (number === undefined) {
    return [problem(`${path}.value`, `Unexpected \`${value}\`, expected a constant expression of C`)]
  }
  const problems: SeriesProblem[] = []
  if (role === 'flag' && !isSingleBit(number)) {
    problems.push(problem(`${path}.value`, `Unexpected ${number} of the flag \`${name}\`, expected a single bit`))
  }
  if (member !== undefined) problems.push(...fitProblems(number, member, structs, path))
  return problems
}

function isSingleBit(value: bigint): boolean {
  return value > 0n && (value & (value - 1n)) === 0n
}

/** Codes of one member, so that two with one value are found. */
function codeText({role, member, value}: ConstantData, evaluate: Evaluate): string | undefined {
  const number = evaluate(value)
  return role === 'code' && member !== undefined && number !== undefined ? `${member} == ${number}` : undefined
}

function fitProblems(
  value: bigint,
  memberPath: string,
  structs: readonly StructData[],
  path: string,
): readonly SeriesProblem[] {
  const struct = structs.find(({name}) => memberPath.startsWith(`${name}.`))
  if (!struct) {
    const names = structs.map(({name}) => name)
    return [problem(`${path}.member`, `Unexpected \`${memberPath}\`, expected a member of ${oneOf(names)}`)]
  }
  const name = memberPath.slice(struct.name.length + 1)
  const member = memberDataAt(struct.members, name)
  if (!member) return [problem(`${path}.member`, unknownMember(name, struct))]
  const message = misfit(value, member)
  return message === undefined ? [] : [problem(`${path}.value`, message)]
}

export function unknownMember(name: string, {name: struct, members}: StructData): string {
  return `Unexpected member \`${name}\`, expected one of \`${struct}\`: ${memberNames(members)
    .map((member) => `\`${member}\``)
    .join(', ')}`
}

/** Why a member cannot hold a value; `undefined` where it can, or where its type is no plain integer. */
export function misfit(value: bigint, member: MemberData): string | undefined {
  if ('members' in member) return undefined
  const {name, type} = member
  const extent = integerExtent(type, abiOf('x86'))
  if (!extent) return undefined
  const bits = BigInt(member.bits ?? extent.size * 8)
  const signed = /^(?:_*s\d+|int\d+_t|int|long|long long|short|char|signed.*)$/.test(type)
  const [low, high] = signed ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n]
  if (value >= low && value <= high) return undefined
  return `Unexpected ${value}, expected ${low} to ${high}, which the \`${type}\` \`${name}\` can hold`
}
