/** Structs that may become larger at their end, because the kernel learns how large the caller's is. */

import type {ReleasedComposite} from '../../../uapi/index.ts'

interface Extensible {
  readonly source: string
  /** `ioctls`: the struct is in the number of an ioctl. */
  readonly matches: (struct: ReleasedComposite, ioctls: boolean) => boolean
}

const table: readonly Extensible[] = [
  {
    source: 'Documentation/virt/kvm/api.rst, KVM_GET_VCPU_MMAP_SIZE: userspace asks how large it is',
    matches: ({name}, ioctls) => name === 'struct kvm_run' && !ioctls,
  },
  {
    source: 'Documentation/process/botching-up-ioctls.rst: the core takes any size and extends with zeros',
    matches: ({place}) => place.file.startsWith('include/uapi/drm/'),
  },
  {
    source: 'Documentation/process/adding-syscalls.rst: a member says how large the struct is',
    matches: ({type}, ioctls) =>
      !ioctls && (type.fields ?? []).some(({name}) => name !== undefined && sizes.test(name)),
  },
]

/** `struct vfio_device_info.argsz`, `struct perf_event_attr.size`. */
const sizes = /^(?:argsz|size|struct_size|usize|cb|sz)$/

export function isExtensible(struct: ReleasedComposite, ioctls: boolean): boolean {
  return table.some(({matches}) => matches(struct, ioctls))
}
