/** A device attribute that KVM does not know is ENXIO. */

import type {Expression, Statement} from '../../read/c/index.ts'
import {isAdded, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {attributeVerb} from './support/attributes.ts'

export const attributeErrno = definePatchRule({
  id: 'attribute-errno',
  scope: 'patch',
  severity: 'warning',
  summary: 'A group or attribute that is not known is refused with ENXIO.',
  why: 'Programs ask KVM_HAS_DEVICE_ATTR and fall back on ENXIO; EINVAL says that the attribute is there and its value is wrong.',
  source: 'Documentation/virt/kvm/api.rst, KVM_SET_DEVICE_ATTR and KVM_HAS_DEVICE_ATTR: "Errors"',
  messages: {
    unknown: (errno, name) =>
      `Unexpected \`${errno}\` for an attribute that \`${name}\` does not know, expected \`-ENXIO\``,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      const {hunk, piece} = code
      if (attributeVerb(code) === undefined) continue
      for (const block of statementsOf(piece.body)) {
        if (block.kind !== 'block') continue
        for (const [index, statement] of block.items.entries()) {
          if (statement.kind !== 'switch' || !/(?:->|\.)(?:attr|group)$/.test(sourceOf(hunk, statement.subject)))
            continue
          const answer = answerTo(statement.body, block.items[index + 1])
          if (!answer || !isAdded(input, hunk, answer)) continue
          const errno = sourceOf(hunk, answer)
          if (!/^-E(?:INVAL|NOENT|NOTTY|NOSYS|OPNOTSUPP|NOTSUPP|NODEV)$/.test(errno)) continue
          const name = piece.functionName ?? 'the switch'
          report('unknown', [errno, name], {symbol: name, place: hunk.place(answer.start, answer.end)})
        }
      }
    }
  },
  examples: [
    {
      name: 'an attribute that is not known is called invalid',
      files: {
        'arch/arm64/kvm/bell.c': `+int kvm_arm_bell_has_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
+{
+	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
+		return 0;
+	}
+	return -EINVAL;
+}
+
+int kvm_arm_bell_set_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
+{
+	int ret;
+
+	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
+		ret = kvm_set_tone(vcpu, attr);
+		break;
+	default:
+		ret = -EINVAL;
+		break;
+	}
+	return ret;
+}
`,
      },
      expected: [
        'arch/arm64/kvm/bell.c:7:9: warning: Unexpected `-EINVAL` for an attribute that `kvm_arm_bell_has_attr` does not know, expected `-ENXIO`',
        'arch/arm64/kvm/bell.c:19:9: warning: Unexpected `-EINVAL` for an attribute that `kvm_arm_bell_set_attr` does not know, expected `-ENXIO`',
      ],
    },
    {
      name: 'a value that is not valid',
      files: {
        'arch/arm64/kvm/bell.c': `+int kvm_arm_bell_set_attr(struct kvm_vcpu *vcpu, struct kvm_device_attr *attr)
+{
+	switch (attr->attr) {
+	case KVM_ARM_VCPU_BELL_TONE:
+		if (vcpu->arch.tone)
+			return -EINVAL;
+		return 0;
+	}
+	return -ENXIO;
+}
`,
      },
      expected: [],
    },
  ],
})

/** What `default:` answers, or what stands behind a switch that has none. */
function answerTo(body: Statement, next: Statement | undefined): Expression | undefined {
  const items = body.kind === 'block' ? body.items : []
  const at = items.findIndex((item) => item.kind === 'case' && !item.value)
  if (at >= 0) return resultOf(items[at + 1])
  return next?.kind === 'return' ? next.value : undefined
}

function resultOf(statement: Statement | undefined): Expression | undefined {
  if (statement?.kind === 'return') return statement.value
  const expression = statement?.kind === 'expression' ? statement.expression : undefined
  return expression?.kind === 'binary' && expression.operator === '=' ? expression.right : undefined
}
