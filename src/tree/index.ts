/** Where files come from: a directory or a git revision. */

export {directoryTree} from './directory.ts'
export {openTree} from './open.ts'
