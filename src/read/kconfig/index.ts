/** Reading Kconfig: symbols, what they depend on and what they select. Text in, data out; no input makes it throw. */

export type {KconfigExpression} from './expression.ts'
export {type Kconfig, type KconfigEntry, parseKconfig} from './parse.ts'
