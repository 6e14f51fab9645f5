/** Where in the data of a version stands what a finding about its text speaks of. */

import type {SeriesVersion} from '../model/index.ts'

export type Side = 'document' | 'header' | 'host'

/** `before`: the text up to the finding. The path is the nearest that is known: a member, a struct, a section. */
export function dataPath(version: SeriesVersion, side: Side, symbol: string, before: string): string | undefined {
  switch (side) {
    case 'document':
      return structPath(version, symbol) ?? sectionPath(version, before)
    case 'host':
      return pathOf('host', version.host, ({struct, name}) => symbol === `struct ${struct}.${name}`)
    case 'header':
      return headerPath(version, symbol)
  }
}

/** What the document shows otherwise than the header, or the exit that a member of `struct kvm_run` belongs to. */
function structPath({document: {structs = [], sections}}: SeriesVersion, symbol: string): string | undefined {
  const isIn = (struct: string): boolean => `${symbol}.`.startsWith(`struct ${struct}.`)
  return (
    pathOf('document.structs', structs, ({name}) => isIn(name)) ??
    pathOf('document.sections', sections, (section) => section.kind === 'exit' && isIn(`kvm_run.${section.member}`))
  )
}

/** The section whose title or, of an exit, whose name stands last in front of it. */
function sectionPath({document}: SeriesVersion, before: string): string | undefined {
  const places = document.sections.map((section, index) => {
    const heading = section.kind === 'exit' ? `/* ${section.name} */` : `.${section.number.number} ${section.name}\n`
    return {path: `document.sections.${index}`, at: `${before}\n`.lastIndexOf(heading)}
  })
  const [last] = places.filter(({at}) => at >= 0).toSorted((one, other) => other.at - one.at)
  return last?.path
}

function headerPath({header}: SeriesVersion, symbol: string): string | undefined {
  for (const list of ['ioctls', 'capabilities', 'exitReasons', 'constants'] as const) {
    const items: readonly {readonly name: string}[] = header[list]
    const path = pathOf(`header.${list}`, items, ({name}) => name === symbol)
    if (path !== undefined) return path
  }
  for (const [index, {name, members}] of header.structs.entries()) {
    if (symbol !== `struct ${name}` && !symbol.startsWith(`struct ${name}.`)) continue
    const path = `header.structs.${index}`
    const member = symbol.slice(`struct ${name}.`.length).split('.')[0]
    return pathOf(`${path}.members`, members, (one) => one.name === member) ?? path
  }
  return undefined
}

function pathOf<Item>(path: string, items: readonly Item[], isMeant: (item: Item) => boolean): string | undefined {
  const index = items.findIndex(isMeant)
  return index < 0 ? undefined : `${path}.${index}`
}
