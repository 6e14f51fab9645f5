/** A vCPU that exits to userspace with a reason has not failed. */

import type {Statement} from '../../read/c/index.ts'
import {expressionsOf, isAdded, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {addedProse} from './support/documents.ts'

export const exitReturnsErrno = definePatchRule({
  id: 'exit-returns-errno',
  scope: 'patch',
  severity: 'warning',
  summary: 'Who sets an exit reason returns 0 to userspace.',
  why: 'Programs look at `kvm_run` only where KVM_RUN returned 0; where it returned an error, the document has to say for which exits the reason is valid all the same.',
  source: 'Documentation/virt/kvm/api.rst, KVM_RUN and section 5; review of KVM_CAP_MEM_FAULT_NOWAIT, 2023',
  messages: {
    errno: (value, exit) =>
      `Unexpected \`return ${value}\` behind \`exit_reason = ${exit}\`, expected 0: the exit is no failure`,
    resumed: (value, exit) =>
      `Unexpected \`return ${value}\` behind \`exit_reason = ${exit}\`, expected 0: the guest goes on and userspace never sees the exit`,
  },
  check(input, report) {
    const prose = addedProse(input.series.patches)
    for (const {hunk, piece} of piecesOf(input)) {
      for (const block of statementsOf(piece.body)) {
        if (block.kind !== 'block') continue
        let exit: string | undefined
        for (const statement of block.items) {
          exit = exitSetBy(statement) ?? exit
          if (statement.kind === 'case' || statement.kind === 'label') exit = undefined
          if (statement.kind !== 'return' || !statement.value || exit === undefined) continue
          const value = sourceOf(hunk, statement.value)
          const documented = new RegExp(`${exit}\\b[^.]*\\bE[A-Z]{3,}|\\bE[A-Z]{3,}\\b[^.]*${exit}`, 's').test(prose)
          const detail = {symbol: exit, place: hunk.place(statement.start, statement.end)}
          const isNew = isAdded(input, hunk, statement)
          if (isNew && isFailure(value) && !documented) report('errno', [value, exit], detail)
          else if (isNew && resumes(value, hunk.view.path)) report('resumed', [value, exit], detail)
          exit = undefined
        }
      }
    }
  },
  examples: [
    {
      name: 'an error behind an exit',
      files: {
        'arch/x86/kvm/bell.c': `@@ static int handle_bell(struct kvm_vcpu *vcpu)
 	gfn_t gfn = 0;
+	if (!rope) {
+		vcpu->run->exit_reason = KVM_EXIT_BELL;
+		vcpu->run->bell.tone = 1;
+		return -EFAULT;
+	}
`,
      },
      expected: [
        'arch/x86/kvm/bell.c:5:3: warning: Unexpected `return -EFAULT` behind `exit_reason = KVM_EXIT_BELL`, expected 0: the exit is no failure',
      ],
    },
    {
      name: 'an exit that does not leave the guest',
      files: {
        'arch/x86/kvm/bell.c': `@@ static int handle_bell(struct kvm_vcpu *vcpu)
 	gfn_t gfn = 0;
+	vcpu->run->exit_reason = KVM_EXIT_BELL;
+	return 1;
`,
      },
      expected: [
        'arch/x86/kvm/bell.c:3:2: warning: Unexpected `return 1` behind `exit_reason = KVM_EXIT_BELL`, expected 0: the guest goes on and userspace never sees the exit',
      ],
    },
    {
      name: 'an exit, and an error without one',
      files: {
        'arch/x86/kvm/bell.c': `@@ static int handle_bell(struct kvm_vcpu *vcpu)
 	gfn_t gfn = 0;
+	if (!rope) {
+		vcpu->run->exit_reason = KVM_EXIT_BELL;
+		return 0;
+	}
+	return -EFAULT;
`,
      },
      expected: [],
    },
  ],
})

/** Not s390's way to say that there is an exit, nor that of a signal, which is both. */
const isFailure = (value: string): boolean => /^-E[A-Z]+$/.test(value) && !/^-E(?:REMOTE|INTR)$/.test(value)

/** On some architectures a handler returns 1 to go on; elsewhere the constant says so. */
function resumes(value: string, path: string): boolean {
  return value === 'RESUME_GUEST' || (value === '1' && /^arch\/(?:x86|arm64|riscv)\/kvm\//.test(path))
}

function exitSetBy(statement: Statement): string | undefined {
  if (statement.kind !== 'expression') return undefined
  for (const expression of expressionsOf(statement)) {
    if (expression.kind !== 'binary' || expression.operator !== '=') continue
    const {left, right} = expression
    if (left.kind === 'member' && left.name === 'exit_reason' && right.kind === 'name' && right.name.includes('_EXIT_'))
      return right.name
  }
  return undefined
}
