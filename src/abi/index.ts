/** Data layout: what a struct looks like in memory and an ioctl number in 32 bits, on each ABI. */

export {type Abi, type AbiName, abiNamed, abiOf, abis} from './abi.ts'
export {decodeIoctl, encodeIoctl, type IoctlNumber, ioctlMacros} from './ioctl.ts'
export {
  type FieldLayout,
  type Hole,
  type Layout,
  type LayoutError,
  type LayoutResult,
  type Resolve,
  resolveNothing,
  type TypedefDefinition,
} from './layout.ts'
export {Layouts, layoutOf} from './layouts.ts'
export {type Extent, integerExtent} from './scalar.ts'
