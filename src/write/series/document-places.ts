/** Where a section of a series belongs in the real document: over the one that stands there, or behind its neighbour. */

import {InputError, type Section, type SectionIdentity} from '../../model/index.ts'
import {placeExit} from './exit-place.ts'
import type {SectionNumbers} from './numbers.ts'
import type {Outline} from './outline.ts'
import type {SectionStyle} from './write-section.ts'

/** One with a title and a number. */
type NumberedIdentity = Exclude<SectionIdentity, {readonly kind: 'exit'}>

export interface SectionPlace {
  readonly start: number
  /** `start`: nothing is replaced. */
  readonly end: number
  /** What separates an inserted section from what stands before it. */
  readonly gap: string
  readonly style: SectionStyle
}

/** Throws `InputError` where there is no place, or more than one. */
export function placeSection(
  outline: Outline,
  section: SectionIdentity,
  numbers: SectionNumbers,
  /** Members of `struct kvm_run` before an exit's own, the nearest first: it goes behind one that is shown. */
  neighbours: readonly string[] = [],
): SectionPlace {
  if (section.kind === 'exit') return placeExit(outline, section, neighbours)
  return placeNumbered(outline, section, numbers)
}

function placeNumbered(outline: Outline, section: NumberedIdentity, numbers: SectionNumbers): SectionPlace {
  const chapter = outline.chapter(section.number.chapter)
  const standing = standingSection(outline, section)
  if (standing) {
    const [start, end] = [outline.start(standing), outline.end(standing)]
    return {start, end, gap: '', style: {adornment: outline.adornment(standing)}}
  }
  const [, number = ''] = (numbers.get(section.name) ?? '').split('.')
  const before = outline.sectionsOf(chapter).findLast((other) => minorOf(other) < Number(number))
  const at = before ? outline.end(before) : endOfIntroduction(outline, chapter)
  return {start: at, end: at, gap: outline.gap(chapter), style: {adornment: outline.adornmentBelow(chapter)}}
}

const minorOf = ({number}: Section): number => Number(number?.split('.')[1])

/** The chapter's own text, in front of its first section. */
function endOfIntroduction(outline: Outline, chapter: Section): number {
  const [first] = outline.sectionsOf(chapter)
  return first ? outline.contentEnd(outline.start(chapter), outline.start(first)) : outline.end(chapter)
}

/** In the chapter that the series names, else in another: some capabilities have a section in two chapters. */
function standingSection({document}: Outline, {name, kind, number}: NumberedIdentity): Section | undefined {
  const nouns = kind === 'ioctl' ? document.ioctls : document.capabilities
  const sections = new Set(nouns.named(name).flatMap(({section}) => section ?? []))
  const here = [...sections].filter((section) => section.number?.startsWith(`${number.chapter}.`))
  const [found, second] = here.length > 0 ? here : [...sections]
  if (found && second) {
    throw new InputError(
      `${document.file}:${second.place.line}: Unexpected second section of \`${name}\`, expected the one of line ${found.place.line} alone`,
    )
  }
  const others = [...document.ioctls, ...document.capabilities].filter((noun) => noun.section === found)
  const other = found && others.find((noun) => noun.name !== name)
  if (other) {
    throw new InputError(
      `${document.file}:${found.place.line}: Unexpected section of \`${name}\` and \`${other.name}\`, expected one that can be replaced`,
    )
  }
  return found
}
