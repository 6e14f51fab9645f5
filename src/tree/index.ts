/** Where files come from, a directory or a git revision, and how they are written. */

export {type Author, authorIn} from './author.ts'
export {directoryTree} from './directory.ts'
export {type OpenedTree, openTree} from './open.ts'
export {type FileVerdict, type Origin, Overlay} from './overlay.ts'
export {mailsOfRange, parseRange, type Range} from './range.ts'
export {unsafeFiles} from './unsafe.ts'
export {writeFileAtomically, writeFilesAtomically} from './write.ts'
