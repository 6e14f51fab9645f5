/** `uapidoc simulate`: the reference implementation of a series runs. */

import {InputError, type Series, type SeriesVersion} from '../model/index.ts'
import {
  type ClaimOptions,
  checkClaims,
  contention,
  everything,
  explore,
  type Machine,
  machineOf,
  type Progress,
  referenceOf,
  scenarios,
  tell,
} from '../reference/index.ts'
import {loadSimulation} from '../report/index.ts'
import {loadSeries, shippedSeries} from '../series/index.ts'
import {type Command, type ExitStatus, say, type World} from './command.ts'
import {type SimulateFormat, type SimulateOptions, simulateOptions} from './simulate-options.ts'
import {oneOf} from './words.ts'

/** Of which nothing is replayed: it is counted. */
const postCopy = 'post-copy'

const width = Math.max(...Object.keys(scenarios).map((name) => name.length)) + 2

const help = `\
usage: uapidoc simulate SERIES[@VERSION] [SCENARIO] [options]

Runs the reference implementation that the series' data describes: a readable
trace of a scenario, all interleavings of it, or every claim of the document.

  SERIES              ${shippedSeries.join(', ')},
                      or a file
  SCENARIO            one of these, or the id of a claim, whose trace is shown;
                      default: missing-page
${Object.entries(scenarios)
  .map(([name, {summary}]) => `    ${name.padEnd(width)}${summary}`)
  .join('\n')}
    ${postCopy.padEnd(width)}how long faults wait, by the number of vCPUs, with and
    ${' '.repeat(width)}without the exits: a model of contention

  --do ACTION         another action after those of the scenario; may be repeated.
                      An action is called as in a trace with --format json
  --explore           all interleavings of the scenario's configuration
  --claims            each claim: its sentence, its property, how often its
                      premise held, and whether it is proven within the bound
  --bound V,P,A       vCPUs, pages, accesses of each vCPU in the configuration
                      that has everything; default: 2,2,2
  --memory MB         what states may take; default: 1024. Where that is not
                      enough, claims are \`unproven\`
  --kvm               compile the series' C test, run it on /dev/kvm, and compare
                      each answer with the reference's
  --tree DIR          with --kvm: a kernel tree whose headers are compiled
                      against; default: the headers that are installed
  --print-json        the series as a JSON file, which SERIES may be, too
  --format FORMAT     text, json, markdown; of a trace mermaid and svg, too

examples:
  uapidoc simulate memory-fault-exits straddling
  uapidoc simulate memory-fault-exits@v1 --claims
  uapidoc simulate memory-fault-exits@reply only-while-enabled --format mermaid
  uapidoc simulate memory-fault-exits post-copy --format svg > wait.svg
  uapidoc simulate --print-json memory-fault-exits > own.json
  uapidoc simulate own.json --claims --bound 2,3,3

Exit status: 0 done, 1 a claim is refuted, or an answer of the kernel differs, 2
bad input or usage, or the bound was not exhausted.
`

export const simulate: Command = {
  help,
  async run(words, world) {
    const options = simulateOptions(words)
    const {series, version} = await loadSeries(options.series, world.directory, world.importModule)
    switch (options.mode) {
      case 'print-json':
        world.stdout.write(`${JSON.stringify(printed(series, options.series), null, 2)}\n`)
        return 0
      case 'claims':
        return await claims(series, version, options, world)
      case 'explore':
        return await exploreScenario(series, version, options, world)
      case 'kvm':
        return await (await import('./simulate-kvm.ts')).simulateKvm(series, version, options, world)
      case 'trace':
        return options.scenario === postCopy
          ? await showContention(options.format, world)
          : await trace(series, version, options, world)
    }
  },
}

/** One version where one is named. */
function printed(series: Series, specification: string): Series {
  const versions = series.versions.filter(({id}) => specification.endsWith(`@${id}`))
  return versions.length === 0 ? series : {...series, versions}
}

function claimOptions({bound, memory}: SimulateOptions, world: World): ClaimOptions {
  // Whoever reads a file of it later would not want to know.
  const onProgress = (name: string, progress: Progress) => sayProgress(world, name, progress)
  return {bound, memory, ...(world.stderr.terminal && {onProgress})}
}

function sayProgress(world: World, name: string, {states, transitions, depth}: Progress): void {
  say(world, `${name}: ${states} states, ${transitions} transitions, depth ${depth}`)
}

async function claims(
  series: Series,
  version: SeriesVersion,
  options: SimulateOptions,
  world: World,
): Promise<ExitStatus> {
  if (options.scenario !== undefined) {
    throw new InputError(`Unexpected scenario \`${options.scenario}\` with \`--claims\`, expected none`)
  }
  const results = checkClaims(series, version, claimOptions(options, world))
  const {claimsJson, claimsMarkdown, claimsText} = await loadSimulation()
  const title = `${series.name}@${version.id}`
  const text = {json: () => claimsJson(results), markdown: () => claimsMarkdown(title, results)}
  world.stdout.write(options.format in text ? text[options.format as keyof typeof text]() : claimsText(title, results))
  const stopped = results.find(({isExhausted}) => !isExhausted)
  if (stopped) throw unfinished(stopped.states, stopped.depth, options)
  return results.some(({verdict}) => verdict === 'refuted') ? 1 : 0
}

function unfinished(states: number, depth: number, {memory}: SimulateOptions): InputError {
  const megabytes = memory / (1024 * 1024)
  return new InputError(
    `Unexpected end of the ${megabytes} MB for states after ${states} states and ${depth} steps, expected a smaller \`--bound\` or more \`--memory\``,
  )
}

/** Throws `InputError` for a name that is none. */
function scenarioNamed(name: string, version: SeriesVersion) {
  const ids = version.claims.map(({id}) => id)
  return scenarios[oneOf('scenario', name, [...Object.keys(scenarios), postCopy, ...ids])]
}

async function trace(
  series: Series,
  version: SeriesVersion,
  options: SimulateOptions,
  world: World,
): Promise<ExitStatus> {
  const name = options.scenario ?? 'missing-page'
  const reference = referenceOf(series.name, version)
  const scenario = scenarioNamed(name, version)
  const title = `${reference.name}: ${scenario ? scenario.summary : name}`
  const told = scenario
    ? {...tell(scenario, reference, options.actions), cycle: 0}
    : traceOfClaim(series, version, name, options, world)
  const simulation = await loadSimulation()
  const write = {
    text: simulation.sequenceText,
    json: simulation.sequenceJson,
    markdown: simulation.sequenceMarkdown,
    mermaid: simulation.sequenceMermaid,
    svg: simulation.sequenceSvg,
  }
  world.stdout.write(write[options.format]({...told, title}))
  return 0
}

/** What refutes a claim, or shows that something may happen. */
function traceOfClaim(series: Series, version: SeriesVersion, id: string, options: SimulateOptions, world: World) {
  if (options.actions.length > 0) throw new InputError('Unexpected `--do` with a claim, expected a scenario')
  const own = {...version, claims: version.claims.filter((claim) => claim.id === id)}
  const [result] = checkClaims(series, own, claimOptions(options, world))
  if (result?.trace) return result.trace
  throw new InputError(
    `Unexpected claim \`${id}\`, which is ${result?.verdict}, expected one that a trace refutes or shows`,
  )
}

async function exploreScenario(
  series: Series,
  version: SeriesVersion,
  options: SimulateOptions,
  world: World,
): Promise<ExitStatus> {
  const name = options.scenario ?? 'everything'
  const reference = referenceOf(series.name, version)
  const scenario = scenarioNamed(name, version)
  if (!scenario) throw new InputError(`Unexpected \`${name}\` with \`--explore\`, expected a scenario`)
  const machine = machineOf(name === 'everything' ? everythingIn(options) : scenario.configuration, reference)
  const exploration = explore(machine, {
    memory: options.memory,
    onProgress: (progress) => sayProgress(world, machine.configuration.name, progress),
  })
  const {table, transitions, depth, isExhausted} = exploration
  const facts = {states: table.size, transitions, depth, exhausted: isExhausted}
  world.stdout.write(explorationText(machine, facts, options.format))
  if (!isExhausted) throw unfinished(table.size, depth, options)
  return 0
}

const everythingIn = ({bound}: SimulateOptions) => everything(bound)

interface Facts {
  readonly states: number
  readonly transitions: number
  readonly depth: number
  readonly exhausted: boolean
}

function explorationText({reference, configuration}: Machine, facts: Facts, format: SimulateFormat): string {
  const data = {version: 1, series: reference.name, configuration: configuration.name, ...facts}
  if (format === 'json') return `${JSON.stringify(data, null, 2)}\n`
  const rows = Object.entries(data).slice(1)
  if (format === 'markdown') {
    return `| | |\n| --- | --- |\n${rows.map(([key, value]) => `| ${key} | ${value} |`).join('\n')}\n`
  }
  return rows.map(([key, value]) => `${key.padEnd(14)}${value}\n`).join('')
}

/** From one vCPU to more than anybody has. */
const vcpuCounts = [1, 2, 4, 8, 16, 32, 64]
const pagesOfEach = 16

async function showContention(format: SimulateFormat, world: World): Promise<ExitStatus> {
  const simulation = await loadSimulation()
  const table = {pages: pagesOfEach, rows: vcpuCounts.map((vcpus) => contention(vcpus, pagesOfEach))}
  const write = {
    text: simulation.contentionText,
    json: simulation.contentionJson,
    markdown: simulation.contentionMarkdown,
    svg: simulation.contentionSvg,
  }
  if (format === 'mermaid')
    throw new InputError('Unexpected format `mermaid` of a table, expected text, json, markdown, svg')
  world.stdout.write(write[format](table))
  return 0
}
