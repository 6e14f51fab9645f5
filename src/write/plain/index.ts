/** The plain text of mails. */

export {toPlainText} from './plain-text.ts'
export {wrapText} from './wrap.ts'
