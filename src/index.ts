/** The package `uapidoc`: the commands as functions. */

export {rules} from './rules/index.ts'
