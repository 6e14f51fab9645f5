/** The implementation's side of the interface: `virt/kvm` and `arch/*\/kvm`, scanned, never compiled. */

import {type ImplementationUapi, Index, type Tree} from '../../model/index.ts'
import {newMemory} from './interpreter.ts'
import {readIoctls} from './ioctls.ts'
import {programsOf} from './program.ts'
import {readSources} from './sources.ts'

/** What the implementation in a tree serves, answers, returns and defines. Unreadable files are left out. */
export function readImplementation(tree: Tree): ImplementationUapi {
  const sources = readSources(tree)
  const programs = programsOf(sources).map((program) => ({program, memory: newMemory()}))
  return {
    source: 'implementation',
    sections: [],
    ioctls: new Index(readIoctls(programs)),
    capabilities: new Index([]),
    exitReasons: new Index([]),
    structs: new Index([]),
    constants: new Index([]),
    hostMembers: new Index([]),
    moduleParameters: new Index([]),
    configurationSymbols: new Index([]),
  }
}
