/** How KVM_ENABLE_CAP fails for a new capability, and when it may come, is in the capability's section. */

import type {Statement} from '../../read/c/index.ts'
import {casesIn, type InCode, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {fieldOf, type NewSection, newSections} from './support/documents.ts'

export const enableCapErrno = defineSeriesRule({
  id: 'enable-cap-errno',
  scope: 'series',
  severity: 'warning',
  summary: "A capability's section says how enabling it fails, and when it may be enabled.",
  why: 'EINVAL is what every unknown capability gives; any other error is one that a program can do something about, once it knows when it comes.',
  source:
    'Documentation/virt/kvm/api.rst, chapters 6 and 7: `:Returns:`; Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    errno: (errno, capability) =>
      `Unexpected \`${errno}\` from enabling \`${capability}\`, expected its section to say when`,
    late: (capability, member) =>
      `May \`${capability}\` be enabled, and \`${member}\` change, while vCPUs are there or run?`,
  },
  check({patches}, report) {
    const cases = patches.flatMap((input) =>
      [...piecesOf(input)]
        .filter(({piece}) => /enable_cap/.test(piece.functionName ?? ''))
        .flatMap((code) => casesIn(input, code).map((body) => ({...body, code}))),
    )
    for (const section of patches.flatMap(newSections)) {
      const text = section.blocks.map((block) => block.text).join('\n')
      for (const {labels, statements, complete, code} of cases) {
        const own = labels.find(({name, added}) => added && section.names.includes(name))
        if (!own || !complete || statements.length === 0) continue
        const source = statements.map((statement) => sourceOf(code.hunk, statement)).join(' ')
        for (const [, errno = ''] of source.matchAll(/-(E[A-Z0-9]{2,})\b/g)) {
          if (general.has(errno) || new RegExp(`\\b${errno}\\b`).test(text)) continue
          report('errno', [errno, own.name], {
            symbol: `${own.name} ${errno}`,
            place: placeIn(section),
            related: [{place: own.place}],
          })
        }
        const late = /\bvcpus?\b|\bbefore\b|\bany time\b/i.test(`${text} ${source}`)
          ? undefined
          : memberSet(statements, code)
        if (late) report('late', [own.name, late.name], {symbol: own.name, place: late.place, severity: 'info'})
      }
    }
  },
  examples: [
    {
      name: 'an error that only the code knows, and a member that may change at any time',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+:Parameters: args[0] is the tone
+:Returns: 0 on success, -EINVAL where the tone is unknown
+
+The guest gets a bell.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = -EBUSY;
+		if (kvm->arch.is_ringing)
+			break;
+		kvm->arch.tone = cap->args[0];
+		r = 0;
+		break;
 	default:
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:6:1: warning: Unexpected `EBUSY` from enabling `KVM_CAP_BELL`, expected its section to say when',
        'arch/x86/kvm/x86.c:6:3: info: May `KVM_CAP_BELL` be enabled, and `kvm->arch.tone` change, while vCPUs are there or run?',
      ],
    },
    {
      name: 'an error that is documented, and the time',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+:Parameters: args[0] is the tone
+:Returns: 0 on success, -EBUSY while it rings
+
+The guest gets a bell. The tone may change while vCPUs run.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = -EBUSY;
+		if (kvm->arch.is_ringing)
+			break;
+		kvm->arch.tone = cap->args[0];
+		r = 0;
+		break;
 	default:
`,
      },
      expected: [],
    },
  ],
})

/** What any call may return; api.rst, section 4, says that these are not detailed. */
const general = new Set(['EINVAL', 'EFAULT', 'ENOMEM', 'EBADF', 'ENOTTY'])

/** Where the section says how it fails, or would. */
function placeIn(section: NewSection) {
  const [first] = section.fields
  return (fieldOf(section, 'return') ?? fieldOf(section, 'parameter') ?? first)?.place ?? section.section.place
}

/** The first member of the VM that the case sets without a lock. */
function memberSet(statements: readonly Statement[], {hunk}: InCode) {
  if (statements.some((statement) => /lock\(/.test(sourceOf(hunk, statement)))) return undefined
  for (const statement of statements.flatMap((outer) => [...statementsOf(outer)])) {
    if (statement.kind !== 'expression' || statement.expression.kind !== 'binary') continue
    const {operator, left} = statement.expression
    const name = left.kind === 'member' ? sourceOf(hunk, left) : ''
    if (operator === '=' && name.startsWith('kvm->')) return {name, place: hunk.place(left.start, left.end)}
  }
  return undefined
}
