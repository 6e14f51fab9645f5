/** Whole processes against each other, taking turns, so that what else the machine does meets both alike. */

import {spawnSync} from 'node:child_process'

export type CommandLine = readonly [program: string, ...words: string[]]

export interface Timing {
  /** Milliseconds from start to exit. */
  readonly median: number
  readonly least: number
}

/** Throws where a process does not end with one of `statuses`: a crash is fast. */
export function alternate(
  commands: readonly CommandLine[],
  runs: number,
  statuses: readonly number[] = [0],
): readonly Timing[] {
  const times = commands.map((): number[] => [])
  // One run more, which warms the file cache and does not count.
  for (let run = -1; run < runs; run++) {
    for (const [index, [program, ...words]] of commands.entries()) {
      const start = process.hrtime.bigint()
      const {status, stderr} = spawnSync(program, words, {stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8'})
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
      if (status === null || !statuses.includes(status)) throw new Error(`${program}: status ${status}: ${stderr}`)
      if (run >= 0) times[index]?.push(milliseconds)
    }
  }
  return times.map((of) => ({median: median(of), least: Math.min(...of)}))
}

/** Of whole processes in kB, as the kernel counts: what `ru_maxrss` of waited-for children says. */
export function peakMemory(command: CommandLine): number {
  const measure =
    'import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); ' +
    'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)'
  const {stdout} = spawnSync('python3', ['-c', measure, ...command], {encoding: 'utf8'})
  return Number(stdout.trim())
}

/** One line a command, the ratio of the medians, and whether it is low enough; gives the exit status. */
export function printRatio(names: readonly [string, string], [ours, theirs]: readonly Timing[], limit: number): 0 | 1 {
  if (!ours || !theirs) throw new Error('Unexpected number of timings, expected two')
  for (const [name, {median, least}] of [[names[0], ours] as const, [names[1], theirs] as const]) {
    console.log(
      `${name.padEnd(40)} median ${median.toFixed(0).padStart(6)} ms, least ${least.toFixed(0).padStart(6)} ms`,
    )
  }
  const ratio = ours.median / theirs.median
  console.log(`ratio ${ratio.toFixed(2)}, at most ${limit} is wanted`)
  return ratio <= limit ? 0 : 1
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
