/** The skeleton of a capability: where it is answered, and whether and where `KVM_ENABLE_CAP` serves it. */

import {
  architecturesText,
  at,
  type CapabilityIdentity,
  definedIn,
  errnoValues,
  gap,
  onArchitectures,
  type Skeleton,
  type SkeletonSource,
  unique,
} from './skeleton.ts'

/** api.rst's chapters on what is enabled on vCPUs, on VMs, and on what is only there or not. */
const chapters = {vcpu: 6, vm: 7, none: 8} as const

/** `undefined` where no header defines it. */
export function capabilitySkeleton(name: string, {input}: SkeletonSource): Skeleton<CapabilityIdentity> | undefined {
  const defined = definedIn(input, name, ({capabilities}) => capabilities)
  if (!defined) return undefined
  const answers = input.implementation?.capabilities.named(name) ?? []
  const enabled = answers.filter(({operation}) => operation === 'enable')
  const targets = unique(enabled.flatMap(({target}) => target ?? []))
  const target = targets.includes('vm') ? 'vm' : targets.includes('vcpu') ? 'vcpu' : 'none'
  const architectures = architecturesText(
    input,
    answers.flatMap((answer) => answer.architectures),
  )
  return {
    section: {kind: 'capability', name, number: {chapter: chapters[target], number: 'open'}},
    values: {
      name,
      facts: [
        ['Architectures', architectures || gap('which')],
        ...(target === 'none'
          ? []
          : [
              ['Target', targets.join(', ')],
              ['Parameters', gap('what `args` and `flags` mean, or none')],
              ['Returns', gap('0 on success, or what else; -1 on error')],
            ]),
      ],
      description: [
        gap(
          `what userspace may rely on when \`KVM_CHECK_EXTENSION\` of \`${name}\` is not 0, and what its value means.`,
        ),
        ...(target === 'none' ? [] : [gap('what changes once it is enabled, and when it can be enabled.')]),
      ].join('\n\n'),
      ...errnoValues(enabled.flatMap(({errnos}) => errnos)),
    },
    remarks: [
      `\`${name}\` is ${defined.number} (${at(defined.place)})`,
      ...answers.map(({operation, architectures: where, place, target: [of] = []}) => {
        const what = operation === 'check' ? 'KVM_CHECK_EXTENSION answers it' : `KVM_ENABLE_CAP serves it on a ${of}`
        return `\`${name}\`: ${what} ${onArchitectures(input, where)} (${at(place)})`
      }),
      ...(enabled.every(({errnosComplete}) => errnosComplete)
        ? []
        : [
            `\`${name}\`: KVM_ENABLE_CAP may return other errnos, too: not all that its handler calls could be followed`,
          ]),
      ...(enabled.length > 0 || !input.implementation ? [] : [`\`${name}\`: KVM_ENABLE_CAP does not serve it`]),
    ],
  }
}
