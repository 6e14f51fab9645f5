/** What a rule found. A plain type: reports turn it into text, JSON, SARIF. */

import type {Mail} from './mail.ts'
import type {Place} from './place.ts'

/**
 * `error`: the two sides contradict each other, or userspace breaks. `warning`: a reviewer would ask for a change.
 * `info`: absent since ever, or a question.
 */
export type Severity = 'error' | 'warning' | 'info'

export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** The least severe finding that makes a command fail; `never` is for a look around. */
export type FailOn = Severity | 'never'

export const failOnLevels = [...severities, 'never'] as const satisfies readonly FailOn[]

export interface Finding {
  readonly rule: string
  readonly severity: Severity
  /** "Unexpected X, expected Y", names in backticks. */
  readonly message: string
  /** What it is about: `struct kvm_cpuid2.flags`, `KVM_CAP_IRQCHIP_SPLIT`. */
  readonly symbol: string
  readonly place: Place
  /** The other sides of the disagreement, most telling first. */
  readonly related: readonly RelatedPlace[]
  /** Why it matters here or how to put it right; one sentence. */
  readonly note?: string
  /** In a review: the patch that it is about. */
  readonly patch?: PatchReference
}

export interface PatchReference {
  /** Of the series: `[PATCH 5/8]`. */
  readonly number: number
  readonly total: number
  /** Without the tag. */
  readonly subject: string
  /** 1-based, in the file that holds the mail; `undefined` where no line of it shows what the finding is about. */
  readonly mailLine: number | undefined
  readonly mail: Mail
}

export interface RelatedPlace {
  readonly place: Place
  /** What stands there: "the member in the header". */
  readonly message?: string
}
