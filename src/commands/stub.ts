/** Stands in until uapi/ has its readers. */

import {type Architecture, Index, InputError, type Tree} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'

export function readTree(
  tree: Tree,
  options: {document: string; header: string; architectures: readonly Architecture[]},
): TreeInput {
  for (const [kind, path] of Object.entries({document: options.document, header: options.header})) {
    if (tree.read(path) === undefined) {
      throw new InputError(`${tree.name}: Unexpected tree without \`${path}\`, expected the ${kind} there`)
    }
  }
  const empty = {sections: [], ioctls: new Index([])} as unknown as TreeInput['document']
  return {document: empty, headers: new Map(), implementation: undefined} as unknown as TreeInput
}
