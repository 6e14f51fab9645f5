/** What the kernel does not know, it refuses. */

import type {Expression} from '../../read/c/index.ts'
import {
  copiesIn,
  expressionsOf,
  type HunkStruct,
  type InCode,
  isAdded,
  isOfArgument,
  membersWithin,
  newStructs,
  piecesOf,
  sourceOf,
  statementsOf,
} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput} from '../define-patch-rule.ts'
import {isPadding} from '../support/compare-struct.ts'

export const flagsUnchecked = defineSeriesRule({
  id: 'flags-unchecked',
  scope: 'series',
  severity: 'warning',
  summary: 'Unknown flags and spare room that is not zero are refused.',
  why: 'What is accepted today, programs leave uninitialised; the bit can then never get a meaning, and no program can find out whether the kernel knows it.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"; review of KVM_S390_ZPCI_OP, 2022',
  messages: {
    unknown: (member) => `Unexpected acceptance of unknown bits in \`${member}\`, expected -EINVAL for them`,
    unread: (struct, member) =>
      `Unexpected \`${struct}\` from userspace whose \`${member}\` nobody looks at, expected -EINVAL where it is not zero`,
    unused: (member, struct) => `What is \`${member}\` of \`${struct}\` for, which nobody looks at: is it needed?`,
  },
  check({patches}, report) {
    const structs = patches.flatMap(newStructs).filter(({tag}) => tag !== undefined)
    const members = structs.flatMap(({type}) => membersWithin(type)).map(({field}) => field.name)
    const all = patches.flatMap((input) => [...piecesOf(input)].map((code) => ({input, ...code})))
    const texts = all.map(({hunk, piece}) => sourceOf(hunk, piece))
    for (const {input, hunk, piece} of all) {
      const tests = expressionsOf(piece.body).filter((expression) => isBitTest(expression))
      const seen = new Set<string>()
      for (const test of tests) {
        const path = flagsPath(test)
        if (
          path === undefined ||
          seen.has(path) ||
          !members.includes('flags') ||
          !usesStruct(
            piece,
            structs.map(({name}) => name),
          )
        )
          continue
        seen.add(path)
        if (!isAdded(input, hunk, test) || texts.some((text) => refuses(text, path))) continue
        report('unknown', [path], {symbol: path, place: hunk.place(test.start, test.end)})
      }
    }
    for (const {input, hunk, piece} of all) {
      for (const copy of copiesIn(piece.body, {hunk, piece})) {
        if (copy.direction !== 'in' || !isOfArgument(copy) || !isAdded(input, hunk, copy.call)) continue
        const type = declaredType(piece, copy.object)
        const struct = structs.find(({name}) => name === type)
        if (!struct) continue
        // Where the struct goes on to a function that the series does not show, nobody knows.
        const idle = membersWithin(struct.type).find(
          ({field: {name = ''}, path}) =>
            path.length === 1 && name !== '' && !texts.some((text) => new RegExp(`(?:->|\\.)${name}\\b`).test(text)),
        )
        const name = idle?.field.name
        if (name === undefined || !isInSight(patches, {hunk, piece}, copy.object)) continue
        if (name !== 'flags' && !isPadding(name)) {
          const place = hunk.place(copy.call.start, copy.call.end)
          report('unused', [name, struct.name], {symbol: `${struct.name}.${name}`, place, severity: 'info'})
          continue
        }
        report('unread', [struct.name, name], {
          symbol: `${struct.name}.${name}`,
          place: hunk.place(copy.call.start, copy.call.end),
          // Where there are flags, spare bytes get their meaning by one of them.
          ...(isPadding(name) && hasFlags(struct) && {severity: 'info'}),
        })
      }
    }
  },
  examples: [
    {
      name: 'one bit looked at, the others ignored',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 tone;
+	__u64 flags;
+};
`,
        'virt/kvm/bell.c': `+int kvm_ring_bell(struct kvm *kvm, struct kvm_bell *bell)
+{
+	if (bell->flags & KVM_BELL_LOUD)
+		return kvm_ring_loud(kvm);
+	return kvm_ring(kvm);
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:3:6: warning: Unexpected acceptance of unknown bits in `bell->flags`, expected -EINVAL for them',
      ],
    },
    {
      name: 'the others refused',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 tone;
+	__u64 flags;
+};
`,
        'virt/kvm/bell.c': `+int kvm_ring_bell(struct kvm *kvm, struct kvm_bell *bell)
+{
+	if (bell->flags & ~KVM_BELL_LOUD)
+		return -EINVAL;
+	if (bell->flags & KVM_BELL_LOUD)
+		return kvm_ring_loud(kvm);
+	return kvm_ring(kvm);
+}
`,
      },
      expected: [],
    },
  ],
})

const hasFlags = ({type}: HunkStruct): boolean =>
  membersWithin(type).some(({field, path}) => path.length === 1 && /^(?:flags|op|cmd)$/.test(field.name ?? ''))

/** `x->flags & KVM_LOUD`. */
function isBitTest(expression: Expression): boolean {
  return (
    expression.kind === 'binary' &&
    expression.operator === '&' &&
    expression.left.kind === 'member' &&
    /^flags$/.test(expression.left.name) &&
    expression.right.kind === 'name' &&
    /^[A-Z]/.test(expression.right.name)
  )
}

/** `bell->flags`, as it is written. */
function flagsPath(expression: Expression): string | undefined {
  return expression.kind === 'binary' ? pathOf(expression.left) : undefined
}

function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name
  if (expression.kind !== 'member') return undefined
  const object = pathOf(expression.object)
  return object === undefined ? undefined : `${object}${expression.arrow ? '->' : '.'}${expression.name}`
}

/** The mask, inverted; a comparison; the value as a whole. `member` is the last name of the path. */
function refuses(text: string, path: string): boolean {
  const member = path.slice(path.search(/\w+$/))
  return new RegExp(
    `${member}\\s*(?:&\\s*~|>|!=|==|\\^)|~\\w+\\s*&[^;]*${member}|if \\([^()]*${member}\\s*(?:\\|\\||\\))|\\w+(?:valid|check)\\w*\\([^()]*${member}`,
  ).test(text)
}

function usesStruct({parameters, body}: InCode['piece'], names: readonly string[]): boolean {
  const types = statementsOf(body).flatMap((statement) => (statement.kind === 'declaration' ? [statement.type] : []))
  return [...parameters.map(({type}) => type), ...types].some((type) => names.includes(type))
}

function declaredType({body}: InCode['piece'], name: string): string | undefined {
  for (const statement of statementsOf(body)) {
    if (statement.kind === 'declaration' && statement.declarators.some((item) => item.name === name))
      return statement.type
  }
  return undefined
}

/** Every function that gets the struct's address is in the series. */
function isInSight(patches: readonly PatchInput[], {hunk, piece}: InCode, name: string): boolean {
  const shown = new Set(
    patches.flatMap((input) =>
      [...piecesOf(input)].flatMap((code) => (code.piece.whole ? [code.piece.functionName] : [])),
    ),
  )
  return expressionsOf(piece.body).every((expression) => {
    if (expression.kind !== 'call' || expression.callee.kind !== 'name') return true
    if (!expression.arguments.some((argument) => sourceOf(hunk, argument) === `&${name}`)) return true
    return /^copy_/.test(expression.callee.name) || shown.has(expression.callee.name)
  })
}
