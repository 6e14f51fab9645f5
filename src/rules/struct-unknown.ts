/** A struct that the document shows or names is one that a header defines. */

import type {Place, Section, StructMention} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, literal, section} from './support/example.ts'
import {inHeaders, nearestInHeaders} from './support/headers.ts'
import {Candidates} from './support/nearest.ts'
import {numberedSection} from './support/sections.ts'

export const structUnknown = defineRule({
  id: 'struct-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'A struct that the document shows or names is one that a header defines.',
  why: 'A reader looks the struct up by its name, in the header and in the rest of the document, and does not find it.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    near: (name, nearest) => `Unexpected \`struct ${name}\`, which no header defines, expected \`struct ${nearest}\``,
    unknown: (name) => `Unexpected \`struct ${name}\`, which no header defines, expected a struct of the interface`,
  },
  check(input, report) {
    const seen = new Set<string>()
    const {structs, structMentions, memberMentions} = input.document
    const elsewhere = structMentions.filter((mention) => !isParameter(input, mention))
    const pointed = memberMentions.flatMap(({struct, place, section}) =>
      struct === undefined ? [] : [{name: struct, place, section}],
    )
    for (const {name, place, section} of [...structs.all, ...elsewhere, ...pointed]) {
      const key = `${name} ${section?.place.offset ?? -1}`
      if (seen.has(key) || isKnownStruct(input, name)) continue
      seen.add(key)
      const nearest =
        new Candidates(structsOf(input, section)).nearest(name) ?? nearestInHeaders(input, 'structs', name)
      const definition = nearest === undefined ? undefined : inHeaders(input, 'structs', nearest)[0]?.item
      const detail = {symbol: `struct ${name}`, place, related: relatedOf(nearest, definition?.place)}
      if (nearest) report('near', [name, nearest], detail)
      else report('unknown', [name], detail)
    }
  },
  examples: [
    {
      name: 'a struct under an old name, and one that prose invents',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          `${literal('struct kvm_does {\n\t__u32 a;\n};')}\nThe fields of struct kvm_dot follow.`,
        ),
        header: 'struct kvm_do {\n\t__u32 a;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:8:10: error: Unexpected `struct kvm_does`, which no header defines, expected `struct kvm_do`',
        'Documentation/virt/kvm/api.rst:12:22: error: Unexpected `struct kvm_dot`, which no header defines, expected `struct kvm_do`',
      ],
    },
    {
      name: "the struct of the header, and the kernel's own",
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          `${literal('struct kvm_do {\n\t__u32 a;\n};')}\nIt is kept in struct kvm_memslots.`,
        ),
        header: 'struct kvm_do {\n\t__u32 a;\n};\n',
        others: {...implementation({}), 'include/linux/kvm_host.h': 'struct kvm_memslots {\n\tint used;\n};\n'},
      }),
      expected: [],
    },
  ],
})

function isKnownStruct(input: TreeInput, name: string): boolean {
  return (
    inHeaders(input, 'structs', name).length > 0 ||
    (input.implementation?.definesStruct(name) ?? false) ||
    input.definedElsewhere(name) !== undefined
  )
}

function relatedOf(name: string | undefined, place: Place | undefined) {
  return place ? [{place, message: `\`struct ${name}\` is defined here`}] : []
}

/** The rule `ioctl-parameter` says it of the parameter of an ioctl that a header defines. */
function isParameter(input: TreeInput, {field, section}: StructMention): boolean {
  if (field === undefined || !/^parameters?$/.test(field)) return false
  return input.document.ioctls.all.some(
    (ioctl) => ioctl.section === section && inHeaders(input, 'ioctls', ioctl.name).length > 0,
  )
}

/** The structs that the section shows or names: what is meant is most often one of them. */
function structsOf(input: TreeInput, section: Section | undefined): string[] {
  const {structs, structMentions} = input.document
  const topic = numberedSection(section)
  const near = [...structs.all, ...structMentions].filter((item) => numberedSection(item.section) === topic)
  return near.map(({name}) => name).filter((name) => isKnownStruct(input, name))
}
