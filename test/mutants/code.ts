/** Changes of the reference implementation's code, each of which breaks a promise. */

export interface CodeMutant {
  readonly name: string
  /** Below src/reference. */
  readonly file: string
  /** Stands there once. */
  readonly from: string
  readonly to: string
}

const of = (
  file: string,
  rows: readonly (readonly [name: string, from: string, to: string])[],
): readonly CodeMutant[] => rows.map(([name, from, to]) => ({name, file, from, to}))

export const codeMutants: readonly CodeMutant[] = [
  ...of('run.ts', [
    ['size is two pages', 'page: () => 1,', 'page: () => 2,'],
    ['gpa is of the next page', 'Math.floor(page / pages) * pages * pageSize', '(page + 1) * pageSize'],
    ['gpa is a page number', 'Math.floor(page / pages) * pages * pageSize', 'Math.floor(page / pages) * pages'],
    ['gpa is not aligned', 'Math.floor(page / pages) * pages * pageSize', 'page * pageSize + 4'],
    ['size is a number of pages', 'size: pages * pageSize', 'size: pages'],
    ['causes are swapped', "cause === 'conflict'", "cause !== 'conflict'"],
    ['private and shared accesses are swapped', '? isPrivate : cause', '? !isPrivate : cause'],
    [
      'KVM_RUN returns 1 with the exit',
      "errno === undefined ? returned('KVM_RUN', 0)",
      "errno === undefined ? returned('KVM_RUN', 1)",
    ],
    ['wrong errno where nothing can be done', "failed('KVM_RUN', exit.unresolved)", "failed('KVM_RUN', 'ENOMEM')"],
    ['other exits fail', "...returned('KVM_RUN', 0),", "...returned('KVM_RUN', -1),"],
    ['a signal gives EFAULT', "failed('KVM_RUN', 'EINTR')", "failed('KVM_RUN', 'EFAULT')"],
    ['the flag is taken for set', ': get(state.pages, vmFields.flag)', ': 1'],
    ['the flag is taken for clear', ': get(state.pages, vmFields.flag)', ': 0'],
    [
      'the flag is loaded the wrong way round',
      ': get(state.pages, vmFields.flag)',
      ': 1 - get(state.pages, vmFields.flag)',
    ],
    [
      'the flag is loaded once',
      'const isOn =',
      'const isOn = get(bits, vcpuFields.done) > 0 ? get(bits, vcpuFields.flag) :',
    ],
    ['accesses of KVM itself are reported', '?.emulated ? 0 : isOn', '?.emulated ? isOn : isOn'],
    [
      'a straddling access is reported for its first page',
      'const at = put(bits, vcpuFields.part, part)',
      'const at = put(bits, vcpuFields.part, 0)',
    ],
    ['the second page is not looked up', 'part < parts.length', 'part < 1'],
    ['what is mapped is looked up again', 'if (this.isMapped(state, page, access)) continue', ''],
    [
      'attributes are not looked at',
      'if (this.conflicts(state, page, access)) {',
      'if (this.conflicts(state, page, access) && fails) {',
    ],
    [
      'a page that is shared until written to is written to',
      "return access.kind !== 'write' || access.private",
      "return access.kind !== 'fetch' || access.private",
    ],
    ['a page that is gone is mapped', '|| !this.isBacked(state, page, access)) return', ') return'],
    ['attributes that changed are not looked at', 'if (this.conflicts(state, page, access) || !this', 'if (!this'],
    ['the page is not mapped', 'pageFields.mapped, 1))', 'pageFields.mapped, 0))'],
    [
      'the capability is not tested',
      "if (exits && exit.trigger === 'lookup-failed')",
      "if (exit.trigger === 'lookup-failed')",
    ],
    [
      'the capability is tested the wrong way round',
      "if (exits && exit.trigger === 'lookup-failed')",
      "if (!exits && exit.trigger === 'lookup-failed')",
    ],
    [
      'KVM resolves first, and exits never',
      "exit.trigger === 'lookup-failed') return",
      "exit.trigger !== 'lookup-failed') return",
    ],
    ['async page faults while enabled', 'return isOff ? undefined :', 'return isOff && false ? undefined :'],
    [
      'the page that was promised never comes',
      'get(bits, vcpuFields.phase) !== phases.deferred',
      'get(bits, vcpuFields.phase) !== phases.deferred || state.pages !== 0',
    ],
    [
      'conflicts are reported while disabled',
      'causes.private !== undefined && get(bits, vcpuFields.flag) === 1',
      'causes.private !== undefined',
    ],
    [
      'conflicts are not reported',
      'causes.private !== undefined && get(bits, vcpuFields.flag) === 1',
      'false as boolean',
    ],
    [
      'the exit is about the first page',
      'way.exits[this.pageOf(vcpu, bits)]',
      'way.exits[this.accessOf(vcpu, bits)?.page ?? 0]',
    ],
    ['the exit says private of shared', '?.private ? 1 : 0]', '?.private ? 0 : 1]'],
    [
      'the access is done when the exit comes',
      'return {state: this.#to(state, vcpu, bits, phases.out), result}',
      'return {state: this.#to(state, vcpu, put(bits, vcpuFields.done, get(bits, vcpuFields.done) + 1), phases.out), result}',
    ],
    ['KVM fails instead of waiting', 'phases.asleep), result: asleep}', 'phases.out), result: this.#unresolved}'],
    [
      'a vCPU waits in spite of the exits',
      'return {state: this.#to(state, vcpu, bits, phases.leaving)}\n',
      'return {state: this.#to(state, vcpu, bits, phases.asleep), result: asleep}\n',
    ],
  ]),
  ...of('vm-calls.ts', [
    ['who has loaded the flag is not waited for', 'phases.loaded, phases.failed, ', 'phases.failed, '],
    ['the wrong ones are waited for', 'get(bits, vcpuFields.flag) !== value', 'get(bits, vcpuFields.flag) === value'],
    [
      'the call does not wait',
      'if (this.#vcpus.some((vcpu) => waits(vcpuOf(state, vcpu), value))) return undefined',
      '',
    ],
    [
      'the call waits for ever',
      'if (this.#vcpus.some((vcpu) => waits(vcpuOf(state, vcpu), value))) return undefined',
      'if (waits.length > 0) return undefined',
    ],
    ['the first vCPU is not waited for', 'if (this.#vcpus.some(', 'if (this.#vcpus.slice(1).some('],
    ['the flag is not written', 'hasEffect ? withVm(state, vmFields.flag, value) : state', 'hasEffect ? state : state'],
    ['disabling enables', 'const value = isOn ? 1 : 0', 'const value = isOn ? 1 : 1'],
    [
      'flags are not looked at',
      "if (flags !== 0 && badFlags !== 'ignored')",
      "if (flags > 1 && badFlags !== 'ignored')",
    ],
    ['other arguments are not looked at', ' || rest.some((one) => one !== 0)', ' && rest.length > 0'],
    ['args[0] is not looked at', '(first !== on && first !== off) || rest', 'rest'],
    ['wrong errno for bad flags', "failed('KVM_ENABLE_CAP', badFlags)", "failed('KVM_ENABLE_CAP', 'EFAULT')"],
    ['wrong errno for bad arguments', "failed('KVM_ENABLE_CAP', otherArguments)", "failed('KVM_ENABLE_CAP', 'EPERM')"],
    [
      'a call that fails enables',
      'if (invalid) return {state, result: invalid}',
      'if (invalid) return {state: withVm(state, vmFields.flag, 1), result: invalid}',
    ],
    [
      'a call that is refused enables',
      "if (enableCap.effect === 'refused') return {state, result",
      "if (enableCap.effect === 'refused') return {state: withVm(state, vmFields.flag, 1), result",
    ],
    [
      'every kernel has the capability',
      'this.#supported ? this.#behaviour.checkExtension : 0',
      'this.#behaviour.checkExtension',
    ],
    [
      'a kernel without the capability enables it',
      "if (!this.#supported) return failed('KVM_ENABLE_CAP', 'EINVAL')",
      '',
    ],
    [
      'changed attributes leave the page mapped',
      'pageFields.private, isPrivate ? 0 : 1), pageFields.mapped, 0)',
      'pageFields.private, isPrivate ? 0 : 1), pageFields.mapped, get(bits, pageFields.mapped))',
    ],
  ]),
  ...of('host.ts', [
    [
      'UFFDIO_COPY does not wake',
      'this.wake(this.#filled(this.#with(state, page, present), page, 1), page), result: copied',
      'this.#filled(this.#with(state, page, present), page, 1), result: copied',
    ],
    [
      'UFFDIO_CONTINUE does not wake',
      'this.wake(this.#filled(this.#with(state, page, present), page, 1), page), result: continued',
      'this.#filled(this.#with(state, page, present), page, 1), result: continued',
    ],
    [
      'one of those who wait is woken',
      'for (const vcpu of this.#vcpus)',
      'for (const vcpu of this.#vcpus.slice(0, 1))',
    ],
    ['UFFDIO_COPY overwrites', "if (isThere) return {state, result: failed('UFFDIO_COPY', 'EEXIST')}", ''],
    [
      'UFFDIO_COPY says EEXIST too early',
      'get(bits, pageFields.host) !== absent || get',
      'get(bits, pageFields.host) >= absent || get',
    ],
    [
      'a page that is gone stays mapped',
      'return this.unmap(withPage(state, head, put(bits, pageFields.host, host)), head)',
      'return withPage(state, head, put(bits, pageFields.host, host))',
    ],
    [
      'half of a huge page stays mapped',
      "if (this.kindOf(head).huge !== 'first') return alone",
      'if (head >= 0) return alone',
    ],
    [
      'populating ignores permissions',
      "return {state, result: failed(call, 'EINVAL')}",
      'return {state, result: returned(call, 0)}',
    ],
    [
      'populating ignores a lack of a VMA',
      "if (vma === 'none') return {state, result: failed(call, 'ENOMEM')}",
      "if (vma === 'none') return {state, result: returned(call, 0)}",
    ],
    ['a poisoned page is given', 'if (host === poisoned) return poison', ''],
    [
      'KVM fills in what a userfaultfd is for',
      "if (userfaultfd === 'missing' || (userfaultfd",
      'if (false || (userfaultfd',
    ],
    [
      'populating does nothing',
      'return {state: fault.state, result: returned(call, 0)}',
      'return {state, result: returned(call, 0)}',
    ],
    ['swapping in fails', 'if (host === swapped || host === readOnly) return', 'if (host === readOnly) return'],
  ]),
  ...of('kvm-run.ts', [
    [
      'members that nobody writes are left',
      "if (this.#unwritten === 'zero') bytes.fill",
      "if (this.#unwritten !== 'zero') bytes.fill",
    ],
    [
      'gpa and size are swapped',
      'Object.entries({gpa, size, ...values})',
      'Object.entries({gpa: size, size: gpa, ...values})',
    ],
    ['another exit reason', 'this.#blank(this.exitNumber)', 'this.#blank(this.exitNumber + 1)'],
    [
      'constants are not written',
      "typeof value === 'number' ? BigInt(value) : (",
      "typeof value === 'number' || value !== '' ? 0n : (",
    ],
  ]),
]
