/** What KVM_CHECK_EXTENSION answers, where it is more than yes. */

import type {Expression, Statement} from '../../read/c/index.ts'
import {casesIn, piecesOf, sourceOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {type NewSection, newSections} from './support/documents.ts'

export const answerUndocumented = defineSeriesRule({
  id: 'answer-undocumented',
  scope: 'series',
  severity: 'warning',
  summary: "A capability's section says what KVM_CHECK_EXTENSION returns where that is no mere yes.",
  why: 'A mask of flags or a maximum that is not documented is taken for a truth value, and what it says is lost.',
  source: 'Documentation/virt/kvm/api.rst, "KVM_CHECK_EXTENSION"',
  messages: {
    silent: (capability, value) =>
      `Unexpected silence on what KVM_CHECK_EXTENSION returns for \`${capability}\`, which is \`${value}\`, expected what it means`,
  },
  check({patches}, report) {
    const answers = patches.flatMap((input) =>
      [...piecesOf(input)]
        .filter(({piece}) => /check_extension/.test(piece.functionName ?? ''))
        .flatMap((code) => casesIn(input, code).map((body) => ({body, hunk: code.hunk}))),
    )
    for (const section of patches.flatMap(newSections)) {
      if (speaksOfAnswer(section)) continue
      for (const capability of section.names) {
        for (const {body, hunk} of answers) {
          if (!body.labels.some(({name, added}) => added && name === capability)) continue
          const value = body.statements.map(answerOf).find((one) => one !== undefined)
          if (!value || !isNumber(value, sourceOf(hunk, value))) continue
          report('silent', [capability, sourceOf(hunk, value)], {
            symbol: capability,
            place: section.section.place,
            related: [{place: hunk.place(value.start, value.end), message: 'the answer'}],
          })
        }
      }
    }
  },
  examples: [
    {
      name: 'a mask that nobody explains',
      files: {
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+
+There is a bell.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_check_extension(struct kvm *kvm, long ext)
 		break;
+	case KVM_CAP_BELL:
+		r = KVM_BELL_VALID_FLAGS;
+		break;
 	default:
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:1: warning: Unexpected silence on what KVM_CHECK_EXTENSION returns for `KVM_CAP_BELL`, which is `KVM_BELL_VALID_FLAGS`, expected what it means',
      ],
    },
    {
      name: 'a mask that the section has, and a yes',
      files: {
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+
+The value returned by KVM_CHECK_EXTENSION is a bitmask of tones.
+
+8.2 KVM_CAP_ROPE
+----------------
+
+:Architectures: x86
+
+There is a rope.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_check_extension(struct kvm *kvm, long ext)
 		break;
+	case KVM_CAP_BELL:
+		r = KVM_BELL_VALID_FLAGS;
+		break;
+	case KVM_CAP_ROPE:
+		r = kvm_has_rope(kvm);
+		break;
 	default:
`,
      },
      expected: [],
    },
  ],
})

function speaksOfAnswer({blocks}: NewSection): boolean {
  const text = blocks.map((block) => block.text).join(' ')
  return /\bKVM_CHECK_EXTENSION\b|\breturn(?:s|ed)?\b(?!:)|\bbit\s?(?:mask|map|field)\b|\bmaximum\b|\breports?\b/i.test(
    text,
  )
}

/** Of `r = x` and `return x`. */
function answerOf(statement: Statement): Expression | undefined {
  if (statement.kind === 'return') return statement.value
  if (statement.kind !== 'expression' || statement.expression.kind !== 'binary') return undefined
  const {operator, left, right} = statement.expression
  return operator === '=' && left.kind === 'name' ? right : undefined
}

/** What cannot be a truth value: a number above one, a mask, a size. */
function isNumber(value: Expression, source: string): boolean {
  if (value.kind === 'constant') return Number(value.text) > 1
  if (value.kind === 'name')
    return /^[A-Z]\w*_(?:MASK|MAX\w*|BITS|FLAGS|VALID\w*|ALL|SUPPORTED\w*)$|^[A-Z]\w*_MAX_/.test(value.name)
  if (value.kind === 'binary') return value.operator === '|'
  return /^sizeof\b|\b\w*(?:max|nr|num|size|count|mask)\w*\(/.test(source)
}
