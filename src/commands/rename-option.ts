/** The words of `--rename`, which `check` and `render` share. */

import {InputError} from '../model/index.ts'
import type {Rename} from '../write/index.ts'

/** `KVM_EXIT_A=KVM_EXIT_B`, `kvm_run.a=b`, `kvm_run.a=kvm_run.b`. Throws `InputError`. */
export function parseRename(text: string): Rename {
  const [, struct, from, other, to] = /^(?:(\w+)\.)?([A-Za-z_]\w*)=(?:(\w+)\.)?([A-Za-z_]\w*)$/.exec(text) ?? []
  if (from === undefined || to === undefined || (other !== undefined && other !== struct)) {
    throw new InputError(`Unexpected \`--rename ${text}\`, expected OLD=NEW, such as kvm_run.memory_fault=mem_fault`)
  }
  return {from: struct === undefined ? from : `${struct}.${from}`, to}
}
