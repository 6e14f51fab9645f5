/** Numbers that a compiler puts into its assembly: arrays of `unsigned int`, on any machine. */

/** `const unsigned int NAME[]`; what the expressions stand for comes back from `readArrays`. */
export function writeArray(name: string, expressions: readonly string[]): string {
  return `const unsigned int ${name}[] = {\n${expressions.join(',\n')}\n};\n`
}

/** The arrays by name: a label, then a directive a number, or one for a run of zeros. */
export function readArrays(assembly: string): ReadonlyMap<string, readonly number[]> {
  const arrays = new Map<string, number[]>()
  let current: number[] | undefined
  for (const line of assembly.split('\n')) {
    const label = /^(\w+):/.exec(line)?.[1]
    const number = /^\s+\.(?:long|word|4byte)\s+(-?\w+)/.exec(line)?.[1]
    const zeros = /^\s+\.(?:zero|space|skip)\s+(\d+)/.exec(line)?.[1]
    if (label !== undefined) {
      current = []
      arrays.set(label, current)
    } else if (number !== undefined) current?.push(Number(number) >>> 0)
    else if (zeros !== undefined) for (let at = 0; at < Number(zeros); at += 4) current?.push(0)
  }
  return arrays
}
