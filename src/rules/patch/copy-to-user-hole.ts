/** What is copied to userspace holds nothing that nobody wrote. */

import {type Abi, abis, layoutOf, type Resolve} from '../../abi/index.ts'
import type {CompositeType} from '../../model/index.ts'
import type {Block, Call} from '../../read/c/index.ts'
import {
  calledFunction,
  callsIn,
  copiesIn,
  type InCode,
  nameOfCall,
  newStructs,
  piecesOf,
  sourceOf,
  statementsOf,
} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput, type SeriesInput} from '../define-patch-rule.ts'
import {inHeaders} from '../support/headers.ts'

export const copyToUserHole = defineSeriesRule({
  id: 'copy-to-user-hole',
  scope: 'series',
  severity: 'warning',
  summary: 'A struct with padding is cleared before it is copied to userspace.',
  why: "The bytes between its members hold what the kernel's stack or heap held before, addresses among them.",
  source: 'Documentation/driver-api/ioctl.rst, "Information leaks"',
  messages: {
    hole: (struct, bytes, name) =>
      `Unexpected \`copy_to_user\` of \`${struct}\` with ${bytes} bytes between and behind its members that nothing writes, expected \`${name}\` to be cleared first`,
  },
  check(series, report) {
    for (const input of series.patches) {
      for (const code of piecesOf(input)) {
        for (const {object, type, call} of uncleared(input, code, series.patches)) {
          const bytes = paddingOf(type, code, series)
          if (bytes === 0) continue
          report('hole', [type, String(bytes), object], {
            symbol: type,
            place: code.hunk.place(call.start, call.end),
          })
        }
      }
    }
  },
  examples: [
    {
      name: 'members written one by one, on the stack and on the heap',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u32 tone;
+	__u64 count;
+};
`,
        'virt/kvm/bell.c': `+static int kvm_get_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell bell;
+
+	bell.tone = kvm->tone;
+	bell.count = kvm->count;
+	return copy_to_user(argp, &bell, sizeof(bell)) ? -EFAULT : 0;
+}
+
+static int kvm_get_other_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell *bell = kmalloc(sizeof(*bell), GFP_KERNEL);
+	int r;
+
+	if (!bell)
+		return -ENOMEM;
+	bell->tone = kvm->tone;
+	bell->count = kvm->count;
+	r = copy_to_user(argp, bell, sizeof(*bell)) ? -EFAULT : 0;
+	kfree(bell);
+	return r;
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:7:9: warning: Unexpected `copy_to_user` of `struct kvm_bell` with 4 bytes between and behind its members that nothing writes, expected `bell` to be cleared first',
        'virt/kvm/bell.c:19:6: warning: Unexpected `copy_to_user` of `struct kvm_bell` with 4 bytes between and behind its members that nothing writes, expected `bell` to be cleared first',
      ],
    },
    {
      name: 'cleared in each of the ways there are, or without padding',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u32 tone;
+	__u64 count;
+};
+struct kvm_rope {
+	__u32 length;
+	__u32 pad;
+	__u64 count;
+};
`,
        'virt/kvm/bell.c': `+static int kvm_get_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell bell = {}, other, third;
+	struct kvm_bell *fourth = kzalloc(sizeof(*fourth), GFP_KERNEL);
+	struct kvm_rope rope;
+
+	bell.tone = kvm->tone;
+	if (copy_to_user(argp, &bell, sizeof(bell)))
+		return -EFAULT;
+	memset(&other, 0, sizeof(other));
+	if (copy_to_user(argp, &other, sizeof(other)))
+		return -EFAULT;
+	kvm_ask_somebody(kvm, &third);
+	if (copy_to_user(argp, &third, sizeof(third)))
+		return -EFAULT;
+	if (copy_to_user(argp, fourth, sizeof(*fourth)))
+		return -EFAULT;
+	rope.length = kvm->length;
+	return copy_to_user(argp, &rope, sizeof(rope)) ? -EFAULT : 0;
+}
`,
      },
      expected: [],
    },
  ],
})

interface Uncleared {
  readonly object: string
  /** `struct kvm_bell`. */
  readonly type: string
  readonly call: Call
}

/** Copies of what a block that is new from brace to brace declares, and writes by its members alone. */
function uncleared(input: PatchInput, code: InCode, patches: readonly PatchInput[]): readonly Uncleared[] {
  const {hunk, piece} = code
  const blocks = statementsOf(piece.body).filter(
    (statement): statement is Block =>
      statement.kind === 'block' && input.view.isWhollyAdded(hunk.place(statement.start, statement.end)),
  )
  return blocks.flatMap((block) =>
    block.items.flatMap((item) => {
      if (item.kind !== 'declaration' || !item.type.startsWith('struct ')) return []
      return item.declarators.flatMap(({name, pointer, value}): Uncleared[] => {
        if (!pointer && value) return []
        const whole = new RegExp(`^sizeof ?\\(?${pointer ? '\\*' : ''}${name}\\)?$`)
        const copy = copiesIn(block, code).find(({call, object}) => {
          const size = call.arguments[2]
          return nameOfCall(call) === 'copy_to_user' && object === name && size && whole.test(sourceOf(hunk, size))
        })
        const isMine = copy !== undefined && (pointer ? isAllocated(block, code, name) : true)
        return isMine && isWrittenByMember(block, code, name, patches)
          ? [{object: name, type: item.type, call: copy.call}]
          : []
      })
    }),
  )
}

function isAllocated(block: Block, {hunk}: InCode, name: string): boolean {
  return new RegExp(`\\b${name} = k(?:v)?malloc\\(`).test(sourceOf(hunk, block))
}

/** Every other place that has the name is a member, its size, its release, or a function that only writes members. */
function isWrittenByMember(block: Block, code: InCode, name: string, patches: readonly PatchInput[]): boolean {
  const {hunk} = code
  let text = sourceOf(hunk, block)
  for (const call of callsIn(block)) {
    const at = call.arguments.findIndex((argument) => new RegExp(`^&?${name}$`).test(sourceOf(hunk, argument)))
    if (at < 0) continue
    if (/^(?:copy_to_user|kv?free)$/.test(nameOfCall(call) ?? '') || writesMembers(call, at, patches))
      text = text.replace(sourceOf(hunk, call), '')
  }
  const rest = text
    .replaceAll(new RegExp(`struct \\w+[^;]*?\\b${name}\\b(?= ?[,;=])`, 'g'), '')
    .replaceAll(
      new RegExp(`sizeof\\(\\*?${name}\\)|!${name}\\b|\\b${name}(?:\\.|->)|\\b${name} = kv?malloc\\(`, 'g'),
      '',
    )
  return !new RegExp(`\\b${name}\\b`).test(rest)
}

/** Whether the series shows the function, and it does nothing with that parameter but look at members. */
function writesMembers(call: Call, at: number, patches: readonly PatchInput[]): boolean {
  const called = calledFunction(patches, call)
  const name = called?.piece.parameters[at]?.name
  if (!called || name === undefined) return false
  const text = sourceOf(called.hunk, called.piece.body)
  return !new RegExp(`\\b${name}\\b(?!->)`).test(text) && !/\bmem(?:set|cpy|zero)\w*\(/.test(text)
}

/** The most bytes of padding on an ABI of the file's architecture; 0 where the struct is not known. */
function paddingOf(name: string, {hunk}: InCode, {patches, patched}: SeriesInput): number {
  const own = new Map(patches.flatMap(newStructs).map((struct) => [struct.name, struct.type]))
  const find = (wanted: string): CompositeType | undefined => {
    const tree = own.has(wanted) ? undefined : patched?.read()
    return own.get(wanted) ?? (tree && inHeaders(tree, 'structs', wanted.replace(/^\w+ /, ''))[0]?.item.type)
  }
  const resolve: Resolve = {composite: (kind, tag) => find(`${kind} ${tag}`), typedef: () => undefined}
  const type = find(name)
  return type ? Math.max(0, ...abisOf(hunk.view.path).map((abi) => padding(type, abi, resolve))) : 0
}

function padding(type: CompositeType, abi: Abi, resolve: Resolve): number {
  const result = layoutOf(type, abi, resolve)
  if (!result.ok) return 0
  return result.layout.holes.reduce((sum, {size}) => sum + size, result.layout.tailPadding)
}

function abisOf(path: string): readonly Abi[] {
  const architecture = /^arch\/(\w+)\//.exec(path)?.[1]
  return abis.filter((abi) => architecture === undefined || abi.architecture === architecture)
}
