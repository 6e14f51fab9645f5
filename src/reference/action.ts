/** What may happen next: a step of a vCPU, a call of userspace, a whim of the host. */

import type {Step} from './result.ts'
import type {State} from './state.ts'
import type {EnableCapArguments} from './vm-calls.ts'

export interface Action {
  /** `vCPU 0: KVM_RUN`: one of its name in a configuration; the same words in traces and scenarios. */
  readonly name: string
  readonly kind: ActionKind
  /** Who does it; `undefined` where nobody has to, ever: a spurious failure, memory that is taken away. */
  readonly agent: string | undefined
  readonly vcpu?: number
  readonly page?: number
  /** Of a call with bad arguments, or one that turns the exits on or off. */
  readonly argument?: Argument
  /** What KVM_ENABLE_CAP is given. */
  readonly given?: EnableCapArguments
  /** `undefined` where it cannot happen now. Pure. */
  readonly step: (state: State) => Step | undefined
}

export type ActionKind =
  | 'enter'
  | 'load'
  | 'access'
  | 'spurious'
  | 'map'
  | 'resolve'
  | 'defer'
  | 'arrive'
  | 'conflict'
  | 'leave'
  | 'signal'
  /** The thread of a vCPU answers its exit. */
  | 'answer'
  | 'begin'
  | 'return'
  | 'invalid'
  | 'check'
  | 'disturb'
  | 'serve'

export type Argument = 'on' | 'off' | 'args[0]' | 'args[1]' | 'flags' | 'bad address'
