/** What became of every claim of every shipped version, and whether its sentence stands in the document. */

import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import memoryFaultInfo from '../../series/memory-fault-info/index.ts'
import type {Series, SeriesVersion} from '../../src/model/index.ts'
import {checkClaims, plainText, properties, replay, sentencesWithoutClaim} from '../../src/reference/index.ts'
import {sectionTextWith} from '../../src/write/index.ts'

const versions: readonly (readonly [string, Series, SeriesVersion])[] = [
  memoryFaultExits as Series,
  memoryFaultInfo as Series,
].flatMap((series) => series.versions.map((version) => [`${series.name}@${version.id}`, series, version] as const))

const bound = {vcpus: 2, pages: 2, accesses: 1}

/** Claims of versions that are wrong: everything else holds. */
const refuted: Readonly<Record<string, readonly string[]>> = {
  'memory-fault-exits@v1': ['while-on', 'enable-cap', 'absent', 'range', 'range-aligned', 'toggles'],
  'memory-fault-exits@reply': [
    'only-while-enabled',
    'otherwise',
    'exactly',
    'populating',
    'bad-arguments',
    'while-enabled',
  ],
}

const templates = Object.fromEntries(
  ['ioctl', 'capability', 'exit'].map((name) => {
    const file = `templates/${name}.md`
    return [name, {file, text: readFileSync(file, 'utf8')}]
  }),
) as Parameters<typeof sectionTextWith>[0]

/** The sections as text, with some numbers. */
function rendered(version: SeriesVersion): string {
  const {header, document} = version
  const any = (items: readonly {readonly name: string}[]) => new Map(items.map(({name}, index) => [name, 90 + index]))
  const numbers = {
    sections: new Map(document.sections.map(({name}, index) => [name, `7.${90 + index}`])),
    capabilities: any(header.capabilities),
    exitReasons: any(header.exitReasons),
    ioctls: any(header.ioctls),
  }
  const sectionText = sectionTextWith(templates)
  return document.sections
    .map((section) => sectionText({version, section, numbers, style: {adornment: '-', indentation: '  '}}))
    .join('\n')
}

/** Words alone: markup, line breaks and list markers are the writer's. */
const words = (text: string): string => plainText(text.replaceAll(/\\|^\s*[-*] /gm, '').replaceAll(/:KVM_/g, 'KVM_'))

describe.each(versions)('%s', (name, series, version) => {
  test('each claim is about a sentence of the rendered document', () => {
    const text = words(rendered(version))
    expect(version.claims.filter(({sentence}) => !standsIn(text, sentence)).map(({sentence}) => sentence)).toEqual([])
    expect(version.claims.length).toBeGreaterThan(7)
  })

  test('verdicts', {timeout: 120_000}, () => {
    const results = checkClaims(series, version, {bound})
    expect(results.map(({claim}) => claim.id)).toEqual(version.claims.map(({id}) => id))
    const isRefuted = (id: string) => refuted[name]?.includes(id)
    expect(Object.fromEntries(results.map(({claim, verdict}) => [claim.id, verdict]))).toEqual(
      Object.fromEntries(
        version.claims.map(({id}) => [
          id,
          isRefuted(id) ? 'refuted' : id === 'async' && name.includes('reply') ? expect.any(String) : 'proven',
        ]),
      ),
    )
    for (const {verdict, premise, isExhausted, trace, claim} of results) {
      if (verdict === 'proven') expect([claim.id, premise > 0, isExhausted]).toEqual([claim.id, true, true])
      if (verdict !== 'refuted' || !trace) continue
      // Each trace can be taken again by the names of its actions.
      const again = replay(
        trace.machine,
        trace.steps.map(({action}) => action.name),
      )
      expect(again?.map(({step}) => step)).toEqual(trace.steps.map(({step}) => step))
    }
  })
})

/** A fact stands behind its name: `args[0] 1 enables …`; an errno's condition in the next cell of a table. */
function standsIn(text: string, sentence: string): boolean {
  const [errno, condition] = sentence.split(/(?<=^E[A-Z]+): /)
  if (text.includes(sentence)) return true
  return condition !== undefined && errno !== undefined && text.includes(errno) && text.includes(condition)
}

test('a normative sentence has a claim in versions that are to hold', () => {
  for (const [name, , version] of versions) {
    if (!['revised', 'merged'].includes(version.id)) continue
    expect([name, sentencesWithoutClaim(version).map(({text}) => text)]).toEqual([name, []])
  }
})

test('every property is what some version claims, and says what it is', () => {
  const used = new Set(versions.flatMap(([, , {claims}]) => claims.map(({property}) => property)))
  expect(Object.keys(properties).filter((name) => !used.has(name))).toEqual([])
})

test('a sentence without a claim is seen', () => {
  const [, , version] = versions.find(([name]) => name.endsWith('@revised')) ?? []
  if (!version) throw new Error('no such version')
  const without = {...version, claims: version.claims.filter(({id}) => id !== 'returns-0')}
  expect(sentencesWithoutClaim(without)).toEqual([
    {section: 'KVM_EXIT_MEMORY_FAULT', text: 'KVM_RUN returns 0 with it.'},
  ])
})
