/** What a capability's section says of arguments is what its case looks at. */

import {casesIn, piecesOf, sourceOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const capabilityArguments = defineSeriesRule({
  id: 'capability-arguments',
  scope: 'series',
  severity: 'warning',
  summary: "A capability's section has the arguments that its case reads.",
  why: 'A program passes zeros for arguments that it does not know of, and gets whatever zero means.',
  source: 'Documentation/virt/kvm/api.rst, section 7: `:Parameters:`',
  messages: {
    unsaid: (capability, argument) =>
      `Unexpected \`:Parameters:\` of \`${capability}\` without \`${argument}\`, which its case reads, expected what it means`,
    unread: (capability, argument) =>
      `Unexpected \`${argument}\` in \`:Parameters:\` of \`${capability}\`, which its case does not read`,
  },
  check({patches}, report) {
    const cases = patches.flatMap((input) =>
      [...piecesOf(input)]
        .filter(({piece}) => /enable_cap/.test(piece.functionName ?? ''))
        .flatMap((code) => casesIn(input, code).map((body) => ({...body, hunk: code.hunk}))),
    )
    for (const section of patches.flatMap(newSections)) {
      const field = fieldOf(section, 'parameter')
      for (const capability of section.names) {
        const own = cases.find(
          ({labels, complete}) => complete && labels.some(({name, added}) => added && name === capability),
        )
        if (!own || own.statements.length === 0) continue
        const text = own.statements.map((statement) => sourceOf(own.hunk, statement)).join(' ')
        const said = argumentsIn(field?.text ?? section.blocks.map((block) => block.text).join(' '))
        const read = argumentsIn(text)
        // A function that gets all of it may read any.
        const passed = /\(\s*(?:[^()]*,\s*)?cap\s*[,)]/.test(text)
        const unsaid = read.find((argument) => !said.includes(argument) && !refuses(text, argument))
        const unread = passed || !field ? undefined : said.find((argument) => !read.includes(argument))
        const detail = {
          symbol: capability,
          place: field?.place ?? section.section.place,
          related: own.labels.map(({place}) => ({place})),
        }
        if (unsaid !== undefined) report('unsaid', [capability, unsaid], detail)
        else if (unread !== undefined) report('unread', [capability, unread], detail)
      }
    }
  },
  examples: [
    {
      name: 'an argument that the document does not have',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+:Parameters: none
+
+Rings the bell.
+
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		kvm->arch.tone = cap->args[0];
+		r = 0;
+		break;
 	default:
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: warning: Unexpected `:Parameters:` of `KVM_CAP_BELL` without `args[0]`, which its case reads, expected what it means',
      ],
    },
    {
      name: 'an argument that is documented, and one that has to be zero',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+:Parameters: args[0] is the tone
+
+Rings the bell.
+
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = -EINVAL;
+		if (cap->args[1])
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

function argumentsIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\bargs?\s*\[\s*([0-3])\s*\]/g), ([, index]) => `args[${index}]`))]
}

/** Read only to be refused: `if (cap->flags || cap->args[1])`. */
function refuses(text: string, argument: string): boolean {
  const uses = text.split(argument).length - 1
  const tests = text.match(/if \([^;{]*?\)(?= (?:return|break|goto))/g) ?? []
  return tests.some((test) => test.includes(argument) && !/[&=<>]/.test(test.replaceAll(/->|&&/g, ''))) && uses === 1
}
