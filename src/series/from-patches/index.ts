/** Patches as a version of a series: what they add to document, headers and host, each as found; behaviour and claims are nobody's to guess. */

import type {Place, SeriesVersion} from '../../model/index.ts'
import type {PatchFacts} from '../../uapi/index.ts'
import {importDocument} from './document.ts'
import {importHeader} from './header.ts'
import {importHost} from './host.ts'
import {sayLeftOut} from './left-out.ts'

export interface ImportedFacts extends Pick<SeriesVersion, 'document' | 'header' | 'host'> {}

/** What a series has no form for, or has to say and the patches do not. */
export type Say = (message: string, place: Place) => void

/** Places that are said are in the patched files. */
export function factsFromPatches(patches: readonly PatchFacts[], tell: Say): ImportedFacts {
  const say: Say = (message, place) => {
    const input = patches.find(({view}) => view.has(place))
    tell(message, input?.view.locate(place) ?? place)
  }
  const header = importHeader(patches, say)
  sayLeftOut(patches, header, say)
  const {document, structs} = importDocument(patches, header, say)
  return {document, header: {...header, structs}, host: importHost(patches, say)}
}
