/** The implementation's side of the interface: `virt/kvm` and `arch/*\/kvm`, scanned, never compiled. */

import {type ImplementationUapi, Index, type Tree} from '../../model/index.ts'
import {readCapabilities} from './capabilities.ts'
import {readExitReasons} from './exit-reasons.ts'
import {readHostMembers} from './host-members.ts'
import {Interpretation, newShared} from './interpretation.ts'
import {readIoctls} from './ioctls.ts'
import {definesStruct, readConfigurationSymbols, readConstants, readModuleParameters} from './names.ts'
import {once} from './once.ts'
import {programsOf} from './program.ts'
import {readSources, type Sources} from './sources.ts'

/**
 * What the implementation in a tree serves, answers, returns and defines. Unreadable files are left out. Each list is
 * made when it is first asked for: no check asks for all of them.
 */
export function readImplementation(tree: Tree): ImplementationUapi {
  const sources = once(() => readSources(tree))
  const programs = once(() => interpretationsOf(sources()))
  const ioctls = once(() => new Index(readIoctls(programs())))
  const capabilities = once(() => new Index(readCapabilities(programs())))
  const exitReasons = once(() => new Index(readExitReasons(programs().map(({program}) => program))))
  const constants = once(() => new Index(readConstants(sources())))
  const hostMembers = once(() => new Index(readHostMembers(sources())))
  const moduleParameters = once(() => new Index(readModuleParameters(sources())))
  const configurationSymbols = once(() => new Index(readConfigurationSymbols(sources())))
  return {
    source: 'implementation',
    sections: [],
    structs: new Index([]),
    definesStruct: (tag) => definesStruct(sources(), tag),
    get ioctls() {
      return ioctls()
    },
    get capabilities() {
      return capabilities()
    },
    get exitReasons() {
      return exitReasons()
    },
    get constants() {
      return constants()
    },
    get hostMembers() {
      return hostMembers()
    },
    get moduleParameters() {
      return moduleParameters()
    },
    get configurationSymbols() {
      return configurationSymbols()
    },
  }
}

function interpretationsOf(sources: Sources): readonly Interpretation[] {
  const shared = newShared()
  return programsOf(sources).map((program) => new Interpretation(program, shared))
}
