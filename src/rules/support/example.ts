/** Puts the small trees of examples together, so that an example shows what it is about and little else. */

import {kvmDocument, kvmHeader} from '../../uapi/index.ts'

export interface ExampleParts {
  readonly document: string
  /** `include/uapi/linux/kvm.h`. */
  readonly header?: string
  /** `arch/x86/include/uapi/asm/kvm.h`. */
  readonly x86?: string
  readonly arm64?: string
  /** Any other files by path. */
  readonly others?: Readonly<Record<string, string>>
}

/** The files of an example; x86 has an empty header of its own where nothing is given, arm64 has none. */
export function exampleFiles({
  document,
  header = '',
  x86 = '',
  arm64,
  others = {},
}: ExampleParts): Readonly<Record<string, string>> {
  return {
    [kvmDocument]: document,
    [kvmHeader]: header,
    'arch/x86/include/uapi/asm/kvm.h': x86,
    ...(arm64 !== undefined && {'arch/arm64/include/uapi/asm/kvm.h': arm64}),
    ...others,
  }
}

/** A section with an underline of the right length, a field list and a body. */
export function section(title: string, fields: Readonly<Record<string, string>>, body = ''): string {
  const list = Object.entries(fields).map(([name, value]) => `:${name}: ${value}\n`)
  return `${title}\n${'-'.repeat(title.length)}\n\n${list.join('')}${list.length > 0 ? '\n' : ''}${body}${body === '' ? '' : '\n'}\n`
}

/** A literal block. */
export function literal(code: string): string {
  const lines = code.split('\n').map((line) => (line === '' ? '' : `  ${line}`))
  return `::\n\n${lines.join('\n')}\n`
}
