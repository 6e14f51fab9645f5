/** Structs and their members in prose: `struct kvm_msrs`, `kvm_irqfd.fd`, "struct kvm_clock_data's flags field". */

import type {MemberMention, StructMention} from '../../model/index.ts'
import type {PlaceAt, Run} from './run.ts'

/**
 * ```text
 * > Parameters are passed via kvm_s390_irq; see struct kvm_msrs and the kvm_reg_list struct.
 *                                               ^^^^^^^^^^^^^^^         ^^^^^^^^^^^^
 * ```
 */
export function structMentionsIn(run: Run, tagPrefix: string, placeAt: PlaceAt): StructMention[] {
  if (run.context === 'code' || !run.text.includes(tagPrefix)) return []
  const mentions: StructMention[] = []
  for (const pattern of structPatterns(tagPrefix)) {
    for (const match of run.text.matchAll(pattern)) {
      const name = match[1] ?? ''
      const start = run.offset + match.index + match[0].indexOf(name)
      mentions.push({
        name,
        place: placeAt(start, start + name.length),
        section: run.section,
        context: run.context,
        field: run.field,
      })
    }
  }
  return mentions
}

const structPatternsByPrefix = new Map<string, readonly RegExp[]>()

function structPatterns(tagPrefix: string): readonly RegExp[] {
  const known = structPatternsByPrefix.get(tagPrefix) ?? [
    new RegExp(`\\bstruct\\s+(${tagPrefix}\\w+)`, 'g'),
    new RegExp(`(?<!struct\\s+)\\b(${tagPrefix}\\w+)(?:[\`'"]*)\\s+struct(?:ure)?\\b(?!\\s+${tagPrefix})`, 'g'),
    new RegExp(`(?<!struct\\s+)\\b(${tagPrefix}\\w+)::\\w`, 'g'),
  ]
  structPatternsByPrefix.set(tagPrefix, known)
  return known
}

interface MemberPattern {
  /** What a run must contain before the expression is tried: most runs do not. */
  readonly hint: RegExp
  readonly expression: RegExp
}

const speaksOfMember = /\b(?:field|member)/
const hasPath = /\w(?:[.:]|->)[\w:]/

/** How prose names a member. Group `struct` where it names the struct, group `path` the member, perhaps dotted. */
const memberPatterns = (tagPrefix: string): readonly MemberPattern[] => [
  // kvm_run.memory_fault, kvm_vcpu_init->features, kvm_userspace_memory_region::flags
  {
    hint: hasPath,
    expression: new RegExp(`\\b(?<struct>${tagPrefix}\\w+)(?:\\.|->|::)(?<path>[a-z_]\\w*(?:\\.[a-z_]\\w*)*)`, 'g'),
  },
  // struct kvm_clock_data's flags member
  {
    hint: speaksOfMember,
    expression: new RegExp(`\\b(?<struct>${tagPrefix}\\w+)'s\\s+(?<path>[a-z_]\\w*)\\s+(?:field|member)\\b`, 'g'),
  },
  // the `realtime` field in the kvm_clock_data structure
  {
    hint: speaksOfMember,
    expression: new RegExp(
      `\\b(?<path>[a-z_]\\w*)[\`'"]*\\s+(?:field|member)\\s+(?:in|of)\\s+(?:the\\s+)?(?:struct\\s+)?(?<struct>${tagPrefix}\\w+)`,
      'g',
    ),
  },
  // the ``hist_param`` field, "slb_size" field, the triple_fault_pending field
  {
    hint: speaksOfMember,
    expression:
      /(?:(?<quote>``|["'`])(?<path>[a-z]\w*)\k<quote>|(?<!struct\s)\b(?<bare>[a-z][a-z0-9]*_\w+))\s+(?:field|member)s?\b/g,
  },
  // the field userspace_addr, member 'flags'
  {hint: speaksOfMember, expression: /\b(?:field|member)\s+(?<quote>``|["'`])(?<path>[a-z]\w*)\k<quote>/g},
  // exception.has_esr; not e.g. nor i.e., and not a path
  {
    hint: hasPath,
    expression: new RegExp(
      `(?<![\\w./@>-])(?!${tagPrefix}|www\\.)(?<path>[a-z_]\\w+(?:\\.[a-z_]\\w+)+)(?![\\w(/]|\\.[a-z])`,
      'g',
    ),
  },
]

const patternsByPrefix = new Map<string, readonly MemberPattern[]>()

/** `shown` are the words of the section's literal blocks: a field that a drawing of bits names is no member. */
export function memberMentionsIn(
  run: Run,
  tagPrefix: string,
  shown: (word: string) => boolean,
  placeAt: PlaceAt,
): MemberMention[] {
  if (run.context === 'code') return []
  let patterns = patternsByPrefix.get(tagPrefix)
  if (!patterns) {
    patterns = memberPatterns(tagPrefix)
    patternsByPrefix.set(tagPrefix, patterns)
  }
  const mentions = new Map<number, MemberMention>()
  for (const {hint, expression} of patterns) {
    if (!hint.test(run.text)) continue
    for (const match of run.text.matchAll(expression)) {
      const path = match.groups?.path ?? match.groups?.bare ?? ''
      const start = match.index + match[0].indexOf(path)
      if (mentions.has(start)) continue
      mentions.set(start, {
        struct: match.groups?.struct,
        path: path.split('.'),
        shown: shown(path),
        place: placeAt(run.offset + start, run.offset + start + path.length),
        section: run.section,
      })
    }
  }
  return [...mentions.values()]
}
