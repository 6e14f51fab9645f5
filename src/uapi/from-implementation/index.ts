/** The implementation's side of the interface: `virt/kvm` and `arch/*\/kvm`, scanned, never compiled. */

import {type ImplementationUapi, Index, type Tree} from '../../model/index.ts'

/** What the implementation in a tree serves, answers, returns and defines. Unreadable files are left out. */
export function readImplementation(_tree: Tree): ImplementationUapi {
  return {
    source: 'implementation',
    sections: [],
    ioctls: new Index([]),
    capabilities: new Index([]),
    exitReasons: new Index([]),
    structs: new Index([]),
    constants: new Index([]),
    hostMembers: new Index([]),
    moduleParameters: new Index([]),
    configurationSymbols: new Index([]),
  }
}
