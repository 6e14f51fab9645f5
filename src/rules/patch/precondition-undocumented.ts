/** What an ioctl refuses for the state that it is called in, its document says. */

import type {Statement} from '../../read/c/index.ts'
import {type InCode, isAdded, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput} from '../define-patch-rule.ts'
import {addedBlocks, addedProse, newSections} from './support/documents.ts'

export const preconditionUndocumented = defineSeriesRule({
  id: 'precondition-undocumented',
  scope: 'series',
  severity: 'warning',
  summary: 'When a new call is refused for the state of the VM, the document says so.',
  why: 'The order of calls is the hardest thing to find out from outside: a program that gets it wrong sees EINVAL, and nothing that tells why.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3; Documentation/virt/kvm/api.rst, KVM_CAP_SPLIT_IRQCHIP',
  messages: {
    silent: (what, check) =>
      `Unexpected silence on ${what}, which the code refuses by \`${check}\`, expected a sentence`,
  },
  check({patches}, report) {
    const documented = patches.find((input) => addedBlocks(input, ['prose']).length > 0)
    if (!documented) return
    const text = addedProse(patches)
    const said = new Set<string>()
    for (const input of patches) {
      for (const {code, test, body} of refusals(input)) {
        const condition = sourceOf(code.hunk, test)
        const found = preconditions.find(({pattern, words}) => pattern.test(condition) && !words.test(text))
        if (!found || said.has(found.what) || !isOfInterface(code)) continue
        said.add(found.what)
        report('silent', [found.what, condition], {
          symbol: found.what,
          place: proseOf(documented),
          related: [{place: code.hunk.place(body.start, body.end), message: 'the refusal'}],
        })
      }
    }
  },
  examples: [
    {
      name: 'too late, and nobody says so',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+:Parameters: args[0] is the tone
+
+The guest gets a bell.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = -EINVAL;
+		if (kvm->created_vcpus)
+			break;
+		kvm->arch.tone = cap->args[0];
+		r = 0;
+		break;
 	default:
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:7:1: warning: Unexpected silence on vCPUs that are created before, which the code refuses by `kvm->created_vcpus`, expected a sentence',
      ],
    },
    {
      name: 'a document that says when',
      files: {
        'Documentation/virt/kvm/api.rst': `+7.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86
+:Parameters: args[0] is the tone
+
+The guest gets a bell. It has to be enabled before any vCPU is created.
`,
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = -EINVAL;
+		if (kvm->created_vcpus)
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

/** What code tests, and the words of a document that speaks of it. */
const preconditions: readonly {readonly pattern: RegExp; readonly words: RegExp; readonly what: string}[] = [
  {
    pattern: /\b(?:created|online)_vcpus\b/,
    words:
      /\bvcpus?\b[^.]*\b(?:creat|defin|exist|add)|\b(?:creat|defin|add)\w*\b[^.]*\bvcpus?\b|KVM_CREATE_VCPU|\bbefore\b[^.]*\bvcpu|\bvcpus? (?:has|have) already/i,
    what: 'vCPUs that are created before',
  },
  {
    pattern: /\bha[sd]_r[au]n_once\b|\bkvm_vm_has_ran_once\b|\bkvm_vcpu_has_run\b|\blast_vmentry_cpu *!= *-1/,
    words:
      /KVM_RUN\b|\b(?:first|already|ha[sd]|once|before|after|being|been|is|been) (?:\w+ ){0,3}r[au]n(?:ning)?\b|\bstart(?:s|ed|ing)? (?:\w+ ){0,3}(?:running|vcpu)|\brunning/i,
    what: 'vCPUs that have run before',
  },
  {
    pattern: /\b(?:ns_)?capable\(\s*(?:[^,)]*, *)?CAP_\w+/,
    words: /\bCAP_[A-Z]+_?[A-Z]*\b(?<!KVM_CAP_\w+)|\bprivileged?\b|\broot\b/i,
    what: 'callers without the privilege',
  },
  {
    pattern:
      /\b(?:irqchip_in_kernel|lapic_in_kernel|irqchip_kernel|irqchip_split|pic_in_kernel|vgic_initialized|irqchip_full)\(/,
    words: /\b(?:irqchip|in-kernel|KVM_CREATE_IRQCHIP|[lv]?apic|[v]?gic|interrupt controller)\b/i,
    what: 'the interrupt controller that it needs or excludes',
  },
  {
    pattern: /\bIS_ALIGNED\(|\bPAGE_ALIGNED\(|\boffset_in_page\(|& *~ *(?:PAGE|HPAGE|PMD)_MASK|& *\(PAGE_SIZE - 1\)/,
    words: /\balign|\bpage[- ](?:granular|size|multiple|boundar)|\bmultiple of\b|\b4 ?K/i,
    what: 'addresses and sizes that are not aligned',
  },
]

interface Refusal {
  readonly code: InCode
  readonly test: {readonly start: number; readonly end: number}
  readonly body: Statement
}

/** `if (…)` on an added line, behind which an errno is returned or the case is left. */
function* refusals(input: PatchInput): Generator<Refusal> {
  for (const code of piecesOf(input)) {
    for (const statement of statementsOf(code.piece.body)) {
      if (statement.kind !== 'if' || !isAdded(input, code.hunk, statement.test)) continue
      const source = sourceOf(code.hunk, statement.then)
      const isRefusal = /-E[A-Z]{3,}\b/.test(source) || /^\{? *(?:break|goto \w+) *; *\}?$/.test(source)
      if (isRefusal) yield {code, test: statement.test, body: statement}
    }
  }
}

/** What userspace calls, not what the guest runs into. */
function isOfInterface({hunk: {view}, piece}: InCode): boolean {
  return /ioctl|enable_cap|_attr|set_|create|init|finalize|_vm_|enable/.test(
    `${piece.functionName ?? ''} ${view.hunk.heading}`,
  )
}

/** The first line that describes something new. */
function proseOf(input: PatchInput) {
  const blocks = [...newSections(input).flatMap((section) => section.blocks), ...addedBlocks(input, ['prose'])]
  const [block] = blocks.filter(
    ({context, field, text, placeAt}) =>
      context === 'prose' && field === undefined && /[a-z]{3}/.test(text) && input.view.isAdded(placeAt(0, 1)),
  )
  const first = block ?? addedBlocks(input, ['prose'])[0]
  if (!first) throw new Error('a document without prose')
  return first.placeAt(0, first.text.split('\n', 1)[0]?.length ?? 0)
}
