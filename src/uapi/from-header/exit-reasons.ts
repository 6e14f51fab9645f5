/**
 * Which `KVM_EXIT_*` are exit reasons and which are codes inside of one. The names do not tell. The header does: reasons
 * stand at file scope, one line after the other, each with a plain number that no other has.
 *
 * ```text
 *   struct kvm_hyperv_exit {
 *   #define KVM_EXIT_HYPERV_SYNIC  1      in a struct: a code
 *   };
 *   #define KVM_EXIT_UNKNOWN       0      \
 *   #define KVM_EXIT_EXCEPTION     1       } one run: reasons
 *   #define KVM_EXIT_IO            2      /
 *   #define KVM_EXIT_FAIL_ENTRY_CPU_UNSUPPORTED (1ULL << 0)    a flag
 * ```
 */

import {type CFile, type Define, type Item, Kind, tokenText} from '../../read/c/index.ts'
import type {DefinedMacro} from './entities.ts'

interface Reason {
  readonly define: Define
  readonly number: number
}

/** The exit reasons among the macros that a unit defines in some of its files, in source order. */
export function exitReasonsAmong(
  defines: readonly DefinedMacro[],
  files: readonly CFile[],
  prefix: string,
): readonly DefinedMacro[] {
  const runs = files.flatMap((file) => [...runsIn(file, `${prefix}_EXIT_`)])
  const taken = new Set<number>()
  const reasons = new Set<Define>()
  // The longest run has the numbers; another that uses one of them again counts something else.
  for (const run of runs.filter(isCount).sort((one, other) => other.length - one.length)) {
    if (run.some(({number}) => taken.has(number))) continue
    for (const {define, number} of run) {
      taken.add(number)
      reasons.add(define)
    }
  }
  return defines.filter(({define}) => reasons.has(define))
}

function isCount(run: readonly Reason[]): boolean {
  return run.length > 1 && run.every(({number}, index) => index === 0 || number > (run[index - 1]?.number ?? number))
}

function* runsIn(file: CFile, beginning: string): Iterable<readonly Reason[]> {
  for (const items of itemLists(file.items)) {
    let run: Reason[] = []
    for (const item of items) {
      const number =
        item.kind === 'define' && item.name.text.startsWith(beginning) ? plainNumber(file, item) : undefined
      if (item.kind === 'define' && number !== undefined) run.push({define: item, number})
      else {
        yield run
        run = []
      }
    }
    yield run
  }
}

/** The lists of items at file scope: the file's own, and those of its conditionals. */
function* itemLists(items: readonly Item[]): Iterable<readonly Item[]> {
  yield items
  for (const item of items) {
    if (item.kind === 'conditional') for (const branch of item.branches) yield* itemLists(branch.items)
  }
}

function plainNumber({tokens}: CFile, {parameters, body}: Define): number | undefined {
  if (parameters || body.to !== body.from + 1 || tokens.kinds[body.from] !== Kind.number) return undefined
  const number = Number(tokenText(tokens, body.from))
  return Number.isSafeInteger(number) ? number : undefined
}
