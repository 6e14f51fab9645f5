/** A member that is a size or a time has its unit in the document. */

import type {DocumentText, Field} from '../model/index.ts'
import type {Addition} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {type AddedStruct, addedStructs, membersOf} from './support/added-structs.ts'
import {exitVersion} from './support/addition-example.ts'
import {proseOf} from './support/texts.ts'

const structs = [
  {
    name: 'kvm_run.did',
    members: [
      {name: 'flags', type: '__u64'},
      {name: 'size', type: '__u64'},
    ],
  },
] as const

export const unitsUndocumented = defineRule({
  id: 'units-undocumented',
  scope: 'addition',
  severity: 'warning',
  summary: 'A member that is a size or a time has its unit in the document.',
  why: 'Bytes or pages, nanoseconds or cycles: a program that guesses wrong works until it does not.',
  source: 'https://lore.kernel.org/kvm/87mt5fz5g6.wl-maz@kernel.org',
  messages: {
    unit: (member, struct, units) =>
      `Unexpected \`${member}\` of \`struct ${struct}\` without a unit in the document, expected ${units}`,
  },
  check(addition, report) {
    for (const struct of addedStructs(addition)) {
      for (const [path, field] of membersOf(struct.type)) {
        const kind = quantities.find(({name}) => name.test(field.name ?? ''))
        if (!kind || isStated(addition, struct, field, kind.unit)) continue
        report('unit', [path, struct.name, kind.wanted], {symbol: `struct ${struct.name}.${path}`, place: field.place})
      }
    }
  },
  examples: [
    {
      name: 'a size of nobody knows what',
      version: exitVersion('KVM did. :member[flags] is 0, :member[size] the size of the range.\n', {structs}),
      expected: [
        'example@v1/kvm.h:8:10: warning: Unexpected `size` of `struct kvm_run.did` without a unit in the document, expected bytes, pages or bits',
      ],
    },
    {
      name: 'a size in bytes',
      version: exitVersion('KVM did. :member[flags] is 0, :member[size] the size of the range in bytes.\n', {structs}),
      expected: [],
    },
  ],
})

const quantities = [
  {
    name: /(?:^|_)(?:size|len|length)$/,
    unit: /\b(?:bytes?|pages?|bits?|KiB|MiB|entries|elements)\b/i,
    wanted: 'bytes, pages or bits',
  },
  {
    name: /(?:^|_)(?:time|timeout|delay|interval|period)$/,
    unit: /\b(?:nano|micro|milli)?seconds?\b|\b[nmu]s\b|\bcycles?\b|\bticks?\b/i,
    wanted: 'seconds or a part of them, or cycles',
  },
] as const

/** In the text, or beside the member, of any section that speaks of the member. */
function isStated(addition: Addition, {name}: AddedStruct, field: Field, unit: RegExp): boolean {
  const member = new RegExp(`\\b${field.name}\\b`)
  const texts = proseOf(addition).filter((text) => member.test(text.text))
  if (texts.length === 0) return !isShown(addition, name)
  const [tag = ''] = name.split('.')
  const shown = addition.own.document.structs.named(tag).flatMap(({type}) => membersOf(type).map(([, one]) => one))
  if (shown.some((one) => one.name === field.name && unit.test(one.comment ?? ''))) return true
  return texts.some((text) => unit.test(withoutNames(text))) || unit.test(field.comment ?? '')
}

/** A struct that no section shows is described elsewhere. */
function isShown({own}: Addition, name: string): boolean {
  return own.document.structs.has(name.split('.')[0] ?? '')
}

/** `size` in a literal is the name and no unit. */
const withoutNames = ({text}: DocumentText): string => text.replaceAll(/``[^`]*``/g, '')
