/** Patches as a version of a series: what they add to document, headers and host, each as found; behaviour and claims are nobody's to guess. */

import type {Place, SeriesVersion} from '../../model/index.ts'
import type {PatchFacts} from '../../uapi/index.ts'
import {importDocument} from './document.ts'
import {importHeader} from './header.ts'
import {importHost} from './host.ts'

export interface ImportedFacts extends Pick<SeriesVersion, 'document' | 'header' | 'host'> {
  /** What a series has no form for, or has to say and the patches do not; places are in the patched files. */
  readonly remarks: readonly ImportRemark[]
}

export interface ImportRemark {
  readonly place: Place
  readonly message: string
}

/** The place is in a hunk, as the readers give it. */
export type Say = (message: string, place: Place) => void

export function factsFromPatches(patches: readonly PatchFacts[]): ImportedFacts {
  const remarks: ImportRemark[] = []
  const say: Say = (message, place) => {
    const input = patches.find(({view}) => view.has(place))
    remarks.push({message, place: input?.view.locate(place) ?? place})
  }
  const header = importHeader(patches, say)
  const {document, structs} = importDocument(patches, header, say)
  return {document, header: {...header, structs}, host: importHost(patches, say), remarks}
}
