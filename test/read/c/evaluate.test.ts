import {describe, expect, test} from 'vitest'
import {evaluate, expand, joinTokenTexts, type Macro, parseC, preprocessingTokensOf} from '../../../src/read/c/index.ts'

function macrosOf(text: string): (name: string) => Macro | undefined {
  const {items, tokens} = parseC(text, 'a.h')
  const macros = items.flatMap((item): [string, Macro][] =>
    item.kind === 'define'
      ? [[item.name.text, {name: item.name.text, parameters: item.parameters, tokens, body: item.body}]]
      : [],
  )
  const byName = new Map(macros)
  return (name) => byName.get(name)
}

describe('evaluate', () => {
  test.each([
    ['1', 1n],
    ['0x7f', 127n],
    ['017', 15n],
    ['0b101', 5n],
    ["'a'", 97n],
    ["'\\n'", 10n],
    ["'\\x41'", 65n],
    ["'ab'", 24930n],
    ['1 + 2 * 3', 7n],
    ['(1 + 2) * 3', 9n],
    ['-7 / 2', -3n],
    ['-7 % 2', -1n],
    ['1 << 3 | 1', 9n],
    ['1 << 31', -2147483648n],
    ['1U << 31', 2147483648n],
    ['1ULL << 63', 9223372036854775808n],
    ['0x80000000', 2147483648n],
    ['2147483648', 2147483648n],
    ['~0', -1n],
    ['~0U', 4294967295n],
    ['~0ULL', 18446744073709551615n],
    ['-1 < 0U', 0n],
    ['-1 >> 1', -1n],
    ['!5', 0n],
    ['1 ? 2 : 3', 2n],
    ['0 ? 2 : 3', 3n],
    ['0 ?: 3', 3n],
    ['1 || x', 1n],
    ['0 && x', 0n],
    ['(__u8)0x1ff', 255n],
    ['(__s8)0xff', -1n],
    ['(__u64)-1', 18446744073709551615n],
    ['((__u64)0x1)', 1n],
    ['(unsigned long)-1', 18446744073709551615n],
    ['(void *)-1', -1n],
    ['3 == 3 && 4 != 4', 0n],
    ['x', undefined],
    ['1 / 0', undefined],
    ['1 << 64', undefined],
    ['1.5', undefined],
    ['"a"', undefined],
    ['1 +', undefined],
    ['(1', undefined],
    ['1 2', undefined],
    ['08', undefined],
    ['', undefined],
    ['f(1)', undefined],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(preprocessingTokensOf(text), {long: 8})?.value).toBe(expected)
  })

  test.each([
    ['1UL << 31 << 1', 4, 0n],
    ['1UL << 31 << 1', 8, 4294967296n],
    ['~0UL', 4, 4294967295n],
    ['0xffffffffL', 4, 4294967295n],
  ] as const)('%s with a long of %i bytes is %s', (text, long, expected) => {
    expect(evaluate(preprocessingTokensOf(text), {long})?.value).toBe(expected)
  })

  test('names, sizes and calls come from outside', () => {
    const value = evaluate(preprocessingTokensOf('A + sizeof(struct b) + F(2)'), {
      long: 8,
      identifier: (name) => (name === 'A' ? {value: 100n, size: 4, unsigned: false} : undefined),
      sizeOf: (operand) => (joinTokenTexts(operand) === 'struct b' ? 24 : undefined),
      call: (name, args) => (name === 'F' ? {value: BigInt(args.length), size: 4, unsigned: false} : undefined),
    })
    expect(value).toEqual({value: 125n, size: 8, unsigned: true})
  })

  test.each(['(', '-', '1?', '(int)', '~', '1+', '!'])('many times %s does not end the program', (part) => {
    expect(() => evaluate(preprocessingTokensOf(part.repeat(100_000)), {long: 8})).not.toThrow()
  })
})

describe('expand', () => {
  const macros = macrosOf(
    [
      '#define A 1',
      '#define B A + A',
      '#define SELF (SELF - 1)',
      '#define F(x) ((x) * 2)',
      '#define G(x, y) x ## y',
      '#define S(x) #x',
      '#define V(f, ...) f(__VA_ARGS__)',
      '#define N(f, args...) f(0, ## args)',
      '#define ZERO() 0',
      '#define PING PONG',
      '#define PONG PING',
      '#define ENTRY(name, value) NAME_ ## name = value,',
      '#define LIST(FN) FN(a, 1) FN(b, 2)',
      ...Array.from({length: 40}, (_, index) => `#define X${index + 1} X${index} X${index}`),
      '#define X0 x x',
    ].join('\n'),
  )

  test.each([
    ['A', '1'],
    ['B', '1+1'],
    ['SELF', '(SELF-1)'],
    ['F(A)', '((1)*2)'],
    ['F(F(A))', '((((1)*2))*2)'],
    ['F', 'F'],
    ['F(', 'F('],
    ['G(a, 1)', 'a1'],
    ['G(A, B)', 'AB'],
    ['G(, b)', 'b'],
    ['S(a + "b")', '"a+\\"b\\""'],
    ['V(F, A)', '((1)*2)'],
    ['N(g)', 'g(0)'],
    ['N(g, 1, 2)', 'g(0,1,2)'],
    ['ZERO()', '0'],
    ['PING', 'PING'],
    ['LIST(ENTRY)', 'NAME_a=1,NAME_b=2,'],
    ['F(1, 2)', 'F(1,2)'],
  ])('%s → %s', (text, expected) => {
    const expanded = expand(preprocessingTokensOf(text), macros)
    expect(expanded && joinTokenTexts(expanded)).toBe(expected)
  })

  test('a bomb is given up', () => {
    expect(expand(preprocessingTokensOf('X40'), macros)).toBeUndefined()
  })
})
