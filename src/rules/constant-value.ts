/** A constant has the value that it has in the header. */

import type {Place, Section} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, literal, section} from './support/example.ts'
import {inHeaders} from './support/headers.ts'

export const constantValue = defineRule({
  id: 'constant-value',
  scope: 'tree',
  severity: 'error',
  summary: 'A constant has the value that it has in the header.',
  why: 'A program that takes the number out of the document asks for something else.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    value: (name, documented, defined) =>
      `Unexpected value ${documented} of \`${name}\`, expected ${defined} as in the header`,
  },
  check(input, report) {
    for (const {name, value, place} of documentedValues(input)) {
      const defined = definedValues(input, name)
      const [first] = defined
      if (!first || defined.some((candidate) => candidate.value === value)) continue
      report('value', [name, inNotation(value), inNotation(first.value)], {
        symbol: name,
        place,
        related: [{place: first.place, message: 'the definition in the header'}],
      })
    }
  },
  examples: [
    {
      name: 'a bit off, and a number in prose',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {}, `${literal('#define KVM_DO_FAST (1 << 1)')}\nPass KVM_DO_SLOW (0).`),
        header: '#define KVM_DO_FAST (1 << 0)\n#define KVM_DO_SLOW 2\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:11: error: Unexpected value 2 of `KVM_DO_FAST`, expected 1 as in the header',
        'Documentation/virt/kvm/api.rst:8:6: error: Unexpected value 0 of `KVM_DO_SLOW`, expected 2 as in the header',
      ],
    },
    {
      name: 'another spelling of the same',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {}, `${literal('#define KVM_DO_FAST BIT(0)')}\nPass KVM_DO_SLOW (=2).`),
        header: '#define KVM_DO_FAST (1 << 0)\n#define KVM_DO_SLOW 2\n',
      }),
      expected: [],
    },
  ],
})

function documentedValues({
  document,
}: TreeInput): {name: string; value: bigint; place: Place; section: Section | undefined}[] {
  const defined = document.constants.all.flatMap(({name, value, place, section}) =>
    value === undefined ? [] : [{name, value, place, section}],
  )
  return [...defined, ...document.statedValues]
}

const nouns = ['constants', 'exitReasons', 'capabilities'] as const

function definedValues(input: TreeInput, name: string): {value: bigint; place: Place}[] {
  return nouns.flatMap((noun) =>
    inHeaders(input, noun, name).flatMap(({item}) => {
      const value = 'value' in item ? item.value : 'number' in item ? item.number : undefined
      return value === undefined ? [] : [{value, place: item.place}]
    }),
  )
}

/** Decimal where a person reads decimal, hexadecimal for what is a bit or a mask. */
function inNotation(value: bigint): string {
  return value < 1024n ? String(value) : `0x${value.toString(16)}`
}
