/** What userspace compiles against stays. */

import type {HunkLine, Place} from '../../model/index.ts'
import type {HunkView} from '../../uapi/index.ts'
import {linePlace} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'

export const uapiChanged = definePatchRule({
  id: 'uapi-changed',
  scope: 'patch',
  severity: 'info',
  summary: 'A name of a released uapi header keeps its value and stays.',
  why: 'Programs that are compiled already pass the old number for ever, and those that are compiled anew fail where the name is gone.',
  source: 'Documentation/process/stable-api-nonsense.rst: the interface to userspace is stable; scripts/check-uapi.sh',
  messages: {
    released: (name) =>
      `Has no kernel been released with \`${name}\`, so that no program is compiled with what it was?`,
  },
  check(input, report) {
    // With a tree it is known (`symbol-removed`, `constant-changed`); without one it is asked once.
    const {patches, patched} = input.series
    if (patched) return
    const {bodies, firsts} = addedBy(patches)
    const changes = input.headers.flatMap((header) => changesOf(header.view, bodies))
    // What a patch of the series adds, a later one may change.
    const isOwn = (name: string): boolean => (firsts.get(name) ?? patches.length) < patches.indexOf(input)
    const first = changes.find(({name}) => isInterface(name, input) && !isOwn(name))
    if (first) report('released', [first.name], {symbol: first.name, place: first.place})
  },
  examples: [
    {
      name: 'another number, and a name that is gone',
      files: {
        'include/uapi/linux/kvm.h': ` #define KVM_CAP_ROPE 224
-#define KVM_CAP_WHEEL 225
-#define KVM_CAP_BELL 226
+#define KVM_CAP_BELL 225
 #define KVM_CAP_HAMMER 227
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:2:1: info: Has no kernel been released with `KVM_CAP_WHEEL`, so that no program is compiled with what it was?',
      ],
    },
    {
      name: 'another spelling, and another place',
      files: {
        'include/uapi/linux/kvm.h': `-#define KVM_CAP_ROPE 0x10
+#define KVM_CAP_ROPE 16
-#define KVM_CAP_WHEEL 225
 #define KVM_CAP_BELL 226
`,
        'arch/x86/include/uapi/asm/kvm.h': `+#define KVM_CAP_WHEEL 225
`,
      },
      expected: [],
    },
  ],
})

interface Change {
  readonly name: string
  readonly place: Place
}

/** What the patches of a series define: the last body of each name, and the first patch that has it. */
interface AddedDefines {
  readonly bodies: ReadonlyMap<string, string>
  readonly firsts: ReadonlyMap<string, number>
}

const known = new WeakMap<readonly PatchInput[], AddedDefines>()

function addedBy(patches: readonly PatchInput[]): AddedDefines {
  const before = known.get(patches)
  if (before) return before
  const bodies = new Map<string, string>()
  const firsts = new Map<string, number>()
  for (const [index, {view}] of patches.entries()) {
    for (const [name, body] of view.hunks.flatMap(({hunk}) => defines(hunk.lines, 'added'))) {
      bodies.set(name, body)
      if (!firsts.has(name)) firsts.set(name, index)
    }
  }
  const added = {bodies, firsts}
  known.set(patches, added)
  return added
}

function changesOf(view: HunkView, added: ReadonlyMap<string, string>): readonly Change[] {
  return view.hunk.lines.flatMap((line, index) => {
    const [name, before] = defineIn(line, 'removed') ?? []
    if (name === undefined || before === undefined || before === '') return []
    const after = added.get(name)
    const [old, now] = [numberOf(before), after === undefined ? undefined : numberOf(after)]
    if (after !== undefined && (old === undefined || now === undefined || old === now)) return []
    return [{name, place: placeNear(view, index, name)}]
  })
}

function defineIn({kind, text}: HunkLine, wanted: HunkLine['kind']): readonly [string, string] | undefined {
  if (kind !== wanted) return undefined
  const [, name, body = ''] = /^\s*#\s*define\s+(\w+)(?!\w|\()\s*(.*)$/.exec(text) ?? []
  return name === undefined ? undefined : [name, body.replace(/\/\*.*/, '').trim()]
}

function defines(lines: readonly HunkLine[], kind: HunkLine['kind']): readonly (readonly [string, string])[] {
  return lines.flatMap((line) => {
    const found = defineIn(line, kind)
    return found ? [found] : []
  })
}

/** Guards against including a header twice are nobody's. */
function isInterface(name: string, {prefix}: PatchInput): boolean {
  return name.startsWith(`${prefix}_`) || name.startsWith(`__${prefix}_`)
}

function numberOf(text: string): bigint | undefined {
  const word = text.replace(/^\((.*)\)$/, '$1').replace(/[uUlL]+$/, '')
  return /^(?:0[xX][0-9a-fA-F]+|\d+)$/.test(word) ? BigInt(word) : undefined
}

/** Where the name stands now; else the line that has taken the removed one's place. */
function placeNear(view: HunkView, index: number, name: string): Place {
  const now = view.lines.findIndex((line) => defineIn(line, 'added')?.[0] === name)
  const before = view.hunk.lines.slice(0, index).filter(({kind}) => kind !== 'removed').length
  return linePlace(view, now >= 0 ? now : Math.min(before, view.lines.length - 1))
}
