/** Section titles: a number and the names that the section is about. */

/**
 * ```text
 * > 4.116 KVM_(UN)REGISTER_COALESCED_MMIO
 *   ^^^^^ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ KVM_REGISTER_COALESCED_MMIO, KVM_UNREGISTER_COALESCED_MMIO
 *   number
 * ```
 */
export function numberOfTitle(title: string): string | undefined {
  return /^(\d+(?:\.\d+)*)\.?(?=\s|$)/.exec(title)?.[1]
}

/** The names in a title, with an optional part written out both ways. */
export function namesOfTitle(title: string, prefix: string): readonly {name: string; index: number; length: number}[] {
  const expression = new RegExp(`(?<![A-Za-z0-9_])${prefix}_[A-Z0-9_]*(?:\\([A-Z0-9_]+\\)[A-Z0-9_]+)?`, 'g')
  return Array.from(title.matchAll(expression)).flatMap((match) => {
    const found = {index: match.index, length: match[0].length}
    const optional = /^(\w+)\(([A-Z0-9_]+)\)(\w+)$/.exec(match[0])
    if (!optional) return [{name: match[0], ...found}]
    const [, head = '', option = '', tail = ''] = optional
    return [
      {name: `${head}${tail}`, ...found},
      {name: `${head}${option}${tail}`, ...found},
    ]
  })
}
