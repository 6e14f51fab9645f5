/** What the hunks of a patch show of the interface, by kind of file; read when it is first asked for. */

import type {DocumentUapi, Patch} from '../../model/index.ts'
import {plainAsRst} from '../../read/rst/index.ts'
import {readDocument} from '../from-document/index.ts'
import {once} from '../from-implementation/once.ts'
import {type CodeHunk, readCodeHunk} from './code-hunk.ts'
import {type HeaderHunk, readHeaderHunk} from './header-hunk.ts'
import {type HunkView, PatchView} from './hunk-view.ts'

export interface PatchFacts {
  readonly patch: Patch
  readonly prefix: string
  readonly view: PatchView
  readonly documents: readonly DocumentHunk[]
  readonly headers: readonly HeaderHunk[]
  /** `include/linux/kvm_host.h`, `virt/kvm`, `arch/*\/kvm` and their headers. */
  readonly code: readonly CodeHunk[]
}

export interface DocumentHunk {
  readonly view: HunkView
  readonly uapi: DocumentUapi
}

/** `index` is the patch's in its series; `more` is what else belongs to it. */
export function readFacts<More>(patch: Patch, index: number, prefix: string, more: More): PatchFacts & More {
  const view = new PatchView(patch.files, String(index))
  const of = (kind: FileKind) => view.hunks.filter(({path}) => kindOfFile(path) === kind)
  const documents = once(() =>
    of('document').map((hunk) => {
      const text = hunk.path.endsWith('.txt') ? plainAsRst(hunk.text) : hunk.text
      return {view: hunk, uapi: readDocument(text, hunk.name, {prefix})}
    }),
  )
  const headers = once(() => of('header').map(readHeaderHunk))
  const code = once(() => of('code').map(readCodeHunk))
  return {
    ...more,
    patch,
    prefix,
    view,
    get documents() {
      return documents()
    },
    get headers() {
      return headers()
    },
    get code() {
      return code()
    },
  }
}

export type FileKind = 'document' | 'header' | 'code' | 'copy' | 'test'

const kinds: readonly (readonly [RegExp, FileKind])[] = [
  [/^Documentation\/virt(?:ual)?\/kvm\/.*\.(?:rst|txt)$/, 'document'],
  [/^tools\/(?:arch\/\w+\/)?include\/(?:uapi\/)?/, 'copy'],
  [/^tools\/testing\/selftests\//, 'test'],
  [/^(?:arch\/\w+\/)?include\/uapi\//, 'header'],
  [/^(?:virt|arch\/\w+)\/kvm\/.*\.[ch]$/, 'code'],
  [/^include\/(?:linux|kvm)\/.*kvm.*\.h$|^include\/kvm\/|^arch\/\w+\/include\/asm\/kvm.*\.h$/, 'code'],
]

/** What a file is to the interface; `undefined` for one that is nothing to it. */
export function kindOfFile(path: string): FileKind | undefined {
  return kinds.find(([pattern]) => pattern.test(path))?.[1]
}
