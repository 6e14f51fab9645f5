/** What the values of directives' options may be. (docutils: `parsers.rst.directives`.) */

/** docutils' objection to a value, which is `undefined` where none is given. */
export type Check = (value: string | undefined) => string | undefined

export type OptionChecks = Readonly<Record<string, Check>>

const missing = 'argument required but none supplied'
const lengthUnits = ['em', 'ex', 'px', 'in', 'cm', 'mm', 'pt', 'pc']

export const text: Check = () => undefined

export const requiredText: Check = (value) => (value === undefined ? missing : undefined)

export const flag: Check = (value) =>
  value === undefined || value.trim() === '' ? undefined : `no argument is allowed; "${value}" supplied`

export const classNames: Check = (value) => {
  if (value === undefined) return missing
  const unusable = value.split(/\s+/).find((name) => name !== '' && !/[a-zA-Z]/.test(name))
  return unusable === undefined ? undefined : `cannot make "${unusable}" into a class name`
}

export const integer: Check = (value) => {
  if (value === undefined)
    return "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"
  return /^\s*[-+]?\d+\s*$/.test(value) ? undefined : `invalid literal for int() with base 10: ${quoted(value)}`
}

export const nonnegativeInteger: Check = (value) => {
  return integer(value) ?? (Number(value) < 0 ? 'negative value; must be positive or zero' : undefined)
}

export const percentage: Check = (value) => nonnegativeInteger(value?.replace(/[ %]+$/, ''))

export const length: Check = (value) => measure(value, lengthUnits, [...lengthUnits, ''])

export const lengthOrPercentage: Check = (value) => measure(value, [...lengthUnits, '%'], [...lengthUnits, '%', ''])

function measure(value: string | undefined, named: readonly string[], allowed: readonly string[]): string | undefined {
  if (value === undefined) return "expected string or bytes-like object, got 'NoneType'"
  const [, number = '', unit = ''] = /^([0-9.]+) *(\S*)$/.exec(value) ?? []
  if (number !== '' && !Number.isNaN(Number(number)) && allowed.includes(unit)) return undefined
  const units = named === lengthUnits ? [...named, ''] : named
  return `not a positive measure of one of the following units:\n${units.map((name) => `"${name}"`).join(' ')}`
}

/** `:widths: 1 2 3`, or one of some words. */
export function widths(...words: readonly string[]): Check {
  return (value) => {
    if (value !== undefined && words.includes(value)) return undefined
    if (value === undefined) return "argument of type 'NoneType' is not iterable"
    const entries = value.includes(',') ? value.split(',') : value.split(/\s+/).filter((entry) => entry !== '')
    for (const entry of entries) {
      const wrong = integer(entry) ?? (Number(entry) < 1 ? 'negative or zero value; must be positive' : undefined)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
}

export function choice(...values: readonly string[]): Check {
  const listed = `${values
    .slice(0, -1)
    .map((value) => `"${value}"`)
    .join(', ')}, or "${values.at(-1) ?? ''}"`
  return (value) => {
    if (value === undefined) return `must supply an argument; choose from ${listed}`
    return values.includes(value.toLowerCase().trim()) ? undefined : `"${value}" unknown; choose from ${listed}`
  }
}

/** As Python writes a string. */
export function quoted(value: string | undefined): string {
  if (value === undefined) return 'None'
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`
}
