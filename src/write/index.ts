/** Writing a model back: C into a document, and changes of a text as mails. */

export * from './c/index.ts'
export * from './c-test/index.ts'
export * from './patch/index.ts'
export * from './plain/index.ts'
export * from './rst/index.ts'
export * from './series/index.ts'
export * from './skeleton/index.ts'
export * from './template/index.ts'
export {applyEdits, areApart, type TextEdit} from './text-edit.ts'
