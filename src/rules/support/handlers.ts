/** What serves the ioctls and enables the capabilities that a document describes. */

import type {AnsweredCapability, DocumentedCapability, DocumentedIoctl, ServedIoctl} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'

/** The most architectures whose handlers are followed: of more there is always one that calls into the unknown. */
const mostArchitectures = 2

export function isWidespread(served: readonly Handler[]): boolean {
  return new Set(served.flatMap(({architectures}) => architectures)).size > mostArchitectures
}

/** Returned before a handler is reached, or by any copy from and to userspace. */
export const generalErrnos: ReadonlySet<string> = new Set(['EBADF', 'ENOTTY', 'EFAULT', 'EINTR', 'EIO'])

export type Handler = ServedIoctl | AnsweredCapability

/** What serves the ioctl, or enables the capability. */
export function handlersOf(
  {implementation}: TreeInput,
  {name, architectures}: DocumentedIoctl | DocumentedCapability,
): readonly Handler[] {
  const enabling = implementation?.capabilities.named(name).filter(({operation}) => operation === 'enable') ?? []
  const served: readonly Handler[] = [...(implementation?.ioctls.named(name) ?? []), ...enabling]
  return served.filter(
    (item) =>
      architectures === undefined || item.architectures.some((architecture) => architectures.includes(architecture)),
  )
}
