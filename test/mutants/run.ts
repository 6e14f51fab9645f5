/**
 * `npm run test:mutants`: breaks the reference implementation in one place after the other, in code and in data, and asks
 * whether some claim that held is refuted then. A mutant that lives, or that crashes, fails the run.
 */

import {spawn} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {build, type Plugin} from 'esbuild'
import {behaviourMutants} from './behaviour.ts'
import {type CodeMutant, codeMutants} from './code.ts'

interface Mutant {
  readonly name: string
  readonly where: string
  readonly code?: CodeMutant
  readonly behaviour?: number
}

const directory = `node_modules/.cache/uapidoc/mutants-${process.pid}`
/** A mutant that never comes to its end is a crash. */
const timeLimit = 300_000

const mutants: readonly Mutant[] = [
  ...codeMutants.map((code) => ({name: code.name, where: code.file, code})),
  ...behaviourMutants.map(({name, version}, behaviour) => ({name, where: version, behaviour})),
]

function replacing({file, from, to}: CodeMutant): Plugin {
  return {
    name: 'mutant',
    setup({onLoad}) {
      onLoad({filter: new RegExp(`/src/reference/${file.replace('.', '\\.')}$`)}, ({path}) => {
        const text = readFileSync(path, 'utf8')
        if (text.split(from).length !== 2)
          throw new Error(`${file}: \`${from}\` stands there ${text.split(from).length - 1} times`)
        return {contents: text.replace(from, () => to), loader: 'ts'}
      })
    },
  }
}

async function verdictsOf(name: string, {code, behaviour}: Partial<Mutant>): Promise<Record<string, string>> {
  const outfile = `${directory}/${name}.mjs`
  const entry = `import {verdicts} from './test/mutants/verdicts.ts'
import {behaviourMutants} from './test/mutants/behaviour.ts'
const mutant = behaviourMutants[${behaviour ?? -1}]
const change = (behaviour, id) => mutant?.version === id ? mutant.change(behaviour) : behaviour
process.stdout.write(JSON.stringify(verdicts(change)))`
  await build({
    stdin: {contents: entry, resolveDir: '.', loader: 'ts'},
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
    plugins: code ? [replacing(code)] : [],
  })
  return JSON.parse(await output(outfile)) as Record<string, string>
}

function output(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], {timeout: timeLimit, stdio: ['ignore', 'pipe', 'pipe']})
    const [out, err]: [string[], string[]] = [[], []]
    child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text))
    child.on('close', (status, signal) => {
      if (status === 0) resolve(out.join(''))
      else
        reject(
          new Error(
            signal ??
              err
                .join('')
                .split('\n')
                .find((line) => line.includes('Error')) ??
              `status ${status}`,
          ),
        )
    })
  })
}

interface Outcome {
  readonly mutant: Mutant
  readonly refuted: readonly string[]
  readonly crash?: string
}

async function judge(mutant: Mutant, index: number, before: Record<string, string>): Promise<Outcome> {
  try {
    const after = await verdictsOf(`mutant-${index}`, mutant)
    return {mutant, refuted: Object.keys(before).filter((id) => before[id] === 'proven' && after[id] === 'refuted')}
  } catch (error) {
    return {mutant, refuted: [], crash: error instanceof Error ? error.message : String(error)}
  }
}

mkdirSync(directory, {recursive: true})
try {
  const before = await verdictsOf('unchanged', {})
  const open = Object.entries(before).filter(([, verdict]) => verdict !== 'proven')
  if (open.length > 0) throw new Error(`Not proven without any change: ${open.map(([id]) => id).join(', ')}`)
  // `npm run test:mutants -- 'the flag'` asks about some of them.
  const asked = mutants.filter(({name}) => name.includes(process.argv[2] ?? ''))
  const outcomes: Outcome[] = []
  let next = 0
  const worker = async () => {
    while (next < asked.length) {
      const index = next++
      outcomes[index] = await judge(asked[index] as Mutant, index, before)
    }
  }
  await Promise.all(Array.from({length: availableParallelism()}, worker))
  const rows = outcomes.map(({mutant, refuted, crash}) => {
    const verdict = crash === undefined ? (refuted.length > 0 ? 'refuted' : 'LIVES') : 'CRASHES'
    const by =
      crash ?? `${refuted.slice(0, 2).join(', ')}${refuted.length > 2 ? ` and ${refuted.length - 2} more` : ''}`
    return `${verdict.padEnd(9)}${mutant.where.padEnd(13)}${mutant.name.padEnd(54)}${by}`
  })
  const survivors = outcomes.filter(({refuted}) => refuted.length === 0)
  writeFileSync(
    1,
    `${rows.join('\n')}\n\n${outcomes.length} mutants, ${outcomes.length - survivors.length} refuted by a claim\n`,
  )
  if (survivors.length > 0) process.exitCode = 1
} finally {
  rmSync(directory, {recursive: true, force: true})
}
