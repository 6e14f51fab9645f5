/** `npm run build`: one bundle per entry point, a lazy chunk per command, and the types. */

import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, readFileSync, rmSync} from 'node:fs'
import {build} from 'esbuild'

const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string}

rmSync('dist', {recursive: true, force: true})
await build({
  entryPoints: ['src/cli.ts', 'src/index.ts', 'src/rst.ts', 'src/c.ts'].filter((file) => existsSync(file)),
  outdir: 'dist',
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
chmodSync('dist/cli.js', 0o755)
execFileSync('npx', ['--no-install', 'tsc', '-p', 'tsconfig.build.json'], {stdio: 'inherit'})
