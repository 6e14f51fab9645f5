/**
 * Patches on top of a tree, in memory: nothing is written and nothing outside of the tree is looked at. What `git am`
 * refuses is refused, file by file, with its reason.
 */

import {Buffer} from 'node:buffer'
import {createHash} from 'node:crypto'
import {type FileDiff, InputError, type Tree} from '../model/index.ts'
import {applyHunks, type Origin, type PatchedLine} from './apply-hunks.ts'

export type {Origin} from './apply-hunks.ts'

export interface OverlayOptions {
  /** Index of the patch in its series, for `originOf`. */
  readonly patch: number
  /** Lines of context that need not fit; git has none. */
  readonly fuzz: number
}

/** What became of one file of a patch. */
export interface FileVerdict {
  readonly file: FileDiff
  /** Why it does not apply; `undefined` where it does. */
  readonly problem: string | undefined
  /** Its path leads out of the tree, into git's own or through a link. */
  readonly unsafe: boolean
  /** It applies only with fuzz, so not with git. */
  readonly fuzzed: boolean
  /** The 1-based line of the file after that each hunk begins on. */
  readonly starts: readonly number[]
}

/** What is known of the whole patch that a file's change is a part of. */
interface PatchContext {
  /** The tree in front of it. */
  readonly start: Overlay
  /** Paths that it deletes, or renames away. */
  readonly leaving: ReadonlySet<string>
}

const leaves: ReadonlySet<FileDiff['operation']> = new Set(['delete', 'rename'])

/** A file that a patch has changed; `undefined` lines: no text. */
interface Changed {
  readonly lines: readonly PatchedLine[] | undefined
  readonly mode: string | undefined
}

export class Overlay implements Tree {
  readonly #base: Tree
  /** By path; `undefined` for a file that is gone. */
  readonly #changed: ReadonlyMap<string, Changed | undefined>

  constructor(base: Tree, changed: ReadonlyMap<string, Changed | undefined> = new Map()) {
    this.#base = base
    this.#changed = changed
  }

  get name(): string {
    return this.#base.name
  }

  get over(): NonNullable<Tree['over']> {
    return {tree: this.#base, changed: new Set(this.#changed.keys())}
  }

  /** Paths of all files that the patches have touched, in order. */
  get touched(): readonly string[] {
    return [...this.#changed.keys()].sort()
  }

  read(path: string): string | undefined {
    if (!this.#changed.has(path)) return this.#base.read(path)
    const changed = this.#changed.get(path)
    if (changed && !changed.lines)
      throw new InputError(`${this.name}:${path}: Unexpected binary content, expected a text file`)
    return changed?.lines?.map(({text}) => text).join('')
  }

  readAll(paths: readonly string[], refuse?: (problem: InputError) => void): ReadonlyMap<string, string> {
    const texts = new Map(
      this.#base.readAll(
        paths.filter((path) => !this.#changed.has(path)),
        refuse,
      ),
    )
    for (const path of paths) {
      if (!this.#changed.get(path)?.lines) continue
      const text = this.read(path)
      if (text !== undefined) texts.set(path, text)
    }
    return texts
  }

  bytes(path: string): Uint8Array | undefined {
    if (!this.#changed.has(path)) return this.#base.bytes(path)
    const lines = this.#changed.get(path)?.lines
    return lines && Buffer.from(lines.map(({text}) => text).join(''))
  }

  list(directory: string): readonly string[] {
    const whole = directory === '' || directory === '.'
    const files = new Set(this.#base.list(directory))
    for (const [path, changed] of this.#changed) {
      if (!whole && !path.startsWith(`${directory}/`)) continue
      // A symbolic link is no file of its own.
      if (changed && changed.mode !== symbolicLink) files.add(path)
      else files.delete(path)
    }
    return [...files].sort()
  }

  /** Which patch added a line, by its 1-based number. */
  originOf(path: string, line: number): Origin | undefined {
    return this.#changed.get(path)?.lines?.[line - 1]?.origin
  }

  /** Of every line that a patch added and that still stands. */
  *origins(): Generator<Origin> {
    for (const changed of this.#changed.values()) {
      for (const {origin} of changed?.lines ?? []) if (origin) yield origin
    }
  }

  /** Whether a word stood in one of the files before they were touched. */
  wasNamed(word: string): boolean {
    return this.touched.some((path) => {
      try {
        return this.#base.read(path)?.includes(word) ?? false
      } catch (error) {
        if (error instanceof InputError) return false
        throw error
      }
    })
  }

  /** The tree with those files of a patch that apply; the verdicts are in the order of the files. */
  apply(
    files: readonly FileDiff[],
    options: OverlayOptions,
  ): {readonly tree: Overlay; readonly verdicts: readonly FileVerdict[]} {
    const changed = new Map(this.#changed)
    const leaving = new Set(
      files.flatMap(({before, operation}) => (before !== undefined && leaves.has(operation) ? before : [])),
    )
    const written = new Set<string>()
    const verdicts = files.map((file): FileVerdict => {
      const before = new Overlay(this.#base, changed)
      const unsafe = before.#unsafePathOf(file, this)
      const result = unsafe ?? before.#applyFile(file, options, {start: this, leaving})
      if (typeof result === 'string')
        return {file, problem: result, unsafe: unsafe !== undefined, fuzzed: false, starts: []}
      // Files go before others come, whatever the order.
      if (file.before !== undefined && leaves.has(file.operation) && !written.has(file.before))
        changed.set(file.before, undefined)
      if (file.after !== undefined) {
        changed.set(file.after, result.after)
        written.add(file.after)
      }
      return {file, problem: undefined, unsafe: false, fuzzed: result.fuzzed, starts: result.starts}
    })
    return {tree: new Overlay(this.#base, changed), verdicts}
  }

  /** The file after, or why there is none. */
  #applyFile(
    file: FileDiff,
    options: OverlayOptions,
    {start, leaving}: PatchContext,
  ): string | {readonly after: Changed; readonly fuzzed: boolean; readonly starts: readonly number[]} {
    const {before, after, operation, hunks, binary} = file
    if (before === undefined && after === undefined) return 'Unexpected diff without a path'
    // What is copied or renamed is what stood there before the whole patch (git's apply.c, `previous_patch`).
    const source = operation === 'copy' || operation === 'rename' ? start : this
    if (before !== undefined && !source.#has(before)) return `Unexpected absence of \`${before}\``
    if (after !== undefined && after !== before && this.#has(after, leaving))
      return `Unexpected \`${after}\`, which is there already`
    const mode = file.newMode ?? (before === undefined ? undefined : source.#changed.get(before)?.mode)
    if (binary === 'unsaid') return 'Unexpected binary change without its content'
    if (binary !== undefined) {
      return source.#isBlob(before, file.oldBlob)
        ? {after: {lines: undefined, mode}, fuzzed: false, starts: []}
        : 'Unexpected content, expected the one that the binary change is of'
    }
    if (hunks.some((hunk) => !isWhole(hunk))) return 'Unexpected hunk whose lines are not those that its header counts'
    // The commit of a submodule is in git's index, and no text of the tree.
    if (mode === submodule || file.oldMode === submodule) {
      const isCommit = hunks.every(({lines}) => lines.every(({text}) => /^Subproject commit [0-9a-f]{40}$/.test(text)))
      return isCommit
        ? {after: {lines: undefined, mode}, fuzzed: false, starts: []}
        : 'Unexpected lines, expected the commit of a submodule'
    }
    const lines = before === undefined ? [] : source.#linesOf(before)
    if (!lines)
      return hunks.length === 0
        ? {after: {lines: undefined, mode}, fuzzed: false, starts: []}
        : 'Unexpected binary file'
    const result = applyHunks(lines, hunks, options)
    if (!result.ok) return `Unexpected text around line ${result.hunk.oldStart}, expected what the hunk shows`
    if (operation === 'delete' && result.lines.length > 0) return 'Unexpected rest of a file that is deleted'
    return {after: {lines: result.lines, mode}, fuzzed: result.fuzzed, starts: result.starts}
  }

  /** A file goes from where it was before the whole patch. */
  #unsafePathOf({before, after}: FileDiff, start: Overlay): string | undefined {
    const gone = before === undefined ? undefined : start.#problemOf(before)
    return gone ?? (after === undefined ? undefined : this.#problemOf(after))
  }

  /** As `git am` refuses paths (read-cache.c, `verify_path`): none leads out of the tree, into git's own or through a link. */
  #problemOf(path: string): string | undefined {
    if (leavesTree(path)) return 'Unexpected path, expected one inside of the tree'
    const parts = path.split('/')
    for (let length = 1; length < parts.length; length++) {
      const above = parts.slice(0, length).join('/')
      const changed = this.#changed.get(above)
      if (changed?.mode === symbolicLink) return `Unexpected path through the symbolic link \`${above}\``
      if (changed) return `Unexpected path through the file \`${above}\``
    }
    return undefined
  }

  /** git applies a binary change to that content alone, and wants its whole name. A new file has no content before. */
  #isBlob(path: string | undefined, blob: string | undefined): boolean {
    if (blob === undefined || blob.length < 40) return false
    const bytes = path === undefined ? undefined : this.bytes(path)
    // What another binary change has left is not known.
    if (!bytes) return path === undefined || this.#changed.has(path)
    return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === blob
  }

  #has(path: string, leaving: ReadonlySet<string> = new Set()): boolean {
    if (leaving.has(path)) return false
    if (this.#changed.has(path)) return this.#changed.get(path) !== undefined
    try {
      return this.#base.read(path) !== undefined
    } catch (error) {
      // It is there, and is no text; or it is a directory, which is gone with the last file in it.
      if (error instanceof InputError)
        return this.#base.list(path).length === 0 || this.list(path).some((file) => !leaving.has(file))
      throw error
    }
  }

  /** `undefined` where it is no text. */
  #linesOf(path: string): readonly PatchedLine[] | undefined {
    const changed = this.#changed.get(path)
    if (changed) return changed.lines
    try {
      const text = this.#base.read(path) ?? ''
      return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => ({text: line, origin: undefined}))
    } catch (error) {
      if (error instanceof InputError) return undefined
      throw error
    }
  }
}

const symbolicLink = '120000'
const submodule = '160000'

/** Empty, the directory itself or the one above, git's own, whatever its case (git-config(1), `core.protectHFS`). */
const forbidden = /^(?:|\.|\.\.|\.git|git~1)$/i

/** Whether a path is none of a file inside of a tree, by its words alone. */
function leavesTree(path: string): boolean {
  return /^\/|[\\\0]/.test(path) || path.split('/').some((part) => forbidden.test(part))
}

function isWhole({lines, oldLines, newLines}: FileDiff['hunks'][number]): boolean {
  const old = lines.filter(({kind}) => kind !== 'added').length
  const added = lines.filter(({kind}) => kind !== 'removed').length
  return old === oldLines && added === newLines && lines.some(({kind}) => kind !== 'context')
}
