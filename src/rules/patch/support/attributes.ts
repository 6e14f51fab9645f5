/** Functions that serve KVM_SET_DEVICE_ATTR, KVM_GET_DEVICE_ATTR and KVM_HAS_DEVICE_ATTR. */

import type {InCode} from '../../../uapi/index.ts'

export type AttributeVerb = 'set' | 'get' | 'has'

/** What a function does with an attribute, by its name, where it is given one; its heading may be cut off. */
export function attributeVerb({hunk, piece}: InCode): AttributeVerb | undefined {
  const {functionName = '', parameters} = piece
  const types = [...parameters.map(({type}) => type), ...(piece.whole ? [] : [hunk.view.hunk.heading])].join(' ')
  // Others have attributes of their own, `struct kvm_xen_hvm_attr`, which nobody can ask for.
  const isGiven = /\bstruct kvm_\w*attr\b/.test(types)
    ? types.includes('struct kvm_device_attr')
    : /(?:^|_)(?:set|get|has)_\w*attr/.test(functionName)
  return isGiven ? (/(?:^|_)(set|get|has)(?:_|$)/.exec(functionName)?.[1] as AttributeVerb | undefined) : undefined
}
