/** What a handler copies and returns. */

import {describe, expect, test} from 'vitest'
import {ioctl, type Toy} from './toy.ts'

/** Of `KVM_A` on the VM: `EINVAL EFAULT`, and `…` where there may be more. EIO is the dispatcher's. */
function errnos(toy: Toy): string {
  const {errnos: found, errnosComplete} = ioctl(toy, 'KVM_A')
  const names = [...new Set(found.map(({name}) => name))].filter((name) => name !== 'EIO')
  return [...names, ...(errnosComplete ? [] : ['…'])].join(' ')
}

/** `in struct a; out u32`, and `…` where there may be more. */
function copies(toy: Toy): string {
  const {copies: found, copiesComplete} = ioctl(toy, 'KVM_A')
  const shown = found.map(({direction, type}) => `${direction} ${type ?? '?'}`)
  return [...shown, ...(copiesComplete ? [] : ['…'])].join('; ')
}

/** A body stands to the right of column 0, where braces end functions. */
const indented = (body: string) => body.replaceAll(/^(?!#)/gm, '\t\t')

const inCase = (body: string): Toy => ({vm: indented(`case KVM_A: {\n${body}\nbreak;\n}`)})
/** The case returns what this function does. */
const inFunction = (body: string, more = ''): Toy => ({
  generic: `${more}static int do_a(struct kvm *kvm, void __user *argp, int n)\n{\n${indented(body)}\n}\n`,
  vm: '\tcase KVM_A:\n\t\tr = do_a(kvm, argp, 0);\n\t\tbreak;',
})

describe('errors', () => {
  test.each([
    ['a literal', 'r = -EINVAL;\nif (x) goto out;\nr = 0;', 'EINVAL'],
    ['what is overwritten is not returned', 'r = -EINVAL;\nr = 0;', ''],
    ['what cannot be reached is not returned', 'r = 0;\nbreak;\nr = -EINVAL;', ''],
    ['one that is only compared with', 'r = 0;\nif (x == -EAGAIN) r = 1;', ''],
    ['of a ternary', 'r = x ? -EFAULT : 0;', 'EFAULT'],
    ['of a ternary without its second operand', 'r = (x > 1) ?: -EFAULT;', 'EFAULT'],
    ['returned at once', 'if (x) return -E2BIG;\nr = 0;', 'E2BIG'],
    ['of a copy', 'r = -EFAULT;\nif (copy_from_user(&a, argp, 4)) goto out;\nr = 0;', 'EFAULT'],
    ['of get_user', 'r = get_user(x, p);', 'EFAULT'],
    [
      'of memdup_user',
      'a = memdup_user(argp, 4);\nif (IS_ERR(a)) { r = PTR_ERR(a); goto out; }\nr = 0;',
      'EFAULT ENOMEM',
    ],
    ['of a pointer', 'a = x ? ERR_PTR(-ENOSPC) : b;\nr = PTR_ERR_OR_ZERO(a);', 'ENOSPC …'],
    ['of a function that nobody knows', 'r = elsewhere(x);', '…'],
    ['of a member', 'r = kvm->arch.x;', '…'],
    ['a number is none', 'r = KVM_API_VERSION;', ''],
    ['-1 is not one of them, but it is no success either', 'r = -1;\nif (x) break;\nr = 0;', '…'],
    ['joined by or', 'r = 0;\nif (x) r |= -EINVAL;', 'EINVAL'],
    ['of a loop', 'for (i = 0; i < n; i++) {\nr = -EBUSY;\nif (x) break;\nr = 0;\n}', 'EBUSY'],
    ['of a loop that is left in the middle', 'r = 0;\nwhile (x) {\nif (y) { r = -EBUSY; goto out; }\n}', 'EBUSY'],
    ['of a do that is done once', 'do {\nr = -EBUSY;\n} while (0);\nif (x) r = 0;', 'EBUSY'],
    ['of a block of a macro', 'scoped_guard(mutex, &m) {\nr = -EBUSY;\nif (x) r = 0;\n}', 'EBUSY'],
    ['tested away', 'r = x ? -EINVAL : 0;\nif (r) r = 0;', ''],
    ['tested away by its sign', 'r = x ? -EINVAL : 0;\nif (r < 0) r = 0;', ''],
    ['tested away by its name', 'r = x ? -EINVAL : -EAGAIN;\nif (r == -EAGAIN) r = 0;', 'EINVAL'],
    ['told by a second test', 'r = x ? -EINVAL : 0;\nif (r == -EINVAL) return -ENOSYS;', 'ENOSYS'],
    ['jumped to, backwards too', 'r = 0;\nagain: if (f()) goto out;\nr = -EAGAIN;\ngoto again;', 'EAGAIN'],
    ['of another case', 'goto share;\ncase KVM_B:\nr = 0;\nbreak;\nshare: r = x ? -EDOM : 0;', 'EDOM'],
    ['fallen into', 'r = 0;\nif (x) break;\ncase KVM_B:\nr = y ? -EDOM : 0;', 'EDOM'],
    ['one of two builds', '#ifdef CONFIG_B\nr = -EDOM;\n#else\nr = 0;\n#endif', 'EDOM'],
    ['what cannot be read', 'r = 0;\na b c d;', '…'],
  ])('%s', (_, body, expected) => {
    expect(errnos(inCase(body))).toBe(expected)
  })

  test.each([
    ['of a function of the file', 'return x ? -EINVAL : 0;', 'EINVAL'],
    ['of the one below', 'return below(kvm);', 'ENODEV', 'static int below(void)\n{\n\treturn x ? -ENODEV : 0;\n}\n'],
    ['of a bool are none', 'return x ? below() : 0;', '', 'static bool below(void)\n{\n\treturn x ? -ENODEV : 1;\n}\n'],
    ['a constant argument is known', 'if (n) return -EINVAL;\nreturn 0;', ''],
    ['set through a pointer', 'int r = 0;\nbelow(&r);\nreturn r;', '…'],
    ['of a function that calls itself', 'return x ? do_a(kvm, argp, n) : -EINVAL;', 'EINVAL …'],
  ])('%s', (_, body, expected, more = '') => {
    expect(errnos(inFunction(body, more))).toBe(expected)
  })

  test.each([
    ['of an operation', '', 'EDOM ENOSPC'],
    ['of an operation that is set elsewhere, too', 'void g(void)\n{\n\tops.do_a = other;\n}\n', 'EDOM ENOSPC …'],
  ])('%s', (_, more, expected) => {
    const one = (name: string, errno: string) =>
      `static int ${name}(struct kvm *kvm)\n{\n\treturn x ? ${errno} : 0;\n}\n`
    const table = (name: string) => `static struct toy_ops ops_${name} = {\n\t.do_a = ${name},\n};\n`
    const toy: Toy = {
      vm: '\tcase KVM_A:\n\t\tr = kvm->ops->do_a(kvm);\n\t\tbreak;',
      x86: {code: `${one('f', '-EDOM')}${table('f')}${one('h', '-ENOSPC')}${table('h')}${more}`},
      arm64: {code: `${one('f', '-EDOM')}${table('f')}`},
      s390: {code: `${one('f', '-EDOM')}${table('f')}`},
    }
    expect(errnos(toy)).toBe(expected)
  })

  test('with their places and their architectures', () => {
    const hook = (value: string) => ({code: `int kvm_arch_a(struct kvm *kvm)\n{\n\treturn x ? ${value} : 0;\n}\n`})
    const {errnos: found} = ioctl(
      {
        vm: '\tcase KVM_A:\n\t\tr = kvm_arch_a(kvm);\n\t\tbreak;',
        x86: hook('-EINVAL'),
        arm64: hook('-EBUSY'),
        s390: hook('-EINVAL'),
      },
      'KVM_A',
    )
    expect(
      found.map(
        ({name, place, architectures}) => `${name} ${place.file}:${place.line}:${place.column} ${architectures}`,
      ),
    ).toEqual([
      'EIO virt/kvm/kvm_main.c:25:10 x86,arm64,s390',
      'EINVAL arch/x86/kvm/main.c:3:13 x86',
      'EBUSY arch/arm64/kvm/main.c:3:13 arm64',
      'EINVAL arch/s390/kvm/main.c:3:13 s390',
    ])
  })
})

describe('copies', () => {
  test.each([
    ['into a local', 'struct a a;\nr = copy_from_user(&a, argp, sizeof(a));', 'in struct a'],
    ['out of one', 'struct a a;\nr = copy_to_user(argp, &a, sizeof(struct b));', 'out struct b'],
    ['through a pointer of the type', 'struct a __user *u = argp;\nr = get_user(n, &u->size);', 'in ?'],
    ['of the declared type', 'u32 n;\nr = put_user(n, (u32 __user *)argp);', 'out u32'],
    ['to where a pointer points', 'struct a *a = f();\nr = copy_to_user(argp, a, sizeof(*a));', 'out struct a'],
    ['by memdup_user', 'struct a *a = memdup_user(argp, sizeof(*a));\nr = 0;', 'in struct a'],
    [
      'into a member of a local union',
      'union { struct a *b; } u;\nu.b = memdup_user(argp, sizeof(*u.b));\nr = 0;',
      'in struct a',
    ],
    ['both ways', 'u32 n;\nif (get_user(n, argp)) goto out;\nr = put_user(n, argp);', 'in u32; out u32'],
    ['behind the struct', 'r = copy_to_user(argp->entries + 1, e, n);', 'out ?'],
    ['not those of other pointers', 'r = copy_to_user(log->bitmap, b, n);', ''],
    ['not those of other cases', 'r = 0;\nbreak;\n}\ncase KVM_B: {\nr = copy_to_user(argp, &a, 4);', ''],
    ['by a function nobody knows', 'r = elsewhere(argp);', '…'],
    ['none where it goes by value', 'r = argument > 3;', ''],
  ])('%s', (_, body, expected) => {
    expect(copies(inCase(body))).toBe(expected)
  })

  test('by a function of the file', () => {
    const toy = inFunction(
      'struct a a;\nif (copy_from_user(&a, argp, sizeof(a))) return -EFAULT;\nreturn n && copy_to_user(argp, &a, 4);',
    )
    expect(copies(toy)).toBe('in struct a')
  })
})
