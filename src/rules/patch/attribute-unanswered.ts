/** A new device attribute can be asked for, and read back. */

import {casesIn, newMacros, piecesOf} from '../../uapi/index.ts'
import {defineSeriesRule, type PatchInput} from '../define-patch-rule.ts'
import {type AttributeVerb, attributeVerb} from './support/attributes.ts'

export const attributeUnanswered = defineSeriesRule({
  id: 'attribute-unanswered',
  scope: 'series',
  severity: 'warning',
  summary: 'KVM_HAS_DEVICE_ATTR answers for a new attribute, and what can be set can be read.',
  why: 'A program has no other way to find out that the kernel has the attribute; one that migrates a guest has to read what it, or another, has set.',
  source: 'Documentation/virt/kvm/api.rst, KVM_HAS_DEVICE_ATTR',
  messages: {
    unanswered: (name) => `Unexpected \`${name}\` that KVM_HAS_DEVICE_ATTR does not answer, expected a case for it`,
    unreadable: (name) => `How does a program that migrates a guest read \`${name}\`, which can only be set?`,
  },
  check({patches, complete}, report) {
    const added = new Set(patches.flatMap(newMacros).map(({name}) => name))
    const cases = patches.flatMap(attributeCases)
    const seen = new Set<string>()
    for (const {name, place, verb} of cases) {
      if (verb === 'has' || !added.has(name) || seen.has(name)) continue
      seen.add(name)
      // Where the case is that of the group, it holds for each attribute in it.
      const known = (wanted: AttributeVerb) =>
        cases.some((one) => one.verb === wanted && (one.name === name || name.startsWith(`${one.name}_`))) ||
        isServed(patches, wanted, name)
      const detail = {symbol: name, place}
      if (!known('has')) report('unanswered', [name], {...detail, ...(!complete && {severity: 'info'})})
      else if (verb === 'set' && !known('get')) report('unreadable', [name], {...detail, severity: 'info'})
    }
  },
  examples: [
    {
      name: 'set, and never asked for',
      files: {
        'arch/arm64/include/uapi/asm/kvm.h': '+#define KVM_ARM_VCPU_BELL_TONE 4\n',
        'arch/arm64/kvm/bell.c': `@@ int kvm_arm_bell_set_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
 	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
+		return kvm_set_tone(vcpu, attr);
 	case KVM_ARM_VCPU_BELL_ROPE:
`,
      },
      expected: [
        'arch/arm64/kvm/bell.c:2:7: warning: Unexpected `KVM_ARM_VCPU_BELL_TONE` that KVM_HAS_DEVICE_ATTR does not answer, expected a case for it',
      ],
    },
    {
      name: 'asked for, and never read',
      files: {
        'arch/arm64/include/uapi/asm/kvm.h': '+#define KVM_ARM_VCPU_BELL_TONE 4\n',
        'arch/arm64/kvm/bell.c': `@@ int kvm_arm_bell_set_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
 	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
+		return kvm_set_tone(vcpu, attr);
 	case KVM_ARM_VCPU_BELL_ROPE:
@@ int kvm_arm_bell_has_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
 	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
 	case KVM_ARM_VCPU_BELL_ROPE:
`,
      },
      expected: [
        'arch/arm64/kvm/bell.c:2:7: info: How does a program that migrates a guest read `KVM_ARM_VCPU_BELL_TONE`, which can only be set?',
      ],
    },
    {
      name: 'set, read and asked for',
      files: {
        'arch/arm64/include/uapi/asm/kvm.h': '+#define KVM_ARM_VCPU_BELL_TONE 4\n',
        'arch/arm64/kvm/bell.c': `@@ int kvm_arm_bell_set_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
 	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
+		return kvm_set_tone(vcpu, attr);
 	case KVM_ARM_VCPU_BELL_ROPE:
@@ int kvm_arm_bell_get_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
 	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
+		return kvm_get_tone(vcpu, attr);
 	case KVM_ARM_VCPU_BELL_ROPE:
@@ int kvm_arm_bell_has_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
 	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
 	case KVM_ARM_VCPU_BELL_ROPE:
`,
      },
      expected: [],
    },
  ],
})

function attributeCases(input: PatchInput) {
  return [...piecesOf(input)].flatMap((code) => {
    const verb = attributeVerb(code)
    if (verb === undefined) return []
    return casesIn(input, code).flatMap(({labels}) =>
      labels.filter(({added}) => added).map(({name, place}) => ({name, place, verb})),
    )
  })
}

/** Named by a function that does it in another way than by a case. */
function isServed(patches: readonly PatchInput[], verb: AttributeVerb, name: string): boolean {
  return patches.some((input) =>
    [...piecesOf(input)].some(
      (code) =>
        attributeVerb(code) === verb &&
        new RegExp(`\\b${name}\\b`).test(code.hunk.view.text.slice(code.piece.start, code.piece.end)),
    ),
  )
}
