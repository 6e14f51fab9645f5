/**
 * What stands above the hunks of a file: git's extended header (git-diff(1), "generating patch text with -p"), or the two
 * lines of any unified diff.
 *
 * ```text
 *   diff --git a/x.c b/y.c          --- a/x.c       2023-02-15 01:16:11
 *   similarity index 90%            +++ b/x.c
 *   rename from x.c
 *   rename to y.c
 * ```
 */

import type {FileDiff} from '../../model/index.ts'
import {unquotePath} from './quoted-path.ts'

export interface FileHeader
  extends Pick<FileDiff, 'before' | 'after' | 'operation' | 'oldMode' | 'newMode' | 'oldBlob'> {
  /** Index behind its last line. */
  readonly end: number
}

/** Extended lines by their first words; what follows is the value. */
const extended =
  /^(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|rename old|rename new|similarity index|dissimilarity index|index) (.*)$/

export function readGitHeader(lines: readonly string[], start: number): FileHeader {
  const values = new Map<string, string>()
  let end = start + 1
  let minus: string | undefined
  let plus: string | undefined
  for (; end < lines.length; end++) {
    const line = lines[end] ?? ''
    const match = extended.exec(line)
    if (match) values.set(match[1] ?? '', match[2] ?? '')
    else if (line.startsWith('--- ') && lines[end + 1]?.startsWith('+++ ')) {
      minus = pathOf(line.slice(4))
      plus = pathOf((lines[end + 1] ?? '').slice(4))
      end += 2
      break
    } else break
  }
  const [left, right] = namesOf((lines[start] ?? '').slice('diff --git '.length))
  const from = values.get('rename from') ?? values.get('rename old') ?? values.get('copy from')
  const to = values.get('rename to') ?? values.get('rename new') ?? values.get('copy to')
  const created = values.has('new file mode')
  const deleted = values.has('deleted file mode')
  const before = from === undefined ? withoutPrefix(minus ?? left) : unquotePath(from)
  const after = to === undefined ? withoutPrefix(plus ?? right) : unquotePath(to)
  const indexMode = / (\d{6})$/.exec(values.get('index') ?? '')?.[1]
  return {
    before: created ? undefined : before,
    after: deleted ? undefined : after,
    operation: created
      ? 'create'
      : deleted
        ? 'delete'
        : from === undefined
          ? 'change'
          : values.has('copy from')
            ? 'copy'
            : 'rename',
    oldMode: values.get('old mode') ?? values.get('deleted file mode') ?? indexMode,
    newMode: values.get('new mode') ?? values.get('new file mode') ?? (values.has('old mode') ? undefined : indexMode),
    oldBlob: /^([0-9a-f]+)\.\./.exec(values.get('index') ?? '')?.[1],
    end,
  }
}

export function readPlainHeader(lines: readonly string[], start: number): FileHeader {
  const before = withoutPrefix(pathOf((lines[start] ?? '').slice(4)))
  const after = withoutPrefix(pathOf((lines[start + 1] ?? '').slice(4)))
  return {
    before,
    after,
    operation: before === undefined ? 'create' : after === undefined ? 'delete' : 'change',
    oldMode: undefined,
    newMode: undefined,
    oldBlob: undefined,
    end: start + 2,
  }
}

/** Behind `--- `: quoted, or up to a tab, which a time stamp or a blank in the path brings; `/dev/null` is none. */
function pathOf(text: string): string | undefined {
  const path = text.startsWith('"') ? unquotePath(text) : (text.split('\t', 1)[0] ?? '').trimEnd()
  return path === '/dev/null' ? undefined : path
}

/** `a/x b/x`: where the paths hold blanks, the two are the same, so that the middle tells. */
function namesOf(text: string): readonly [string | undefined, string | undefined] {
  if (text.startsWith('"')) {
    const end = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0].length ?? text.length
    return [unquotePath(text.slice(0, end)), unquotePath(text.slice(end).trim())]
  }
  const quoted = text.indexOf(' "')
  if (quoted > 0) return [text.slice(0, quoted), unquotePath(text.slice(quoted + 1))]
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
    if (text.slice(0, at).replace(/^[^/]*\//, '') === text.slice(at + 1).replace(/^[^/]*\//, '')) {
      return [text.slice(0, at), text.slice(at + 1)]
    }
  }
  const [left, right] = text.split(' ')
  return [left, right]
}

/** `a/virt/kvm/kvm_main.c`, as `git am` strips one component (`-p1`). */
function withoutPrefix(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const slash = path.indexOf('/')
  return slash < 0 ? path : path.slice(slash + 1)
}
