/** Changes of the behaviour data of the shipped series, each of which breaks a promise of its document. */

import type {Behaviour} from '../../src/model/index.ts'

export interface BehaviourMutant {
  readonly name: string
  /** The version's id. */
  readonly version: 'revised' | 'merged'
  readonly change: (behaviour: Behaviour) => Behaviour
}

type Exit = Behaviour['exit']

const toggle = {effect: 'toggle', on: 1, off: 0, otherArguments: 'EINVAL', flags: 'EINVAL'} as const

const exit = (version: BehaviourMutant['version'], name: string, parts: Partial<Exit>): BehaviourMutant => ({
  name,
  version,
  change: (behaviour) => ({...behaviour, exit: {...behaviour.exit, ...parts}}),
})

const plain = (version: BehaviourMutant['version'], name: string, parts: Partial<Behaviour>): BehaviourMutant => ({
  name,
  version,
  change: (behaviour) => ({...behaviour, ...parts}),
})

const notMapped = {fault_code: 'KVM_MEMORY_FAULT_CODE_NOT_MAPPED'}
const conflict = {fault_code: 'KVM_MEMORY_FAULT_CODE_PRIVATE'}

export const behaviourMutants: readonly BehaviourMutant[] = [
  plain('revised', 'nobody is waited for', {synchronisation: 'none'}),
  plain('revised', 'an atomic', {synchronisation: 'atomic'}),
  plain('revised', 'a lock', {synchronisation: 'rwlock'}),
  plain('revised', 'async page faults as ever', {asyncPageFaults: 'unaffected'}),
  plain('revised', 'KVM_CHECK_EXTENSION returns 0', {checkExtension: 0}),
  plain('revised', 'KVM_CHECK_EXTENSION returns 2', {checkExtension: 2}),
  plain('revised', 'KVM_ENABLE_CAP does nothing', {enableCap: {effect: 'nothing'}}),
  plain('revised', 'KVM_ENABLE_CAP is refused', {enableCap: {effect: 'refused', errno: 'EINVAL'}}),
  plain('revised', 'on and off are swapped', {enableCap: {...toggle, on: 0, off: 1}}),
  plain('revised', 'another value turns it on', {enableCap: {...toggle, on: 2}}),
  plain('revised', 'flags are ignored', {enableCap: {...toggle, flags: 'ignored'}}),
  plain('revised', 'arguments are ignored', {enableCap: {...toggle, otherArguments: 'ignored'}}),
  plain('revised', 'wrong errno for flags', {enableCap: {...toggle, flags: 'EPERM'}}),
  plain('revised', 'wrong errno for arguments', {enableCap: {...toggle, otherArguments: 'ENOTTY'}}),
  exit('revised', 'always on', {condition: 'always'}),
  exit('revised', 'KVM tries first', {trigger: 'resolution-failed'}),
  exit('revised', 'KVM_RUN fails with the exit', {errnos: ['EFAULT']}),
  exit('revised', 'wrong errno where nothing can be done', {unresolved: 'EPERM'}),
  exit('revised', 'the size of the mapping with the address of the page', {gpa: 'aligned-to-page', size: 'mapping'}),
  exit('revised', 'the size of the mapping', {size: 'mapping'}),
  exit('revised', 'one code for both', {causes: {missing: notMapped, private: notMapped}}),
  exit('revised', 'codes are swapped', {causes: {missing: conflict, private: notMapped}}),
  exit('revised', 'no code for conflicts', {causes: {missing: notMapped}}),
  exit('revised', 'the code says what the access was', {privateMeans: 'private-access'}),
  exit('revised', 'members that nobody writes are left', {unwritten: 'stale'}),
  exit('revised', 'flags are set', {causes: {missing: {...notMapped, flags: 1}, private: conflict}}),
  plain('merged', 'KVM_ENABLE_CAP has another errno', {enableCap: {effect: 'refused', errno: 'EPERM'}}),
  plain('merged', 'KVM_ENABLE_CAP succeeds', {enableCap: {effect: 'nothing'}}),
  exit('merged', 'KVM_RUN returns 0 with the exit', {errnos: []}),
  exit('merged', 'another errno with the exit', {errnos: ['ENOMEM']}),
  exit('merged', 'only while enabled', {condition: 'while-enabled'}),
  exit('merged', 'KVM does not try', {trigger: 'lookup-failed'}),
  exit('merged', 'the flag says what the memory is', {privateMeans: 'conflict'}),
  exit('merged', 'no flag', {causes: {missing: {flags: 0}, private: {flags: 0}}}),
  exit('merged', 'always the flag', {
    causes: {missing: {flags: 'KVM_MEMORY_EXIT_FLAG_PRIVATE'}, private: {flags: 'KVM_MEMORY_EXIT_FLAG_PRIVATE'}},
  }),
]
