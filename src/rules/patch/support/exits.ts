/** What a patch's document says of the exits that it describes. */

import type {DocumentText, Place} from '../../../model/index.ts'
import type {DocumentHunk, PatchFacts} from '../../../uapi/index.ts'

export interface DescribedExit {
  readonly name: string
  /** Where the first sentence about it begins. */
  readonly place: Place
  /** Paragraphs of its description, in their order. */
  readonly prose: readonly DocumentText[]
}

/**
 * The exits that a hunk begins to describe: in the section of `struct kvm_run`, a literal block whose comment names the
 * exit, and the paragraphs up to the next such block. All of it new, or there is no saying what is left out.
 */
export function describedExits(input: PatchFacts): readonly DescribedExit[] {
  return input.documents.flatMap((hunk) => exitsOf(hunk, input))
}

function exitsOf({uapi}: DocumentHunk, {view, prefix}: PatchFacts): readonly DescribedExit[] {
  const name = new RegExp(`\\b${prefix}_EXIT_\\w+`)
  const exits: {name: string; prose: DocumentText[]}[] = []
  let open: {name: string; prose: DocumentText[]} | undefined
  for (const block of uapi.texts) {
    const named = block.context === 'comment' || block.context === 'code' ? name.exec(block.text)?.[0] : undefined
    if (block.context === 'title') open = undefined
    else if (named !== undefined && block.context === 'comment') {
      open = view.isAdded(block.placeAt(0, block.text.length)) ? {name: named, prose: []} : undefined
      if (open) exits.push(open)
    } else if (block.context === 'prose' && open && isText(block)) {
      if (view.isWhollyAdded(block.placeAt(0, block.text.trimEnd().length))) open.prose.push(block)
      else open = undefined
    }
  }
  return exits.flatMap(({name, prose}) => {
    const [first] = prose
    return first ? [{name, prose, place: first.placeAt(0, first.text.split('\n', 1)[0]?.length ?? 0)}] : []
  })
}

const isText = ({text}: DocumentText): boolean => /[a-z]{3}/.test(text)

export function textOf({prose}: Pick<DescribedExit, 'prose'>): string {
  return prose.map(({text}) => text).join('\n\n')
}
