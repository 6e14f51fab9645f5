/** package.json against what is imported: nothing undeclared, nothing left over, nothing that runs on install. */

import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {type Module, modulesBelow, packageOf, readModule} from './sources.ts'

interface Manifest {
  readonly name: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

const json = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T
const {name: self, dependencies, devDependencies, scripts} = json<Manifest>('package.json')
const {compilerOptions} = json<{compilerOptions: {types: readonly string[]}}>('tsconfig.json')

const shipped = modulesBelow('src')
const ours = [
  ...modulesBelow('test'),
  ...modulesBelow('docs'),
  ...modulesBelow('series'),
  ...['build.ts', 'vitest.config.ts'].map(readModule),
]

/** `mdast` is only types, which `@types/mdast` holds. */
function declared(name: string, among: Readonly<Record<string, string>>): boolean {
  return name in among || `@types/${name}` in among
}

function packagesOf(modules: readonly Module[]): ReadonlySet<string> {
  return new Set(modules.flatMap(({imports}) => imports.flatMap((imported) => packageOf(imported) ?? [])))
}

describe('what is imported is declared', () => {
  test('in src, as dependency', () => {
    expect([...packagesOf(shipped)].filter((name) => !declared(name, dependencies))).toEqual([])
  })

  test('in tests and build, as any', () => {
    // A package can import itself by its name.
    const all = {...dependencies, ...devDependencies, [self]: '.'}
    expect([...packagesOf(ours)].filter((name) => !declared(name, all))).toEqual([])
  })
})

describe('what is declared is imported', () => {
  const untyped = (name: string) => name.replace(/^@types\//, '')

  test('dependencies, in src', () => {
    const used = packagesOf(shipped)
    expect(Object.keys(dependencies).filter((name) => !used.has(untyped(name)))).toEqual([])
  })

  test('devDependencies, in tests, build or scripts', () => {
    const used = packagesOf([...shipped, ...ours])
    const commands = `${Object.values(scripts).join('\n')}\n${readFileSync('build.ts', 'utf8')}`
    const binaries: Readonly<Record<string, RegExp>> = {
      '@biomejs/biome': /\bbiome\b/,
      esbuild: /\besbuild\b/,
      typescript: /\btsc\b/,
      vitest: /\bvitest\b/,
    }
    // Files of a package that are read, such as a schema or a grammar.
    const read = ours.map(({text}) => [...text.matchAll(/resolve\('((?:@[^/']+\/)?[^/']+)/g)].map(([, name]) => name))
    const readNames = new Set(read.flat())
    const idle = Object.keys(devDependencies).filter(
      (name) =>
        !used.has(untyped(name)) &&
        !readNames.has(name) &&
        !binaries[name]?.test(commands) &&
        !compilerOptions.types.includes(untyped(name)),
    )
    expect(idle).toEqual([])
  })
})

test('nothing imports what is built', () => {
  const built = [...shipped, ...ours].filter(({imports}) => imports.some((specifier) => /\bdist\//.test(specifier)))
  expect(built.map(({path}) => path)).toEqual([])
})

test('the lock holds the binaries of every platform, which npm ci asks for', () => {
  interface Locked {
    readonly optionalDependencies?: Readonly<Record<string, string>>
  }
  const {packages} = json<{packages: Readonly<Record<string, Locked>>}>('package-lock.json')
  const wanted = Object.values(packages).flatMap(({optionalDependencies = {}}) => Object.keys(optionalDependencies))
  const missing = wanted.filter((name) => !(`node_modules/${name}` in packages))
  expect(missing).toEqual([])
  expect(wanted.length).toBeGreaterThan(20)
})

test('no package that is installed with ours runs a script', () => {
  interface Locked {
    readonly dev?: boolean
    readonly hasInstallScript?: boolean
  }
  const {packages} = json<{packages: Readonly<Record<string, Locked>>}>('package-lock.json')
  const production = Object.entries(packages).filter(([, {dev}]) => dev !== true)
  expect(production.length).toBeGreaterThan(5)
  expect(production.filter(([, {hasInstallScript}]) => hasInstallScript).map(([name]) => name)).toEqual([])
})
