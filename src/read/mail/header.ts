/** The fields of a mail or of a part of one: unfolded (RFC 5322, 2.2.3), words decoded (RFC 2047). */

/** By name in lower case, the first of each. */
export type Fields = ReadonlyMap<string, string>

export interface Head {
  readonly fields: Fields
  /** Index of the line that the field begins on, by its name. */
  readonly fieldLines: ReadonlyMap<string, number>
  /** Index of the first line of the body. */
  readonly body: number
}

export function readHead(lines: readonly string[], from: number, to: number): Head {
  const fields = new Map<string, string>()
  const fieldLines = new Map<string, number>()
  let at = from
  let name: string | undefined
  for (; at < to; at++) {
    const line = withoutReturn(lines[at] ?? '')
    if (line === '') break
    if (/^[ \t]/.test(line)) {
      if (name !== undefined) fields.set(name, `${fields.get(name)} ${line.trim()}`)
      continue
    }
    const colon = line.indexOf(':')
    // No header at all: the text begins at once, as in a diff that is no mail.
    if (colon <= 0 || !/^[!-9;-~]+$/.test(line.slice(0, colon))) return {fields, fieldLines, body: at}
    const key = line.slice(0, colon).toLowerCase()
    name = fields.has(key) ? undefined : key
    if (name === undefined) continue
    fields.set(name, line.slice(colon + 1).trim())
    fieldLines.set(name, at)
  }
  return {fields, fieldLines, body: Math.min(at + 1, to)}
}

export function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** `text/plain; charset="UTF-8"; format=flowed`: the value, and the parameters by name. */
export function readParameters(field: string | undefined): {readonly value: string; readonly parameters: Fields} {
  const [value = '', ...rest] = (field ?? '').split(';')
  const parameters = new Map<string, string>()
  for (const part of rest) {
    const match = /^\s*([\w-]+)\s*=\s*(?:"([^"]*)"|(\S*))/.exec(part)
    if (match?.[1]) parameters.set(match[1].toLowerCase(), match[2] ?? match[3] ?? '')
  }
  return {value: value.trim().toLowerCase(), parameters}
}

/** The ids in angle brackets, or what stands there without them. */
export function messageIds(field: string | undefined): readonly string[] {
  if (field === undefined) return []
  const ids = Array.from(field.matchAll(/<([^<>\s]+)>/g), ([, id = '']) => id)
  return ids.length > 0 ? ids : field.split(/\s+/).filter((word) => word.includes('@'))
}

/** The name in `"Jane Doe" <j@example.org>`, or the address where it has none. */
export function nameOf(from: string): string {
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"/.exec(from)?.[1]?.replaceAll(/\\(.)/g, '$1')
  return (quoted || /^\s*([^<]*?)\s*</.exec(from)?.[1] || from).trim()
}
