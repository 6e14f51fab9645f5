/** `npm run build`: the program and V8's code for it, a bundle per entry point, and the types. Run from the top. */

import {spawnSync} from 'node:child_process'
import {chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {type BuildOptions, build} from 'esbuild'
import {codeName, compiledProgram, scriptName} from './src/compiled-program.ts'

/** The JavaScript alone, which tests run, too. */
export async function bundle(directory: string): Promise<void> {
  const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string}
  const common: BuildOptions = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    define: {UAPIDOC_VERSION: JSON.stringify(version)},
    logLevel: 'warning',
  }
  const [{metafile}] = await Promise.all([
    // Packages are ES modules, which a script cannot load: they are in it.
    build({
      ...common,
      entryPoints: ['src/program.ts'],
      outfile: join(directory, scriptName),
      format: 'cjs',
      // The script is this function.
      banner: {js: '(function (module, require) {'},
      footer: {js: '})'},
      metafile: true,
    }),
    build({...common, entryPoints: ['src/cli.ts'], outdir: directory, format: 'esm'}),
    build({
      ...common,
      packages: 'external',
      entryPoints: ['src/index.ts', 'src/rst.ts', 'src/c.ts', 'src/series.ts'],
      outdir: directory,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    }),
  ])
  writeFileSync(join(directory, 'program.LICENSES'), licensesOf(Object.keys(metafile.inputs)))
  cpSync('templates', join(directory, 'templates'), {recursive: true})
  chmodSync(join(directory, 'cli.js'), 0o755)
}

/** Of the packages that the files are of. */
function licensesOf(files: readonly string[]): string {
  const packages = new Set(files.flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []))
  const licenseIn = (name: string) => {
    const file = readdirSync(name).find((entry) => /^licen[cs]e/i.test(entry))
    if (file === undefined)
      throw new Error(`${name}: Unexpected lack of a license, expected one: it is part of the program`)
    return `${name.slice('node_modules/'.length)}\n\n${readFileSync(join(name, file), 'utf8')}`
  }
  return [...packages].sort().map(licenseIn).join('\n---\n\n')
}

/** What V8 compiles when the program does its main jobs, for `compiledProgram`. */
export async function storeCode(directory: string): Promise<void> {
  const {program, script} = compiledProgram(directory, createRequire(resolve(directory, scriptName)))
  const work = mkdtempSync(join(tmpdir(), 'uapidoc-build-'))
  const silent = {write: () => {}, terminal: false, width: 80}
  const world = {
    version: '',
    templates: pathToFileURL(`${resolve(directory, 'templates')}/`),
    importModule: (url: string) => import(url),
    directory: process.cwd(),
    environment: {},
    stdout: silent,
    stderr: silent,
  }
  try {
    const tree = ['--tree', 'docs/example']
    for (const words of [
      ['check', ...tree, '--format', 'json'],
      ['render', 'memory-fault-exits@v1', ...tree, '--patch', work],
      ['review', work],
      ['review', work, ...tree],
    ]) {
      await program.run(words, world)
    }
  } finally {
    rmSync(work, {recursive: true, force: true})
  }
  writeFileSync(join(directory, codeName), script.createCachedData())
}

// A test imports this file; `npm run build` says where to.
if (process.argv[2] === 'dist') {
  rmSync('dist', {recursive: true, force: true})
  await bundle('dist')
  await storeCode('dist')
  const {status} = spawnSync('npx', ['--no-install', 'tsc', '-p', 'tsconfig.build.json'], {stdio: 'inherit'})
  process.exitCode = status ?? 1
}
