import {describe, expect, it} from 'vitest'
import {type KconfigExpression, parseKconfig} from '../../../src/read/kconfig/index.ts'

const parse = (text: string) => parseKconfig('arch/toy/kvm/Kconfig', text)

function show(expression: KconfigExpression | undefined): string {
  if (expression === undefined) return ''
  switch (expression.kind) {
    case 'symbol':
      return expression.name
    case 'not':
      return `!${show(expression.operand)}`
    case 'comparison':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`
    default:
      return `(${show(expression.left)} ${expression.kind} ${show(expression.right)})`
  }
}

function summary(text: string): readonly string[] {
  return parse(text).entries.map((entry) =>
    [
      entry.name,
      entry.type,
      entry.prompt ? 'prompt' : '',
      ...entry.depends.map((condition) => `depends ${show(condition)}`),
      ...entry.selects.map((select) => `select ${select.symbol} ${show(select.condition)}`.trim()),
      ...entry.defaults.map((value) => `default ${show(value.value)} ${show(value.condition)}`.trim()),
    ]
      .filter((part) => part !== '' && part !== undefined)
      .join('; '),
  )
}

describe('parseKconfig', () => {
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['a hidden symbol', 'config HAVE_TOY\n\tbool\n', ['HAVE_TOY; bool']],
    ['a prompt on the type line', 'config TOY\n\ttristate "Toy"\n', ['TOY; tristate; prompt']],
    ['a prompt of its own', 'config TOY\n\tdef_tristate y\n\tprompt "Toy"\n', ['TOY; tristate; prompt; default y']],
    ['a type behind other attributes', 'config TOY\n\tselect A\n\tbool\n', ['TOY; bool; select A']],
    [
      'several depends',
      'config A\n\tbool\n\tdepends on B\n\tdepends on C || !D\n',
      ['A; bool; depends B; depends (C or !D)'],
    ],
    ['precedence', 'config A\n\tdepends on B || C && !(D || E)\n', ['A; depends (B or (C and !(D or E)))']],
    ['comparisons', 'config A\n\tdef_bool K if (B != n || C = "m")\n', ['A; bool; default K ((B != n) or (C = m))']],
    ['conditional selects', 'config A\n\tselect B if C && (D || E)\n', ['A; select B (C and (D or E))']],
    ['an if around', 'if V\nconfig A\n\tbool\nendif # V\nconfig B\n\tbool\n', ['A; bool; depends V', 'B; bool']],
    ['a menu that depends', 'menu "M"\n\tdepends on V\nconfig A\n\tbool\nendmenu\n', ['A; bool; depends V']],
    ['nested scopes', 'if A\nif B\nconfig C\nendif\nconfig D\nendif\n', ['C; depends A; depends B', 'D; depends A']],
    [
      'a choice',
      'choice\n\tprompt "which"\n\tdepends on V\nconfig A\n\tbool "a"\nendchoice\n',
      ['A; bool; prompt; depends V'],
    ],
    ['a comment', '# config NO\nconfig A # config NO\n\tbool # "prompt"\n', ['A; bool']],
    [
      'help that looks like a config',
      'config A\n\tbool\n\thelp\n\t  Say\n\n\t  config NO\n\t    bool\nconfig B\n',
      ['A; bool', 'B'],
    ],
    [
      'help of blanks',
      'config A\n        bool\n        help\n          select NO\n        select B\n',
      ['A; bool; select B'],
    ],
    ['continued lines', 'config A\n\tdepends on B && \\\n\t\tC\nconfig D\n', ['A; depends (B and C)', 'D']],
    ['a number with a range', 'config A\n\tint "how many"\n\trange 1 4\n\tdefault 2\n', ['A; int; prompt; default 2']],
    ['an expression that is none', 'config A\n\tdepends on B &&\n\tselect\n\tdepends on )\n', ['A']],
    ['a name that is missing', 'config\n\tselect A\nendif\n', []],
  ]
  it.each(cases)('%s', (_name, text, expected) => {
    expect(summary(text)).toEqual(expected)
  })

  it('lists what it includes', () => {
    expect(parse('source "virt/kvm/Kconfig"\nconfig A\n').sources).toEqual(['virt/kvm/Kconfig'])
  })

  it('gives the place of the name, also behind help and continued lines', () => {
    const text = 'config A\n\thelp\n\t  a\n\n\t  b\nif X \\\n || Y\n  menuconfig CONF\nendif\n'
    const place = parse(text).entries[1]?.place
    expect(place).toMatchObject({file: 'arch/toy/kvm/Kconfig', line: 8, column: 14, endColumn: 18})
    expect(text.slice(place?.offset, place?.endOffset)).toBe('CONF')
  })

  it('survives deep nesting', () => {
    expect(summary(`config A\n\tdepends on ${'('.repeat(100000)}\n\tbool\n`)).toEqual(['A; bool'])
  })
})
