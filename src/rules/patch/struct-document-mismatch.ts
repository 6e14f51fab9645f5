/** A struct is the same in the document and in the header of one series. */

import type {CompositeType, Place} from '../../model/index.ts'
import type {PatchInput} from '../define-patch-rule.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {compareStructs} from '../support/compare-struct.ts'
import {looseStructs, newStructs} from './support/headers.ts'

export const structDocumentMismatch = defineSeriesRule({
  id: 'struct-document-mismatch',
  scope: 'series',
  severity: 'error',
  summary: 'A new struct has the same members in the document and in the header.',
  why: 'Who writes a program from the document passes a struct of another size, or looks for its members where others are.',
  source: 'Review of KVM_EXIT_MEMORY_FAULT, 2023, whose document lacked a member',
  messages: {
    missing: (member, struct) =>
      `Unexpected lack of \`${member}\` in \`${struct}\`, expected all members of the header`,
    unknown: (member, struct) => `Unexpected \`${member}\` in \`${struct}\`, which the header does not have`,
    name: (member, struct, header) =>
      `Unexpected \`${member}\` in \`${struct}\`, expected \`${header}\` as in the header`,
    type: (member, struct) => `Unexpected type of \`${member}\` in \`${struct}\`, expected the one of the header`,
    order: (member, struct) => `Unexpected place of \`${member}\` in \`${struct}\`, expected the order of the header`,
  },
  check({patches}, report) {
    const headers = patches.flatMap(newStructs)
    for (const documented of patches.flatMap(documentedStructs)) {
      const header = headers.find(({tag, name}) => (tag ?? name) === documented.name)
      if (!header) continue
      for (const difference of compareStructs(documented.type, header.type, () => undefined)) {
        const {kind} = difference
        const side = kind === 'missing' ? undefined : difference.document
        const other = kind === 'unknown' ? undefined : difference.header
        const member = (side ?? other)?.name ?? difference.path
        report(kind, [member, documented.name, other?.name ?? ''], {
          symbol: `${documented.name}.${difference.path}`,
          place: side?.place ?? documented.place,
          related: [{place: other?.place ?? header.place, message: 'the header'}],
        })
      }
    }
  },
  examples: [
    {
      name: 'a member that only the header has',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u64 tone;
+  };
+
`,
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 flags;
+	__u64 tone;
+};
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:3:10: error: Unexpected lack of `flags` in `kvm_bell`, expected all members of the header',
      ],
    },
    {
      name: 'the same, spelled otherwise',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u64 flags, tone;
+  };
+
`,
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 flags;
+	__u64 tone;	/* in Hz */
+};
`,
      },
      expected: [],
    },
  ],
})

interface Documented {
  readonly name: string
  readonly type: CompositeType
  readonly place: Place
}

/** With a tag, or without one as a member of `struct kvm_run`. */
function documentedStructs(input: PatchInput): readonly Documented[] {
  return input.documents.flatMap(({uapi}) => [
    ...uapi.structs.all.filter(({place, complete}) => complete && input.view.isAdded(place)),
    ...looseStructs(uapi).filter(({place}) => input.view.isAdded(place)),
  ])
}
