/** A new section has the fields of its chapter, as far as the hunk shows all of it. */

import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, type NewSection, newSections} from './support/documents.ts'

export const sectionFields = definePatchRule({
  id: 'section-fields',
  scope: 'patch',
  severity: 'warning',
  summary: 'A new section begins with the fields that its chapter has.',
  why: 'What is not said is guessed: on which architectures it exists, what it takes, what it returns.',
  source: 'Documentation/virt/kvm/api.rst, introductions of its chapters; Documentation/virt/kvm/devices/vm.rst',
  messages: {
    way: (title, struct) => `Does \`${title}\` read or write \`${struct}\` (\`(in)\`, \`(out)\` or \`(in/out)\`)?`,
    lacks: (title, fields) => `Unexpected section on \`${title}\` without ${fields}, expected them in its field list`,
  },
  check(input, report) {
    for (const section of newSections(input)) {
      const usual = usualFields(section)
      const missing = usual.filter(({key}) => !section.fields.some((field) => field.key === key))
      const [subject = section.section.title] = section.names
      const parameter = usual.length > 1 ? fieldOf(section, 'parameter') : undefined
      const struct = /^struct \w+$/.exec(parameter?.text.trim() ?? '')?.[0]
      if (parameter && struct !== undefined)
        report('way', [subject, struct], {symbol: subject, place: parameter.place, severity: 'info'})
      // Of a title at the end of a hunk, the rest may stand below as it was.
      const [first] = section.fields
      const isDescribed = section.blocks.some(({context, field}) => context === 'prose' && field === undefined)
      const isMalformed = section.hunk.uapi.malformedFields.some((field) => field.section === section.section)
      if (missing.length === 0 || isMalformed || !isDescribed) continue
      report('lacks', [subject, missing.map(({name}) => `\`:${name}:\``).join(', ')], {
        symbol: subject,
        place: first?.place ?? section.section.place,
      })
    }
  },
  examples: [
    {
      name: 'an ioctl that does not say what it returns, and a capability that says nothing',
      files: {
        'Documentation/virt/kvm/api.rst': `@@ -5000,0 +5000,17 @@
+4.144 KVM_RING_BELL
+-------------------
+
+:Capability: KVM_CAP_BELL
+:Architectures: all
+:Type: vm ioctl
+:Parameters: struct kvm_bell
+
+Rings the bell.
+
+8.40 KVM_CAP_BELL
+-----------------
+
+There is a bell.
+
+8.41 KVM_CAP_ROPE
+-----------------
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5003:1: warning: Unexpected section on `KVM_RING_BELL` without `:Returns:`, expected them in its field list',
        'Documentation/virt/kvm/api.rst:5006:1: info: Does `KVM_RING_BELL` read or write `struct kvm_bell` (`(in)`, `(out)` or `(in/out)`)?',
        'Documentation/virt/kvm/api.rst:5010:1: warning: Unexpected section on `KVM_CAP_BELL` without `:Architectures:`, expected them in its field list',
      ],
    },
    {
      name: 'a section with all of them, and one of another document',
      files: {
        'Documentation/virt/kvm/api.rst': `@@ -5000,0 +5000,10 @@
+4.144 KVM_RING_BELL
+-------------------
+
+:Capability: KVM_CAP_BELL
+:Architectures: all
+:Type: vm ioctl
+:Parameters: none
+:Returns: 0 on success, -1 on error
+
+Rings the bell.
`,
        'Documentation/virt/kvm/bells.rst': `+4.1 KVM_CAP_BELL
+----------------
+
+How bells ring.
`,
      },
      expected: [],
    },
  ],
})

interface UsualField {
  readonly key: string
  readonly name: string
}

const architectures = {key: 'architecture', name: 'Architectures'}
const parameters = {key: 'parameter', name: 'Parameters'}
const returns = {key: 'return', name: 'Returns'}

/** By document and title: the fields that all but a few sections have. */
const chapters: readonly {readonly path: RegExp; readonly title: RegExp; readonly fields: readonly UsualField[]}[] = [
  {
    path: /\/api\.(?:rst|txt)$/,
    title: /^4\.\d+\.? +[A-Z]+_/,
    fields: [{key: 'capability', name: 'Capability'}, architectures, {key: 'type', name: 'Type'}, parameters, returns],
  },
  {path: /\/api\.(?:rst|txt)$/, title: /^[678]\.\d+\.? +[A-Z]+_CAP_/, fields: [architectures]},
  {path: /\/devices\/vm\.(?:rst|txt)$/, title: /\bATTRIBUTES?\b/, fields: [parameters, returns]},
  {path: /\/devices\/vcpu\.(?:rst|txt)$/, title: /\bATTRIBUTES?\b/, fields: [parameters]},
]

function usualFields({section, hunk}: NewSection): readonly UsualField[] {
  return chapters.find(({path, title}) => path.test(hunk.view.path) && title.test(section.title))?.fields ?? []
}
