/** `npm run build`: one bundle per entry point, a lazy chunk per command, and the types. Run from the top. */

import {spawnSync} from 'node:child_process'
import {chmodSync, cpSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {build} from 'esbuild'

/** The JavaScript alone, which tests run, too. Dependencies stay where npm puts them and are loaded when needed. */
export async function bundle(directory: string): Promise<void> {
  const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string}
  // Each in a run of its own: what the command shares with the library would else be loaded before it is known.
  for (const entryPoints of [['src/cli.ts'], ['src/index.ts', 'src/rst.ts', 'src/c.ts', 'src/series.ts']]) {
    await build({
      entryPoints,
      outdir: directory,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      chunkNames: 'chunks/[name]-[hash]',
      define: {UAPIDOC_VERSION: JSON.stringify(version)},
      logLevel: 'warning',
    })
  }
  cpSync('templates', join(directory, 'templates'), {recursive: true})
  chmodSync(join(directory, 'cli.js'), 0o755)
}

// A test imports this file; `npm run build` says where to.
if (process.argv[2] === 'dist') {
  rmSync('dist', {recursive: true, force: true})
  await bundle('dist')
  const {status} = spawnSync('npx', ['--no-install', 'tsc', '-p', 'tsconfig.build.json'], {stdio: 'inherit'})
  process.exitCode = status ?? 1
}
