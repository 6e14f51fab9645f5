/**
 * `npm run bench:explore`: how the states of the configuration that has everything grow with vCPUs, pages and accesses, how
 * many are explored in a second, and what they take. `-- VERSION` asks about another version than `revised`.
 */

import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import type {Series} from '../../src/model/index.ts'
import {type Bound, everything, explore, machineOf, referenceOf} from '../../src/reference/index.ts'
import {versionOf} from '../../src/series/index.ts'

/** The last one is what has to be explored in a minute, at 100,000 states a second, in less than 1 GB. */
const bounds: readonly Bound[] = [
  {vcpus: 1, pages: 1, accesses: 1},
  {vcpus: 1, pages: 2, accesses: 2},
  {vcpus: 1, pages: 3, accesses: 3},
  {vcpus: 2, pages: 1, accesses: 1},
  {vcpus: 2, pages: 2, accesses: 1},
  {vcpus: 2, pages: 2, accesses: 2},
  {vcpus: 2, pages: 3, accesses: 2},
  {vcpus: 2, pages: 3, accesses: 3},
]

const reference = referenceOf(
  memoryFaultExits.name,
  versionOf(memoryFaultExits as Series, process.argv[2] ?? 'revised'),
)
const columns = [
  'vCPUs',
  'pages',
  'accesses',
  'states',
  'transitions',
  'depth',
  'seconds',
  'states/s',
  'states/CPU s',
  'peak MB',
]
console.log(columns.map((name) => name.padStart(13)).join(''))
for (const bound of bounds) {
  const machine = machineOf(everything(bound), reference)
  const [start, before] = [performance.now(), process.cpuUsage()]
  const {table, transitions, depth, isExhausted} = explore(machine)
  const seconds = (performance.now() - start) / 1000
  const {user, system} = process.cpuUsage(before)
  const cpuSeconds = (user + system) / 1e6
  const peak = process.resourceUsage().maxRSS / 1024
  const row = [bound.vcpus, bound.pages, bound.accesses, table.size, transitions, depth, seconds.toFixed(2)]
  const rates = [table.size / seconds, table.size / cpuSeconds, peak].map((value) => value.toFixed(0))
  console.log([...row, ...rates].map((cell) => String(cell).padStart(13)).join(''))
  if (!isExhausted) process.exitCode = 1
}
