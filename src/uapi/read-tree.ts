/** Reads what a check compares out of a tree: the document, the headers of each architecture, the implementation. */

import {
  type Architecture,
  architectures as allArchitectures,
  type ImplementationUapi,
  InputError,
  type Tree,
} from '../model/index.ts'
import {definitionsBeside} from './definitions-beside.ts'
import {readDocument} from './from-document/index.ts'
import {readHeaders} from './from-header/index.ts'
import {readImplementation} from './from-implementation/index.ts'
import type {TreeInput} from './tree-input.ts'

/** Where KVM's document and header are; also the paths of a rule's examples. */
export const kvmDocument = 'Documentation/virt/kvm/api.rst'
export const kvmHeader = 'include/uapi/linux/kvm.h'

export interface TreeOptions {
  readonly document?: string
  readonly header?: string
  readonly architectures?: readonly Architecture[]
}

/** Throws `InputError` where the tree has no such document or header. */
export function readTree(tree: Tree, options: TreeOptions = {}): TreeInput {
  const {document = kvmDocument, header = kvmHeader, architectures = allArchitectures} = options
  const text = tree.read(document)
  if (text === undefined) throw new InputError(`${document}: Unexpected absence in ${tree.name}, expected the document`)
  const headers = readHeaders(tree, {header, architectures})
  const prefix = prefixOf(header)
  const implementation: ImplementationUapi | undefined = hasImplementation(tree, header)
    ? readImplementation(tree)
    : undefined
  return {
    prefix,
    document: readDocument(text, document, {prefix}),
    headers,
    implementation,
    definedElsewhere: definitionsBeside(tree, header),
  }
}

/** Only KVM's dispatchers are known; and a tree may hold documents and headers alone. */
function hasImplementation(tree: Tree, header: string): boolean {
  return header === kvmHeader && tree.list('virt/kvm').length > 0
}

/** `include/uapi/linux/kvm.h` is about `KVM_…`. */
function prefixOf(header: string): string {
  const name = header.slice(header.lastIndexOf('/') + 1).replace(/\.h$/, '')
  return name.toUpperCase()
}
