import {expect, test} from 'vitest'
import {readToy, type Toy} from './toy.ts'

/** `KVM_EXIT_A: x86 (CONFIG_B)`, in their order. */
function produced(toy: Toy): readonly string[] {
  return [...readToy(toy).exitReasons].map(
    ({name, architectures, guard}) => `${name}: ${architectures.join(' ')}${guard ? ` (${guard})` : ''}`,
  )
}

const f = (body: string, name = 'f') => `int ${name}(struct kvm_vcpu *vcpu)\n{\n\t${body}\n}\n`

const cases: readonly (readonly [name: string, toy: Toy, expected: readonly string[]])[] = [
  ['an assignment', {x86: {code: f('vcpu->run->exit_reason = KVM_EXIT_A;')}}, ['KVM_EXIT_A: x86']],
  [
    'below a case',
    {x86: {code: f('switch (a) {\n\tcase B:\n\t\trun->exit_reason = KVM_EXIT_A;\n\t}')}},
    ['KVM_EXIT_A: x86'],
  ],
  [
    'one of two',
    {x86: {code: f('run->exit_reason = a ? KVM_EXIT_A : KVM_EXIT_B;')}},
    ['KVM_EXIT_A: x86', 'KVM_EXIT_B: x86'],
  ],
  [
    'with the conditions around it',
    {x86: {code: f('\n#ifdef CONFIG_B\n\trun->exit_reason = KVM_EXIT_A;\n#endif')}},
    ['KVM_EXIT_A: x86 (CONFIG_B)'],
  ],
  ['a comparison produces nothing', {x86: {code: f('if (run->exit_reason == KVM_EXIT_A)\n\t\tg();')}}, []],
  ['nor does a case', {x86: {code: f('switch (run->exit_reason) {\n\tcase KVM_EXIT_A:\n\t\tbreak;\n\t}')}}, []],
  ['nor another member', {x86: {code: f('run->io.direction = KVM_EXIT_IO_IN;')}}, []],
  ['nor a comment', {x86: {code: f('/* run->exit_reason = KVM_EXIT_A; */\n\tg();')}}, []],
  [
    'a parameter that is assigned',
    {
      x86: {
        code: `static void set(struct kvm_vcpu *vcpu, u32 reason)\n{\n\tvcpu->run->exit_reason = reason;\n}\n${f('set(vcpu, KVM_EXIT_A);')}`,
      },
    },
    ['KVM_EXIT_A: x86'],
  ],
  [
    'a parameter that goes on to one that is',
    {
      x86: {
        code: `static void set(struct kvm_vcpu *vcpu, u32 reason)
{
	vcpu->run->exit_reason = reason;
}
static int leave(u32 why, struct kvm_vcpu *vcpu)
{
	set(vcpu, why);
	return 0;
}
${f('return leave(KVM_EXIT_A, vcpu);')}`,
      },
    },
    ['KVM_EXIT_A: x86'],
  ],
  ['a parameter that is not', {x86: {code: `static void trace(u32 reason)\n{\n}\n${f('trace(KVM_EXIT_A);')}`}}, []],
  [
    'generic code, for those that call it',
    {
      header: 'static inline void leave(struct kvm_vcpu *vcpu)\n{\n\tvcpu->run->exit_reason = KVM_EXIT_A;\n}\n',
      arm64: {code: f('leave(vcpu);')},
    },
    ['KVM_EXIT_A: arm64'],
  ],
  [
    'generic code, for those that call what calls it',
    {
      generic: `${f('run->exit_reason = KVM_EXIT_A;', 'inner')}${f('inner(vcpu);', 'outer')}`,
      s390: {code: f('outer(vcpu);')},
    },
    ['KVM_EXIT_A: s390'],
  ],
  [
    'generic code, for those that select it',
    {
      header:
        '#ifdef CONFIG_HAVE_A\nstatic inline void leave(struct kvm_vcpu *vcpu)\n{\n\tvcpu->run->exit_reason = KVM_EXIT_A;\n}\n#endif\n',
      kconfig: 'config HAVE_A\n\tbool\n',
      s390: {kconfig: '\tselect HAVE_A\n'},
    },
    ['KVM_EXIT_A: s390 (CONFIG_HAVE_A)'],
  ],
]

test.each(cases)('%s', (_, toy, expected) => {
  expect(produced(toy)).toEqual(expected)
})
