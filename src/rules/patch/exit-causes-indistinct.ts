/** Userspace can tell why there was an exit. */

import {membersWithin, newExitData, newMacros} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {describedExits} from './support/exits.ts'

export const exitCausesIndistinct = definePatchRule({
  id: 'exit-causes-indistinct',
  scope: 'patch',
  severity: 'info',
  summary: "A new exit's data says which of its causes it was.",
  why: 'An exit that is general enough to be useful gets a second cause sooner or later; a type, a reason or flags tell them apart without a new exit.',
  source: 'Documentation/virt/kvm/api.rst, KVM_EXIT_SYSTEM_EVENT; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    which: (struct) =>
      `How does userspace tell one cause of \`${struct}\` from another, without a type, a reason or flags that are set?`,
  },
  check(input, report) {
    if (!newMacros(input).some(({name}) => name.startsWith(`${input.prefix}_EXIT_`))) return
    if (describedExits(input).length === 0) return
    for (const {name, type, place} of newExitData(input)) {
      const members = membersWithin(type)
      if (members.some(({field}) => tellsApart.test(field.name ?? ''))) continue
      report('which', [name], {symbol: `kvm_run.${name}`, place})
    }
  },
  examples: [
    {
      name: 'a range and no more',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 tone;
+		} bell;
+
+The guest has rung the bell. Userspace stops it with KVM_STOP_BELL.
`,
        'include/uapi/linux/kvm.h': `@@ -1,1 +1,2 @@
 #define KVM_EXIT_ROPE 1
+#define KVM_EXIT_BELL 2
@@ -10,2 +11,6 @@ struct kvm_run {
 		} rope;
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 tone;
+		} bell;
 		char padding[256];
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:15:5: info: How does userspace tell one cause of `bell` from another, without a type, a reason or flags that are set?',
      ],
    },
    {
      name: 'with a reason',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+		/* KVM_EXIT_BELL */
+		struct {
+			__u32 reason;
+			__u32 tone;
+		} bell;
+
+The guest has rung the bell. Userspace stops it with KVM_STOP_BELL.
`,
        'include/uapi/linux/kvm.h': `@@ -1,1 +1,2 @@
 #define KVM_EXIT_ROPE 1
+#define KVM_EXIT_BELL 2
@@ -10,2 +11,7 @@ struct kvm_run {
 		} rope;
+		/* KVM_EXIT_BELL */
+		struct {
+			__u32 reason;
+			__u32 tone;
+		} bell;
 		char padding[256];
`,
      },
      expected: [],
    },
  ],
})

const tellsApart = /type|reason|code|flags|cause|nr|id|op|kind|msr|exit/
