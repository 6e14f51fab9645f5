/** What differs between two versions: facts as before and after, prose as words. */

import type {SectionData, SeriesVersion} from '../model/index.ts'
import {compareTexts, type Paragraph} from './compare-text.ts'
import {type Facts, factsOf} from './facts.ts'

export interface FactDifference {
  /** `KVM_CAP_MEM_FAULT_NOWAIT`. */
  readonly subject: string
  /** `architectures`. */
  readonly fact: string
  /** `undefined`: not said. */
  readonly before: string | undefined
  readonly after: string | undefined
}

export interface TextDifference {
  /** `KVM_EXIT_MEMORY_FAULT`, `summary`. */
  readonly subject: string
  readonly paragraphs: readonly Paragraph[]
}

export interface VersionDifference {
  readonly facts: readonly FactDifference[]
  readonly texts: readonly TextDifference[]
}

export function compareVersions(before: SeriesVersion, after: SeriesVersion): VersionDifference {
  const [old, now] = [factsOf(before), factsOf(after)]
  return {
    facts: keysOf(old, now).flatMap((subject) =>
      subjectDifferences(subject, old.get(subject) ?? new Map(), now.get(subject) ?? new Map()),
    ),
    texts: textDifferences(textsOf(before), textsOf(after)),
  }
}

function subjectDifferences(subject: string, before: Facts, after: Facts): readonly FactDifference[] {
  return keysOf(before, after)
    .map((fact) => ({subject, fact, before: before.get(fact), after: after.get(fact)}))
    .filter((difference) => difference.before !== difference.after)
}

function textDifferences(before: Facts, after: Facts): readonly TextDifference[] {
  return keysOf(before, after)
    .filter((subject) => before.get(subject) !== after.get(subject))
    .map((subject) => ({subject, paragraphs: compareTexts(before.get(subject) ?? '', after.get(subject) ?? '')}))
    .filter(({paragraphs}) => paragraphs.some((words) => words.some(({kind}) => kind !== 'same')))
}

function textsOf({summary, document}: SeriesVersion): Facts {
  return new Map([
    ['summary', summary],
    ...document.sections.map(({name, prose}: SectionData) => [name, prose] as const),
  ])
}

/** Those of the first, in its order, then what only the second has. */
function keysOf(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
}
