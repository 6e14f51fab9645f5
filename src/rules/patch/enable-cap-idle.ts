/** A capability that can be enabled does something then. */

import type {Expression, Statement} from '../../read/c/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {casesIn, piecesOf} from './support/code.ts'

export const enableCapIdle = definePatchRule({
  id: 'enable-cap-idle',
  scope: 'patch',
  severity: 'warning',
  summary: 'Enabling a capability changes something.',
  why: 'A program that enables it and gets 0 takes the behaviour for on; where nothing happens, the case is left over from another design, or the capability needs no enabling.',
  source: 'Documentation/virt/kvm/api.rst, "KVM_ENABLE_CAP"',
  messages: {
    nothing: (capability) =>
      `Unexpected success of enabling \`${capability}\`, which does nothing, expected an effect or no such case`,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      if (!/enable_cap/.test(code.piece.functionName ?? '')) continue
      for (const {labels, statements, complete} of casesIn(input, code)) {
        const added = labels.filter((label) => label.added)
        if (!complete || added.length === 0 || statements.length === 0 || !statements.every(isIdle)) continue
        if (!statements.some(succeeds)) continue
        for (const {name, place} of added) report('nothing', [name], {symbol: name, place})
      }
    }
  },
  examples: [
    {
      name: 'a case that only looks',
      files: {
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm,
 		return r;
 	}
+	case KVM_CAP_BELL:
+		if (!kvm_vm_ioctl_check_extension_generic(kvm, cap->cap))
+			return -EINVAL;
+		return 0;
 	default:
`,
      },
      expected: [
        'virt/kvm/kvm_main.c:3:7: warning: Unexpected success of enabling `KVM_CAP_BELL`, which does nothing, expected an effect or no such case',
      ],
    },
    {
      name: 'a case that looks and does',
      files: {
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm,
 		return r;
 	}
+	case KVM_CAP_BELL:
+		if (cap->flags || cap->args[0])
+			return -EINVAL;
+		kvm->loud = true;
+		return 0;
 	default:
`,
      },
      expected: [],
    },
  ],
})

/** A guard that refuses, a result in a variable, the way out. */
function isIdle(statement: Statement): boolean {
  switch (statement.kind) {
    case 'return':
      return statement.value === undefined || isConstant(statement.value)
    case 'break':
      return true
    case 'goto':
      return true
    case 'block':
      return statement.items.every(isIdle)
    case 'if':
      return isIdle(statement.then) && (statement.otherwise === undefined || isIdle(statement.otherwise))
    case 'expression': {
      const {expression} = statement
      return (
        expression.kind === 'binary' &&
        expression.operator === '=' &&
        expression.left.kind === 'name' &&
        isConstant(expression.right)
      )
    }
    default:
      return false
  }
}

function isConstant(value: Expression): boolean {
  if (value.kind === 'constant' || value.kind === 'name') return true
  return value.kind === 'unary' && isConstant(value.operand)
}

/** `return 0`, or `r = 0`. */
function succeeds(statement: Statement): boolean {
  const value =
    statement.kind === 'return'
      ? statement.value
      : statement.kind === 'expression' && statement.expression.kind === 'binary'
        ? statement.expression.right
        : undefined
  return value?.kind === 'constant' && value.text === '0'
}
