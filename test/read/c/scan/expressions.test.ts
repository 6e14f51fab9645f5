import {describe, expect, test} from 'vitest'
import {parseExpressionText} from '../../../../src/read/c/index.ts'
import {showExpression} from './show.ts'

describe('parseExpressionText', () => {
  test.each([
    ['precedence', 'a = b || c && d | e == f + g * h', '(a = (b || (c && (d | (e == (f + (g * h)))))))'],
    ['operators of one level go from the left', 'a - b - c', '((a - b) - c)'],
    ['assignments go from the right', 'a = b |= c', '(a = (b |= c))'],
    ['commas', 'a = 1, b = 2', '((a = 1) , (b = 2))'],
    ['prefixes', '-EINVAL', '(- EINVAL)'],
    ['prefixes of prefixes', '!*&a', '(! (* (& a)))'],
    ['postfixes', 'a->b.c[d](e, f)++', '(a->b.c[d](e, f)++)'],
    ['a choice', 'a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['a choice without its second operand', 'a ?: b', '(a ?  : b)'],
    ['a cast by a keyword', '(unsigned long)arg', '<unsigned long>arg'],
    ['a cast by the form of its name', '(u32)arg', '<u32>arg'],
    ['a cast to a pointer', '(void __user *)arg', '<void *>arg'],
    ['a cast to a pointer of another name', '(foo *)arg', '<foo *>arg'],
    ['a cast by what follows', '(foo)arg', '<foo>arg'],
    ['no cast: a call', '(foo)(arg)', 'foo(arg)'],
    ['no cast: an operator', '(foo) + arg', '(foo + arg)'],
    ['a compound literal', '(struct a){.b = 1, [2] = 3}', '<struct a>{.b=1, 3}'],
    ['sizeof a type', 'sizeof(struct kvm_regs)', '(sizeof <struct kvm_regs>)'],
    ['sizeof an expression', 'sizeof(*regs)', '(sizeof (* regs))'],
    ['sizeof without parentheses', 'sizeof regs + 1', '((sizeof regs) + 1)'],
    ['types as arguments', 'container_of(p, struct a, b)', 'container_of(p, <struct a>, b)'],
    ['a type with a pointer as argument', 'kvm_arg(u8 *, n)', 'kvm_arg(<u8 *>, n)'],
    ['strings side by side', 'f("a" "b", c)', 'f("a", c)'],
    ['a call of what a call returns', 'kvm_x86_call(get)(vcpu)', 'kvm_x86_call(get)(vcpu)'],
    ['a statement expression', '({ int a = f(); a; })', '({<int> a=f(); a;})'],
    ['an operator as argument', 'CMP(a, <, b)', 'CMP(a, (??? < ???), b)'],
    ['an argument that is missing', 'f(a, , b)', 'f(a, ???, b)'],
    ['a call without its end', 'f(a, b', 'f(a, b)'],
    ['a number with a suffix', '1ULL << 3', '(1ULL << 3)'],
    ['nothing', '', '???'],
  ])('%s', (_, text, expected) => {
    expect(showExpression(parseExpressionText(text))).toBe(expected)
  })

  test('says where everything stands', () => {
    const text = 'r = copy_to_user(argp, &regs, 4) ? -EFAULT : 0'
    const slices: string[] = []
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('kind' in value && 'start' in value && 'end' in value)
        slices.push(text.slice(Number(value.start), Number(value.end)))
      for (const inner of Object.values(value)) collect(inner)
    }
    collect(parseExpressionText(text))
    expect(slices).toEqual([
      text,
      'r',
      'copy_to_user(argp, &regs, 4) ? -EFAULT : 0',
      'copy_to_user(argp, &regs, 4)',
      'copy_to_user',
      'argp',
      '&regs',
      'regs',
      '4',
      '-EFAULT',
      'EFAULT',
      '0',
    ])
  })

  test.each([
    ['parentheses', '('],
    ['prefixes', '!'],
    ['calls', 'f('],
    ['braces', '({'],
    ['choices', 'a ? '],
  ])('nesting of %s as deep as one likes', (_, text) => {
    expect(() => parseExpressionText(text.repeat(100_000))).not.toThrow()
  })
})
