/** A skeleton in its document: the section as text, and what the document becomes. */

import {InputError, type Place, type SectionIdentity} from '../../model/index.ts'
import {type TreeInput, takenSections} from '../../uapi/index.ts'
import type {FileChange} from '../patch/index.ts'
import {cTexts} from '../series/c-text.ts'
import {placeSection} from '../series/document-places.ts'
import {sectionNumbers} from '../series/numbers.ts'
import {Outline} from '../series/outline.ts'
import {RunChapter} from '../series/run-chapter.ts'
import {type SectionTemplates, writeSection} from '../series/write-section.ts'
import {applyEdits} from '../text-edit.ts'
import {capabilitySkeleton} from './capability.ts'
import {exitSkeleton} from './exit.ts'
import {ioctlSkeleton} from './ioctl.ts'
import {at, type Skeleton, type SkeletonSource} from './skeleton.ts'

export interface RenderedSkeleton {
  readonly text: string
  readonly change: FileChange
  readonly remarks: readonly string[]
}

export interface SkeletonTarget {
  readonly input: TreeInput
  /** The path of the header that has `struct kvm_run`. */
  readonly header: string
  /** `undefined` where the tree has no such file. */
  readonly read: (file: string) => string | undefined
}

/** `undefined` where no header has the symbol. Throws `InputError` where the document describes it. */
export function renderSkeleton(
  symbol: string,
  {input, header, read}: SkeletonTarget,
  templates: SectionTemplates,
): RenderedSkeleton | undefined {
  const skeleton = skeletonOf(symbol, {input, header, textOf: cTexts(read)})
  if (!skeleton) return undefined
  const {section, values, neighbours, remarks} = skeleton
  const {document} = input
  const before = read(document.file) ?? ''
  const outline = new Outline(document, before)
  refuseStanding(section, outline)
  const numbers = sectionNumbers([section], takenSections(document), [])
  const {start, end, gap, style} = placeSection(outline, section, numbers, neighbours)
  const number = numbers.get(symbol)
  const text = writeSection(
    templates[section.kind],
    section,
    number === undefined ? values : {...values, number},
    style,
  )
  const lineFeed = before.includes('\r\n') ? '\r\n' : '\n'
  const after = applyEdits(before, [{start, end, text: `${gap}${text}`.replaceAll('\n', lineFeed)}])
  return {text, change: {file: document.file, before, after}, remarks}
}

function skeletonOf(symbol: string, source: SkeletonSource): Skeleton | undefined {
  return ioctlSkeleton(symbol, source) ?? capabilitySkeleton(symbol, source) ?? exitSkeleton(symbol, source)
}

/** What stands was written by a person: gaps would not make it better. */
function refuseStanding(section: SectionIdentity, outline: Outline): void {
  const standing = placeOf(section, outline)
  if (!standing) return
  throw new InputError(
    `${at(standing)}: Unexpected description of \`${section.name}\`, expected a symbol that has none`,
  )
}

function placeOf(section: SectionIdentity, outline: Outline): Place | undefined {
  const {ioctls, capabilities} = outline.document
  switch (section.kind) {
    case 'ioctl':
      return ioctls.named(section.name)[0]?.place
    case 'capability':
      return capabilities.named(section.name)[0]?.place
    case 'exit':
      return new RunChapter(outline).blockOf(section)?.place
  }
}
