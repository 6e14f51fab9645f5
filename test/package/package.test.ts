/** What `npm pack` would publish, installed into an empty folder and used from there. */

import {spawnSync} from 'node:child_process'
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {bundle} from '../../build.ts'

const work = mkdtempSync(join(tmpdir(), 'uapidoc-package-'))
const home = join(work, 'home')
const installed = join(home, 'node_modules/uapidoc')

interface Manifest {
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | {readonly types: string; readonly default: string}>>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest

/** Without what the npm that runs the tests tells its children, such as its own configuration. */
function run(directory: string, program: string, ...words: readonly string[]): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_/i.test(name)),
  )
  const {status, stdout, stderr} = spawnSync(program, words, {cwd: directory, encoding: 'utf8', env})
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: status ${status}\n${stdout}${stderr}`)
  return stdout
}

const typescript = join(process.cwd(), 'node_modules/.bin/tsc')

beforeAll(async () => {
  // A copy is built and packed, so that the tests leave dist/ alone.
  const copy = join(work, 'copy')
  for (const file of readdirSync('.')) {
    if (!/^(node_modules|dist|\.git|src|test)$/.test(file)) cpSync(file, join(copy, file), {recursive: true})
  }
  await bundle(join(copy, 'dist'))
  run('.', typescript, '-p', 'tsconfig.build.json', '--outDir', join(copy, 'dist/types'))
  const [{filename}] = JSON.parse(run(copy, 'npm', 'pack', '--json', '--pack-destination', work)) as [
    {filename: string},
  ]
  cpSync(join(work, filename), join(home, 'uapidoc.tgz'))
  writeFileSync(join(home, 'package.json'), '{"type": "module", "private": true}')
  run(home, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', './uapidoc.tgz')
}, 180_000)

afterAll(() => rmSync(work, {recursive: true, force: true}))

describe('the installed package', () => {
  test('holds what is used, and nothing else', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'package.json',
    ])
    expect(readdirSync(join(installed, 'docs')).filter((name) => name.endsWith('.ts'))).toEqual([])
  })

  test('holds every file that package.json names', () => {
    const files = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    )
    const missing = [...files, ...Object.values(manifest.bin)].filter((file) => !existsSync(join(installed, file)))
    expect(missing).toEqual([])
  })

  test('puts the command on the path', () => {
    const uapidoc = join(home, 'node_modules/.bin/uapidoc')
    expect(run(home, uapidoc, '--version')).toBe(`${manifest.version}\n`)
    const example = join(installed, 'docs/example')
    const report = run(home, uapidoc, 'check', '--tree', example, '--format', 'json', '--fail-on', 'never')
    expect(JSON.parse(report)).toMatchObject({version: 1})
    expect(run(home, uapidoc, 'check', '--tree', example, '--format', 'markdown', '--fail-on', 'never')).toMatch(/^## /)
  })

  test('loads next to nothing before the command is known', () => {
    const cli = readFileSync(join(installed, 'dist/cli.js'), 'utf8')
    const imported = [...cli.matchAll(/^(?:import|export)\b[^;]*?"([^"]+)";/gm)].map(([, name = '']) => name)
    expect(imported.filter((name) => !name.startsWith('node:'))).toEqual([])
    expect(cli.length).toBeLessThan(3000)
  })

  test('can be imported by every entry', () => {
    const entries = Object.entries(manifest.exports).filter(([, target]) => typeof target !== 'string')
    for (const [entry] of entries) {
      const name = entry.replace(/^\./, 'uapidoc')
      const names = run(
        home,
        process.execPath,
        '-e',
        `import('${name}').then((m) => console.log(Object.keys(m).length))`,
      )
      expect(Number(names), name).toBeGreaterThan(0)
    }
  })

  test('has the commands as functions', () => {
    const example = join(installed, 'docs/example')
    const program = `import {check, render, review, simulate} from 'uapidoc'
      import {loadSeries} from 'uapidoc/series'
      const {series} = await loadSeries('memory-fault-info', '.')
      const {changes} = await render(series, '${example}')
      const patch = 'Subject: [PATCH] KVM: Add it\\n\\n--- a/include/uapi/linux/kvm.h\\n+++ b/include/uapi/linux/kvm.h\\n' +
        '@@ -1,0 +1,3 @@\\n+struct kvm_bell {\\n+\\tbool rings;\\n+};\\n'
      console.log(JSON.stringify([
        (await check('${example}')).findings.length > 0,
        changes.map(({file}) => file),
        (await review(patch)).findings.map(({rule}) => rule),
        (await simulate(series)).every(({verdict}) => verdict === 'proven'),
      ]))`
    const [checked, files, rules, proven] = JSON.parse(
      run(home, process.execPath, '--input-type=module', '-e', program),
    )
    expect({checked, proven}).toEqual({checked: true, proven: true})
    expect(files).toContain('Documentation/virt/kvm/api.rst')
    expect(rules).toContain('uapi-type')
  })

  test('loads series, its own and a file; TypeScript where Node can read it, else it says so', () => {
    const load = (specification: string) =>
      run(
        home,
        process.execPath,
        '-e',
        `import('uapidoc/series').then((m) => m.loadSeries('${specification}', '.')).then(
           ({series, version}) => console.log(series.name, version.id), (error) => console.log(error.message))`,
      ).trim()
    expect(load('memory-fault-exits')).toBe('memory-fault-exits revised')
    expect(load('pre-fault-memory@merged')).toBe('pre-fault-memory merged')
    writeFileSync(join(home, 'series.ts'), 'export default null satisfies null\n')
    expect(load('series.ts')).toMatch(
      'typescript' in process.features && process.features.typescript
        ? /^series\.ts: Unexpected null, expected Object$/
        : /^series\.ts: Unexpected TypeScript, expected JSON or JavaScript: this Node strips no types$/,
    )
  })

  test('has types that stand without ours', () => {
    const entries = Object.entries(manifest.exports).filter(([, target]) => typeof target !== 'string')
    const imports = entries.map(([entry], index) => `import * as m${index} from '${entry.replace(/^\./, 'uapidoc')}'`)
    const uses = entries.map((_, index) => `m${index}`)
    writeFileSync(join(home, 'use.ts'), `${imports.join('\n')}\nexport const all = [${uses.join(', ')}]\n`)
    const words = ['--noEmit', '--ignoreConfig', '--module', 'nodenext', '--target', 'es2023', '--strict', 'use.ts']
    expect(run(home, typescript, ...words)).toBe('')
  })

  test('brought nothing that runs on install', () => {
    interface Locked {
      readonly packages: Readonly<Record<string, {readonly hasInstallScript?: boolean}>>
    }
    const {packages} = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')) as Locked
    const scripted = Object.entries(packages).filter(([, {hasInstallScript}]) => hasInstallScript)
    expect(scripted.map(([name]) => name)).toEqual([])
    expect(Object.keys(packages).length).toBeGreaterThan(5)
  })
})
