/** What patches add to documents, as a document that has nothing else. */

import {type DocumentedStruct, type DocumentUapi, Index, type Place, type Section} from '../../model/index.ts'
import {kindOfFile, type PatchFacts} from './facts.ts'
import type {PatchView} from './hunk-view.ts'

export function addedDocument(patches: readonly PatchFacts[]): DocumentUapi {
  const hunks = patches.flatMap(({documents, view}) => documents.map(({uapi}) => ({uapi, view})))
  const before = new Set(hunks.flatMap(({view}) => removedNumbers(view)))
  const isShown = ({place}: Section): boolean => hunks.some(({view}) => view.isAdded(place))
  const isNew = ({number}: Section): boolean => number === undefined || !before.has(number)
  const added = <Item extends {readonly place: Place}>(listOf: (uapi: DocumentUapi) => Iterable<Item>): Item[] =>
    hunks.flatMap(({uapi, view}) => [...listOf(uapi)].filter(({place}) => view.isAdded(place)))
  const looseMembers = hunks.flatMap(({uapi, view}) => uapi.looseMembers.filter(({start}) => view.isAdded(start)))
  return {
    source: 'document',
    file: hunks[0]?.uapi.file ?? '',
    sections: added((uapi) => uapi.sections).filter(isNew),
    ioctls: new Index(added((uapi) => uapi.ioctls).filter(({section}) => isNew(section))),
    capabilities: new Index(added((uapi) => uapi.capabilities).filter(({section}) => isNew(section))),
    exitReasons: new Index(added((uapi) => uapi.exitReasons)),
    structs: new Index([
      ...added((uapi) => uapi.structs.all.filter(({complete}) => complete)),
      ...looseMembers.flatMap(({name, field: {type}, start, complete}): DocumentedStruct[] => {
        const run = `${(patches[0]?.prefix ?? '').toLowerCase()}_run`
        const isStruct = type.kind === 'struct' || type.kind === 'union'
        return isStruct && complete ? [{name: `${run}.${name}`, type, place: start, complete, blocks: []}] : []
      }),
    ]),
    constants: new Index(added((uapi) => uapi.constants)),
    hostMembers: new Index([]),
    looseMembers,
    fieldLists: added((uapi) => uapi.fieldLists),
    bareTitles: added((uapi) => uapi.bareTitles),
    malformedFields: added((uapi) => uapi.malformedFields),
    mentions: added((uapi) => uapi.mentions),
    structMentions: added((uapi) => uapi.structMentions),
    // Of a section that began above the hunk, other structs may stand there.
    memberMentions: added((uapi) =>
      uapi.memberMentions.filter(({struct, section}) => struct !== undefined || (section && isShown(section))),
    ),
    sectionReferences: added((uapi) => uapi.sectionReferences),
    constantLists: added((uapi) => uapi.constantLists),
    registerRows: added((uapi) => uapi.registerRows),
    memberTables: added((uapi) => uapi.memberTables),
    statedValues: added((uapi) => uapi.statedValues),
    texts: added((uapi) => uapi.texts),
    problems: added((uapi) => uapi.problems),
  }
}

/** Numbers of titles that are taken out: a section that gets one of them has another title, and is not new. */
function removedNumbers({hunks}: PatchView): readonly string[] {
  const lines = hunks.filter(({path}) => kindOfFile(path) === 'document').flatMap(({hunk}) => hunk.lines)
  const removed = lines.filter(({kind}) => kind === 'removed')
  return removed.flatMap(({text}) => /^(\d+(?:\.\d+)+)\s/.exec(text)?.[1] ?? [])
}
