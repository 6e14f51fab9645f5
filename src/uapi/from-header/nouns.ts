/** What a translation unit says, as the model's nouns. Places, types and values come when they are asked for. */

import type {
  Capability,
  CompositeType,
  Constant,
  Direction,
  ExitReason,
  Ioctl,
  Place,
  Struct,
  Type,
} from '../../model/index.ts'
import type {Name, Origin, PreprocessingToken} from '../../read/c/index.ts'
import type {DefinedComposite, DefinedEnumerator, DefinedMacro} from './entities.ts'
import type {UnitTypes} from './unit-types.ts'

/** Thousands are made for each check, and private fields are slow to make: these are ordinary ones. */
abstract class Noun {
  readonly name: string
  protected readonly types: UnitTypes
  protected readonly origin: Origin
  private readonly at: Name

  constructor(name: Name, origin: Origin, types: UnitTypes) {
    this.name = name.text
    this.types = types
    this.origin = origin
    this.at = name
  }

  get place(): Place {
    return this.origin.source.place(this.at.start, this.at.end)
  }
}

/** An object-like macro under its name. */
abstract class Valued extends Noun {
  protected get named(): bigint | undefined {
    return this.types.values.named(this.name)?.value
  }
}

export class HeaderMacro extends Valued implements Constant {
  readonly form = 'define'
  readonly parameters: readonly string[] | undefined

  constructor({define, origin}: DefinedMacro, types: UnitTypes) {
    super(define.name, origin, types)
    this.parameters = define.parameters
  }

  get value(): bigint | undefined {
    return this.parameters ? undefined : this.named
  }
}

export class HeaderEnumerator extends Noun implements Constant {
  readonly form = 'enumerator'

  constructor({node, origin}: DefinedEnumerator, types: UnitTypes) {
    super(node.name, origin, types)
  }

  get value(): bigint | undefined {
    return this.types.values.enumerator(this.name)?.value
  }
}

/** A capability or an exit reason. */
export class HeaderNumber extends Valued implements Capability, ExitReason {
  constructor({define, origin}: DefinedMacro, types: UnitTypes) {
    super(define.name, origin, types)
  }

  get number(): bigint | undefined {
    return this.named
  }
}

/** What an `_IO*` call says. */
export interface IoctlCall {
  readonly direction: Direction
  readonly argument: readonly PreprocessingToken[] | undefined
}

export class HeaderIoctl extends Valued implements Ioctl {
  readonly direction: Direction
  readonly deprecated: boolean
  private readonly written: IoctlCall['argument']

  constructor({define, origin}: DefinedMacro, {direction, argument}: IoctlCall, deprecated: boolean, types: UnitTypes) {
    super(define.name, origin, types)
    this.direction = direction
    this.deprecated = deprecated
    this.written = argument
  }

  get number(): bigint | undefined {
    return this.named
  }

  get argument(): Type | undefined {
    return this.written && this.types.written(this.written)
  }
}

export class HeaderStruct extends Noun implements Struct {
  private readonly defined: DefinedComposite

  constructor(name: Name, defined: DefinedComposite, types: UnitTypes) {
    super(name, defined.origin, types)
    this.defined = defined
  }

  get type(): CompositeType {
    return this.types.composite(this.defined)
  }

  get extent(): Place {
    const {declaration, origin} = this.defined
    return origin.source.place(declaration.start, declaration.end)
  }
}
