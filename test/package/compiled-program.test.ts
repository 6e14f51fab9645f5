/** V8's code beside the program: taken where it fits, and nothing but time is lost where it does not. */

import {spawnSync} from 'node:child_process'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {build} from 'esbuild'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {bundle} from '../../build.ts'
import {codeName} from '../../src/compiled-program.ts'

// The code depends on V8's flags, and those of the process that runs the tests are not those of a user's.
const directory = `${process.cwd()}/node_modules/.cache/uapidoc/compiled-${process.pid}`
const code = join(directory, codeName)

function node(...words: readonly string[]): string {
  const {status, stdout, stderr} = spawnSync(process.execPath, words, {encoding: 'utf8', env: {PATH: process.env.PATH}})
  expect({status, stderr}).toEqual({status: 0, stderr: ''})
  return stdout
}

/** What V8 says of the code. */
function isRefused(): boolean {
  const program = `import {compiledProgram} from '${directory}/compiled-program.js'
    import {createRequire} from 'node:module'
    const {script} = compiledProgram('${directory}', createRequire('${directory}/'))
    console.log(script.cachedDataRejected)`
  return node('--input-type=module', '-e', program) !== 'false\n'
}

const check = () =>
  node(join(directory, 'cli.js'), 'check', '--tree', 'docs/example', '--format', 'json', '--fail-on', 'never')

beforeAll(async () => {
  await bundle(directory)
  const common = {bundle: true, platform: 'node', format: 'esm', packages: 'external'} as const
  await build({...common, entryPoints: ['src/compiled-program.ts'], outdir: directory})
  await build({...common, entryPoints: ['build.ts'], outdir: directory})
  node('--input-type=module', '-e', `import {storeCode} from '${directory}/build.js'; await storeCode('${directory}')`)
})

afterAll(() => rmSync(directory, {recursive: true, force: true}))

test('the code is taken, and changes nothing but the time', () => {
  expect(isRefused()).toBe(false)
  const withCode = check()
  expect(JSON.parse(withCode)).toMatchObject({version: 1})
  const bytes = readFileSync(code)
  rmSync(code)
  expect(check()).toBe(withCode)
  writeFileSync(code, 'of another Node')
  expect(isRefused()).toBe(true)
  expect(check()).toBe(withCode)
  writeFileSync(code, bytes.subarray(0, bytes.length / 2))
  expect(check()).toBe(withCode)
})

test('a module of the user is loaded, which a script cannot do by itself', () => {
  const cli = join(directory, 'cli.js')
  const file = join(directory, 'own.mjs')
  writeFileSync(file, `export default ${node(cli, 'simulate', 'memory-fault-info', '--print-json')}`)
  expect(node(cli, 'simulate', file, '--print-json')).toBe(node(cli, 'simulate', 'memory-fault-info', '--print-json'))
})
