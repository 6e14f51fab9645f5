/** One number needs no lock of its own. */

import type {Statement} from '../../read/c/index.ts'
import type {HunkMember, HunkView} from '../../uapi/index.ts'
import {readHeaderHunk} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput} from '../define-patch-rule.ts'
import {callsIn, expressionsOf, nameOfCall, piecesOf, sourceOf, statementsOf} from './support/code.ts'
import {elementOf} from './support/headers.ts'

export const patchLockAroundScalar = defineSeriesRule({
  id: 'patch-lock-around-scalar',
  scope: 'series',
  severity: 'warning',
  summary: 'A lock protects more than one number.',
  why: 'Reading and writing one aligned number is atomic by itself (READ_ONCE, WRITE_ONCE, a bit operation); a lock around it costs every vCPU and orders nothing.',
  source: 'Documentation/core-api/wrappers/memory-barriers.rst; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    scalar: (lock, member) =>
      `Unexpected lock \`${lock}\` around the one member \`${member}\`, expected READ_ONCE() and WRITE_ONCE(), or a lock there is`,
  },
  check({patches}, report) {
    const added = patches.flatMap(hostMembers)
    for (const {field} of added) {
      if (field.name === undefined || !lockTypes.has(typeName(field.type))) continue
      const lock = field.name
      const regions = patches.flatMap((input) => lockedRegions(input, lock))
      if (regions.length === 0 || regions.some((region) => region === undefined)) continue
      const members = new Set(regions.flatMap((region) => region ?? []))
      const [only] = members
      const scalar = added.find(
        (other) => other.field.name === only && elementOf(other.field.type) === other.field.type,
      )
      if (members.size !== 1 || only === undefined || !scalar || scalar.field.type.kind !== 'integer') continue
      report('scalar', [lock, only], {symbol: lock, place: field.place, related: [{place: scalar.field.place}]})
    }
  },
  examples: [
    {
      name: 'a lock for a flag',
      files: {
        'include/linux/kvm_host.h': `@@ struct kvm {
 	bool vm_dead;
+	rwlock_t bell_lock;
+	bool bell;
 
`,
        'virt/kvm/kvm_main.c': `+static void kvm_set_bell(struct kvm *kvm, bool bell)
+{
+	write_lock(&kvm->bell_lock);
+	kvm->bell = bell;
+	write_unlock(&kvm->bell_lock);
+}
`,
      },
      expected: [
        'include/linux/kvm_host.h:2:11: warning: Unexpected lock `bell_lock` around the one member `bell`, expected READ_ONCE() and WRITE_ONCE(), or a lock there is',
      ],
    },
    {
      name: 'a lock for two members that belong together',
      files: {
        'include/linux/kvm_host.h': `@@ struct kvm {
 	bool vm_dead;
+	rwlock_t bell_lock;
+	bool bell;
+	u32 tone;
 
`,
        'virt/kvm/kvm_main.c': `+static void kvm_set_bell(struct kvm *kvm, bool bell, u32 tone)
+{
+	write_lock(&kvm->bell_lock);
+	kvm->bell = bell;
+	kvm->tone = tone;
+	write_unlock(&kvm->bell_lock);
+}
`,
      },
      expected: [],
    },
  ],
})

const lockTypes = new Set(['rwlock_t', 'spinlock_t', 'raw_spinlock_t', 'struct mutex', 'struct rw_semaphore'])

function typeName(type: HunkMember['field']['type']): string {
  if (type.kind === 'typedef') return type.name
  return type.kind === 'struct' ? `struct ${type.name}` : ''
}

/** Members that the patch adds to structs of the kernel's own headers. */
function hostMembers({code, view}: PatchInput): readonly HunkMember[] {
  const headers: HunkView[] = code.map((hunk) => hunk.view).filter(({path}) => path.endsWith('.h'))
  return headers.flatMap((hunk) => readHeaderHunk(hunk).members).filter(({field}) => view.isAdded(field.place))
}

/** The members used between a lock's calls, region by region; `undefined` for one that holds more than assignments. */
function lockedRegions(input: PatchInput, lock: string): readonly (readonly string[] | undefined)[] {
  const regions: (readonly string[] | undefined)[] = []
  for (const {hunk, piece} of piecesOf(input)) {
    for (const block of statementsOf(piece.body)) {
      if (block.kind !== 'block') continue
      let open: (readonly string[])[] | undefined
      let opaque = false
      for (const statement of block.items) {
        const call = callsIn(statement).find((found) =>
          found.arguments.some((argument) => sourceOf(hunk, argument).endsWith(`->${lock}`)),
        )
        const name = call && nameOfCall(call)
        if (name !== undefined && /init/.test(name)) continue
        if (name !== undefined && /unlock|up_(?:read|write)/.test(name)) {
          if (open) regions.push(opaque ? undefined : open.flat())
          open = undefined
          opaque = false
        } else if (name !== undefined) open = []
        else if (open) {
          const members = membersUsed(statement)
          if (members) open.push(members)
          else opaque = true
        }
      }
      if (open) regions.push(undefined)
    }
  }
  return regions
}

/** Of a plain assignment or a declaration; `undefined` for anything that may do more. */
function membersUsed(statement: Statement): readonly string[] | undefined {
  if (statement.kind !== 'expression' || callsIn(statement).length > 0) return undefined
  return expressionsOf(statement).flatMap((expression) => (expression.kind === 'member' ? [expression.name] : []))
}
